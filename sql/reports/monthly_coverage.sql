-- Coverage of each unit in the term, by level, at the newest as-of date.
select
    unit_code,
    level,
    cast(as_of as varchar) as as_of,
    cast(mandates_in_office as bigint) as mandates_in_office,
    cast(mandates_reported as bigint) as mandates_reported,
    cast(mandates_reported_ever as bigint) as mandates_reported_ever,
    coverage_rate is not null as is_counted,
    cast(expected_rate as double) as expected_rate,
    cast(plan_rate as double) as plan_rate
from marts.coverage_unit
where as_of = (select max(as_of) from marts.coverage_unit)
order by unit_code, level
