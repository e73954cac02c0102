-- The three rates of a change of term, never one word, by unit and level.
-- grain: unit_code, congress_level, term_from, term_to
--
-- 推荐率 proposal_rate = proposed / eligible whose proposal is known
-- (proposal_base); 留任率 retention_rate = re-elected to the same congress / old
-- seats (retention_base); 连任占比 reelected_share = re-elected / seats of the
-- new congress (share_base). Each with Wilson's 95% interval. The latter two are
-- NULL while a result is unknown, and the share where the new roster is not
-- there or is smaller than the re-elected.

with outcomes as (
    select
        unit_code, congress_level, term_from, term_to, mandates, eligible, proposal_unknown, proposed, reelected,
        result_unknown, new_mandates, proposal_base, retention_base, share_base,
        cast(proposed as double) / nullif(proposal_base, 0) as proposal_rate,
        cast(reelected as double) / retention_base as retention_rate,
        cast(reelected as double) / nullif(share_base, 0) as reelected_share
    from intermediate.int_renomination_outcome
)

select
    unit_code,
    congress_level,
    term_from,
    term_to,
    mandates,
    eligible,
    proposal_unknown,
    proposed,
    proposal_base,
    reelected,
    result_unknown,
    retention_base,
    new_mandates,
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
from outcomes
