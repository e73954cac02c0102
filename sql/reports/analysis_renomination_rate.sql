-- The three rates of a change of term, by level, each over the units that can
-- tell: a rate is missing while a result, or the new roster, is.
select
    congress_level,
    term_from,
    term_to,
    proposed,
    coalesce(proposal_base, 0) as proposal_base,
    coalesce(retention_reelected, 0) as retention_reelected,
    coalesce(retention_base, 0) as retention_base,
    coalesce(share_reelected, 0) as share_reelected,
    coalesce(share_base, 0) as share_base,
    units,
    retention_units,
    share_units
from marts.renomination_rate_province
order by congress_level, term_from, term_to
