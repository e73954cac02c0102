-- 逐人建档: how many mandates in office have a record, by unit and level.
-- grain: unit_code, level
-- by: unit_code
--
-- archived: those whom a row of uses says to have a file (建档); NULL where the unit
-- sent no such row. with_event: those with anything in deputy_event in their
-- term, whatever the datasets; events counts these; NULL where no dataset of the
-- unit names anybody. A unit without a roster has no row: there is nobody to
-- count against.
with
events as (
    select e.mandate_id, count(*) as events,
        max(case when e.dataset = 'uses' and e.event_kind = 'archive' then 1 else 0 end) as archived
    from marts.deputy_event as e
    cross join ref.run as r
    where e.period <= r.as_of_period
    group by e.mandate_id
),
archiving as (
    select distinct unit_code from marts.deputy_event where dataset = 'uses' and event_kind = 'archive'
),
telling as (
    select distinct unit_code from marts.deputy_event
),
seats as (
    select d.unit_code, d.level, e.events, coalesce(e.archived, 0) as archived
    from marts.deputy as d
    left join events as e on e.mandate_id = d.mandate_id
    where d.in_office
),
levelled as (
    select unit_code, level, events, archived from seats where level is not null
    union all
    select unit_code, 'all' as level, events, archived from seats
),
counted as (
    select
        unit_code, level,
        count(*) as mandates_in_office,
        cast(sum(archived) as bigint) as archived,
        count(events) as with_event,
        cast(sum(coalesce(events, 0)) as bigint) as events
    from levelled
    group by unit_code, level
)
select
    c.unit_code,
    c.level,
    c.mandates_in_office,
    case when a.unit_code is not null then c.archived end as archived,
    case when a.unit_code is not null then cast(c.archived as double) / nullif(c.mandates_in_office, 0) end as archived_rate,
    case when t.unit_code is not null then c.with_event end as with_event,
    case when t.unit_code is not null then cast(c.with_event as double) / nullif(c.mandates_in_office, 0) end as with_event_rate,
    case when t.unit_code is not null then c.events end as events
from counted as c
left join archiving as a on a.unit_code = c.unit_code
left join telling as t on t.unit_code = c.unit_code
