-- How many of the numbers of a file end in 0 or 5: printed totals of points, and 人次 of
-- activities of which only counts are sent.
-- grain: unit_code, dataset, scope, period
-- by: unit_code
--
-- n: whole multiples of five among the of numbers of at least 10. Under even last
-- digits a fifth of whole numbers are (fewer where tenths are printed). A share
-- against a line of its own and not chi-square: over thousands of rows chi-square
-- finds any unevenness, and bands make totals uneven in any case.

with numbers as (
    select
        'scores' as dataset, unit_code, coalesce(scope, 'all') as scope, event_period as period, batch_id,
        cast(total_reported as decimal(18, 6)) as x
    from staging.stg_scores
    union all
    select
        'activities' as dataset, unit_code, coalesce(scope, 'all') as scope, event_period as period, batch_id,
        cast(person_times as decimal(18, 6)) as x
    from staging.stg_activities
)

select
    unit_code,
    dataset,
    scope,
    period,
    case when min(batch_id) = max(batch_id) then min(batch_id) end as batch_id,
    count(case when floor(cast(x as double) / 5) * 5 = cast(x as double) then 1 end) as n,
    count(*) as of
from numbers
where x >= 10
group by unit_code, dataset, scope, period
