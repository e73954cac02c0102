-- Coverage of the province in the term, by level, at the newest as-of date:
-- over the units that sent votes, so that who sent none is no zero.
select
    level,
    cast(as_of as varchar) as as_of,
    coalesce(cast(mandates_in_office_voting as bigint), 0) as mandates_in_office,
    cast(mandates_reported as bigint) as mandates_reported,
    cast(mandates_reported_ever as bigint) as mandates_reported_ever,
    coverage_rate is not null as is_counted,
    cast(expected_rate as double) as expected_rate,
    cast(plan_rate as double) as plan_rate
from marts.coverage_province
where as_of = (select max(as_of) from marts.coverage_province)
order by level
