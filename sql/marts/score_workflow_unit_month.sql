-- Where the rows of points and activities stand in their chain of review, and how
-- many days the stages take, by unit and month.
-- grain: unit_code, dataset, period, review_state
-- by: unit_code
--
-- in_state: rows whose newest state this is (`unstated`: none given). timed: rows
-- with the day of this stage and of the dated stage before it; median_days is the
-- median of the days between. Only confirmed and notified points are official.
-- A stage no row is in and no row is timed for has no row.
with
stated as (
    select
        'scores' as dataset, unit_code, event_period as period, batch_id, source_sheet, source_row,
        coalesce(review_state, 'unstated') as review_state,
        filed_on, cast(null as date) as initiator_reviewed_on, county_reviewed_on, city_reviewed_on, confirmed_on, notified_on
    from staging.stg_scores
    union all
    select
        'activities' as dataset, unit_code, event_period as period, batch_id, source_sheet, source_row,
        coalesce(review_state, 'unstated') as review_state,
        filed_on, reviewed_on as initiator_reviewed_on, cast(null as date) as county_reviewed_on,
        cast(null as date) as city_reviewed_on, cast(null as date) as confirmed_on, cast(null as date) as notified_on
    from staging.stg_activities
),
in_states as (
    select unit_code, dataset, period, review_state, count(*) as in_state
    from stated
    group by unit_code, dataset, period, review_state
),
days as (
    select unit_code, dataset, period, batch_id, source_sheet, source_row, 1 as stage_no, 'filed' as review_state, filed_on as stage_on from stated
    union all
    select unit_code, dataset, period, batch_id, source_sheet, source_row, 2 as stage_no, 'initiator_reviewed' as review_state, initiator_reviewed_on as stage_on from stated
    union all
    select unit_code, dataset, period, batch_id, source_sheet, source_row, 3 as stage_no, 'county_reviewed' as review_state, county_reviewed_on as stage_on from stated
    union all
    select unit_code, dataset, period, batch_id, source_sheet, source_row, 4 as stage_no, 'city_reviewed' as review_state, city_reviewed_on as stage_on from stated
    union all
    select unit_code, dataset, period, batch_id, source_sheet, source_row, 5 as stage_no, 'confirmed' as review_state, confirmed_on as stage_on from stated
    union all
    select unit_code, dataset, period, batch_id, source_sheet, source_row, 6 as stage_no, 'notified' as review_state, notified_on as stage_on from stated
),
stepped as (
    select
        unit_code, dataset, period, review_state,
        days_between(
            lag(stage_on) over (partition by dataset, batch_id, source_sheet, source_row order by stage_no nulls last), stage_on
        ) as days
    from days
    where stage_on is not null
),
ranked as (
    select
        unit_code, dataset, period, review_state, days,
        row_number() over (partition by unit_code, dataset, period, review_state order by days nulls last) as place,
        count(*) over (partition by unit_code, dataset, period, review_state) as n
    from stepped
    where days is not null
),
medians as (
    select
        unit_code, dataset, period, review_state, max(n) as timed,
        cast(sum(case when 2 * place between n and n + 2 then days end) as double)
            / nullif(count(case when 2 * place between n and n + 2 then 1 end), 0) as median_days
    from ranked
    group by unit_code, dataset, period, review_state
)
select
    coalesce(s.unit_code, m.unit_code) as unit_code,
    coalesce(s.dataset, m.dataset) as dataset,
    coalesce(s.period, m.period) as period,
    coalesce(s.review_state, m.review_state) as review_state,
    coalesce(s.in_state, 0) as in_state,
    coalesce(m.timed, 0) as timed,
    m.median_days,
    coalesce(s.review_state, m.review_state) in ('confirmed', 'notified') as is_official
from in_states as s
full join medians as m
    on m.unit_code = s.unit_code and m.dataset = s.dataset and m.period = s.period and m.review_state = s.review_state
