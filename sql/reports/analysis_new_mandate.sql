-- Mandates of the new congress, the denominator of 连任占比.
select
    d.level as congress_level,
    d.term as term_to,
    cast(count(*) as bigint) as mandates
from marts.deputy d
where exists (
    select 1 from marts.renomination_deputy r where r.congress_level = d.level and r.term_to = d.term)
group by d.level, d.term
order by d.level, d.term
