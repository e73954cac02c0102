-- The three rates of a change of term over all units that sent it, by level.
-- grain: congress_level, term_from, term_to
--
-- As renomination_rate_unit has them. Numerator and denominator of a rate come
-- from the same units: retention_reelected and retention_base from the
-- retention_units whose results are all known, share_reelected and share_base
-- from the share_units whose new roster is there too.

with outcomes as (
    select
        congress_level, term_from, term_to, mandates, eligible, proposal_unknown, proposed, reelected, result_unknown,
        new_mandates, proposal_base, retention_base, share_base
    from intermediate.int_renomination_outcome
),

summed as (
    select
        congress_level, term_from, term_to,
        count(*) as units,
        cast(sum(mandates) as bigint) as mandates,
        cast(sum(eligible) as bigint) as eligible,
        cast(sum(proposal_unknown) as bigint) as proposal_unknown,
        cast(sum(proposed) as bigint) as proposed,
        cast(sum(proposal_base) as bigint) as proposal_base,
        cast(sum(reelected) as bigint) as reelected,
        cast(sum(result_unknown) as bigint) as result_unknown,
        count(retention_base) as retention_units,
        cast(sum(case when retention_base is not null then reelected end) as bigint) as retention_reelected,
        cast(sum(retention_base) as bigint) as retention_base,
        cast(sum(new_mandates) as bigint) as new_mandates,
        count(share_base) as share_units,
        cast(sum(case when share_base is not null then reelected end) as bigint) as share_reelected,
        cast(sum(share_base) as bigint) as share_base
    from outcomes
    group by congress_level, term_from, term_to
),

rated as (
    select
        congress_level, term_from, term_to, units, mandates, eligible, proposal_unknown, proposed, proposal_base,
        reelected, result_unknown, retention_units, retention_reelected, retention_base, new_mandates, share_units,
        share_reelected, share_base,
        cast(proposed as double) / nullif(proposal_base, 0) as proposal_rate,
        cast(retention_reelected as double) / nullif(retention_base, 0) as retention_rate,
        cast(share_reelected as double) / nullif(share_base, 0) as reelected_share
    from summed
)

select
    congress_level,
    term_from,
    term_to,
    units,
    mandates,
    eligible,
    proposal_unknown,
    proposed,
    proposal_base,
    reelected,
    result_unknown,
    retention_units,
    retention_reelected,
    retention_base,
    new_mandates,
    share_units,
    share_reelected,
    share_base,
    proposal_rate,
    wilson_low(proposal_rate, proposal_base) as proposal_low,
    wilson_high(proposal_rate, proposal_base) as proposal_high,
    retention_rate,
    wilson_low(retention_rate, retention_base) as retention_low,
    wilson_high(retention_rate, retention_base) as retention_high,
    reelected_share,
    wilson_low(reelected_share, share_base) as reelected_share_low,
    wilson_high(reelected_share, share_base) as reelected_share_high
from rated
