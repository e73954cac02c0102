-- Coverage of the province by level: the sums of coverage_unit. coverage_rate
-- is taken over the units that sent both a roster and votes, whose seats are
-- mandates_in_office_voting: a unit that sent no votes is not a zero.
-- grain: level
with
seats as (
    select level, expected from intermediate.int_coverage_mandate where level is not null
    union all
    select 'all' as level, expected from intermediate.int_coverage_mandate
),
paces as (
    select level, cast(sum(expected) as double) / nullif(count(expected), 0) as expected_rate
    from seats
    group by level
),
units as (
    select
        level,
        min(as_of) as as_of,
        count(mandates_in_office) as units,
        count(coverage_rate) as units_voting,
        cast(sum(mandates_in_office) as bigint) as mandates_in_office,
        cast(sum(case when coverage_rate is not null then mandates_in_office end) as bigint) as mandates_in_office_voting,
        cast(sum(mandates_reported) as bigint) as mandates_reported,
        cast(sum(mandates_reported_ever) as bigint) as mandates_reported_ever,
        count(plan_to_date) as units_planning,
        cast(sum(plan_to_date) as bigint) as plan_to_date,
        cast(sum(plan_done) as bigint) as plan_done
    from marts.coverage_unit
    group by level
)
select
    u.level,
    u.as_of,
    u.units,
    u.units_voting,
    u.mandates_in_office,
    u.mandates_in_office_voting,
    u.mandates_reported,
    u.mandates_reported_ever,
    cast(u.mandates_reported as double) / nullif(u.mandates_in_office_voting, 0) as coverage_rate,
    p.expected_rate,
    u.units_planning,
    u.plan_to_date,
    u.plan_done,
    cast(u.plan_done as double) / nullif(u.plan_to_date, 0) as plan_rate
from units as u
left join paces as p on p.level = u.level
