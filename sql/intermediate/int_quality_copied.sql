-- How many rows of a month say, apart from their dates, what a row of the sender's month
-- before says: of reviews and of activities, the monthly files that name deputies.
-- grain: unit_code, dataset, scope, period
-- by: unit_code
--
-- The month before is the last earlier one with rows of the same scope. of: rows of
-- the month; n: those whose every other content stands in a row of the month before.

with contents as (
    select
        'votes' as dataset, unit_code, coalesce(scope, 'all') as scope, event_period as period, batch_id,
        short_key(
            coalesce(level, '') || '|' || coalesce(county_code, '') || '|' || coalesce(township, '')
            || '|' || coalesce(deputy_name, '') || '|' || coalesce(constituency, '')
            || '|' || coalesce(cast(participants as varchar), '') || '|' || coalesce(cast(issued as varchar), '')
            || '|' || coalesce(cast(returned as varchar), '') || '|' || coalesce(cast(valid as varchar), '')
            || '|' || coalesce(cast(satisfied as varchar), '') || '|' || coalesce(cast(basic as varchar), '')
            || '|' || coalesce(cast(dissatisfied as varchar), '') || '|' || coalesce(cast(abstain as varchar), '')
        ) as content
    from staging.stg_votes
    union all
    select
        'activities' as dataset, unit_code, coalesce(scope, 'all') as scope, event_period as period, batch_id,
        short_key(
            coalesce(level, '') || '|' || coalesce(county_code, '') || '|' || coalesce(township, '')
            || '|' || coalesce(deputy_name, '') || '|' || coalesce(title, '') || '|' || coalesce(activity_kind, '')
            || '|' || coalesce(organizer, '') || '|' || coalesce(place, '') || '|' || coalesce(attendance, '')
            || '|' || coalesce(leave, '') || '|' || coalesce(cast(person_times as varchar), '')
            || '|' || coalesce(cast(times as varchar), '')
        ) as content
    from staging.stg_activities
),

months as (
    select distinct dataset, unit_code, scope, period
    from contents
),

sequenced as (
    select
        dataset, unit_code, scope, period,
        lag(period) over (partition by dataset, unit_code, scope order by period nulls last) as previous_period
    from months
),

known as (
    select distinct dataset, unit_code, scope, period, content
    from contents
)

select
    c.unit_code,
    c.dataset,
    c.scope,
    c.period,
    s.previous_period,
    case when min(c.batch_id) = max(c.batch_id) then min(c.batch_id) end as batch_id,
    count(k.content) as n,
    count(*) as of
from contents as c
inner join sequenced as s
    on s.dataset = c.dataset and s.unit_code = c.unit_code and s.scope = c.scope and s.period = c.period
left join known as k
    on
        k.dataset = c.dataset and k.unit_code = c.unit_code and k.scope = c.scope
        and k.period = s.previous_period and k.content = c.content
where s.previous_period is not null
group by c.unit_code, c.dataset, c.scope, c.period, s.previous_period
