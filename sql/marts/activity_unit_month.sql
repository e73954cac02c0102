-- What deputies did, by unit, month and kind, each unit of counting for itself:
-- 次 (activities), 人次 (attendances) and 代表人数 (distinct deputies) are never added.
-- grain: unit_code, period, activity_kind, counting_unit
-- by: unit_code
--
-- Kinds are the unit's own words, `unstated` where it gives none, `all` for all
-- together (代表人数 of `all` counts a deputy once). activities: of how many
-- activities n is known; a count that no row states has no row here. Rows not yet
-- reviewed by the initiator, or refused, are left out.
with
activities as (
    select
        unit_code, period, coalesce(activity_kind, 'unstated') as activity_kind, times, person_times
    from intermediate.int_activity
),
attended as (
    select unit_code, period, coalesce(activity_kind, 'unstated') as activity_kind, person_key, activity_id
    from intermediate.int_attendance
    where is_counted and state = 'attended'
),
held as (
    select unit_code, period, activity_kind, times, person_times from activities
    union all
    select unit_code, period, 'all' as activity_kind, times, person_times from activities
),
present as (
    select unit_code, period, activity_kind, person_key, activity_id from attended
    union all
    select unit_code, period, 'all' as activity_kind, person_key, activity_id from attended
)
select
    unit_code, period, activity_kind, '次' as counting_unit, cast(sum(times) as bigint) as n,
    cast(sum(times) as bigint) as activities
from held
group by unit_code, period, activity_kind
union all
select
    unit_code, period, activity_kind, '人次' as counting_unit, cast(sum(person_times) as bigint) as n,
    cast(sum(times) as bigint) as activities
from held
where person_times is not null
group by unit_code, period, activity_kind
union all
select
    unit_code, period, activity_kind, '代表人数' as counting_unit, count(distinct person_key) as n,
    count(distinct activity_id) as activities
from present
group by unit_code, period, activity_kind
