-- One activity: how many times it took place, how many took part.
-- grain: activity_id
-- by: unit_code
-- rows: intermediate.int_attendance where r.activity_id = m.activity_id and r.is_counted
-- rows: staging.stg_activities where activity_key(r.unit_code, r.event_period, r.activity_date, r.title, r.activity_kind, r.organizer, r.place, r.county_code) = m.activity_id and r.deputy_name is null and coalesce(r.review_state, '') not in ('filed', 'rejected')
--
-- times and person_times as the unit's own counts say; of an activity listed
-- deputy by deputy, once, and those who attended. person_times is NULL where
-- only the activity is stated. Rows not yet reviewed, or refused, are left out.
with
keyed as (
    select
        unit_code,
        event_period as period,
        activity_date,
        title,
        activity_kind,
        organizer,
        activity_key(unit_code, event_period, activity_date, title, activity_kind, organizer, place, county_code) as activity_id,
        times,
        person_times
    from staging.stg_activities
    where deputy_name is null and coalesce(review_state, '') not in ('filed', 'rejected')
),
listed as ( -- deputy by deputy
    select
        activity_id, min(unit_code) as unit_code, min(period) as period, min(activity_date) as activity_date,
        min(title) as title, min(activity_kind) as activity_kind,
        count(case when state = 'attended' then 1 end) as attended
    from intermediate.int_attendance
    where is_counted
    group by activity_id
),
counted as ( -- stated as a whole
    select
        activity_id, min(unit_code) as unit_code, min(period) as period, min(activity_date) as activity_date,
        min(title) as title, min(activity_kind) as activity_kind,
        cast(sum(coalesce(times, 1)) as bigint) as times,
        cast(sum(person_times) as bigint) as person_times
    from keyed
    group by activity_id
)
select
    coalesce(c.activity_id, l.activity_id) as activity_id,
    coalesce(c.unit_code, l.unit_code) as unit_code,
    coalesce(c.period, l.period) as period,
    coalesce(c.activity_date, l.activity_date) as activity_date,
    coalesce(c.title, l.title) as title,
    coalesce(c.activity_kind, l.activity_kind) as activity_kind,
    coalesce(c.times, 1) as times,
    coalesce(c.person_times, l.attended) as person_times
from counted as c
full join listed as l on l.activity_id = c.activity_id
