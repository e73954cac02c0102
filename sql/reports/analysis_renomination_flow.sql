-- Mandates of a term on their way to the next, by level: how many left the
-- scope and why, how many were eligible, proposed, candidates, elected. Unknown
-- stays apart from no.
select
    congress_level,
    term_from,
    term_to,
    coalesce(out_of_scope_reason, '') as reason,
    cast(count(*) as bigint) as mandates,
    cast(sum(case when is_eligible then 1 else 0 end) as bigint) as eligible,
    cast(sum(case when is_eligible is null then 1 else 0 end) as bigint) as eligible_unknown,
    cast(sum(case when is_eligible and is_proposed then 1 else 0 end) as bigint) as proposed,
    cast(sum(case when is_eligible and is_proposed is null then 1 else 0 end) as bigint) as proposed_unknown,
    cast(sum(case when is_eligible and is_candidate then 1 else 0 end) as bigint) as candidate,
    cast(sum(case when is_elected then 1 else 0 end) as bigint) as elected
from marts.renomination_deputy
group by congress_level, term_from, term_to, coalesce(out_of_scope_reason, '')
order by congress_level, term_from, term_to, coalesce(out_of_scope_reason, '')
