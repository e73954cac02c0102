-- Stations and trade points as the newest files state them, by unit and kind, and
-- on the line `all` how many mandates in office the roster assigns to one (编组进站).
-- grain: unit_code, station_kind
-- by: unit_code
--
-- Sums and numbers of leaders are NULL where no station states one; deputies are
-- as the stations count them (a deputy may be counted in two). `unstated`: the row
-- names no kind. A unit whose roster names stations but that sent no list of them
-- has NULL.
with
listed as (
    select
        unit_code, coalesce(station_kind, 'unstated') as station_kind, leader, head, deputies, visits, opinions, resolved
    from staging.stg_stations
),
together as (
    select unit_code, station_kind, leader, head, deputies, visits, opinions, resolved from listed
    union all
    select unit_code, 'all' as station_kind, leader, head, deputies, visits, opinions, resolved from listed
),
counted as (
    select
        unit_code,
        station_kind,
        count(*) as stations,
        nullif(count(leader), 0) as with_leader,
        nullif(count(head), 0) as with_head,
        cast(sum(deputies) as bigint) as deputies,
        cast(sum(visits) as bigint) as visits,
        cast(sum(opinions) as bigint) as opinions,
        cast(sum(resolved) as bigint) as resolved
    from together
    group by unit_code, station_kind
),
assigned as (
    select unit_code, 'all' as station_kind, count(*) as mandates_in_office, count(station) as mandates_assigned
    from marts.deputy
    where in_office
    group by unit_code
    having count(station) > 0
),
places as (
    select unit_code, station_kind from counted
    union
    select unit_code, station_kind from assigned
)
select
    p.unit_code,
    p.station_kind,
    c.stations,
    c.with_leader,
    c.with_head,
    c.deputies,
    c.visits,
    c.opinions,
    c.resolved,
    a.mandates_in_office,
    a.mandates_assigned,
    cast(a.mandates_assigned as double) / nullif(a.mandates_in_office, 0) as assigned_rate
from places as p
left join counted as c on c.unit_code = p.unit_code and c.station_kind = p.station_kind
left join assigned as a on a.unit_code = p.unit_code and a.station_kind = p.station_kind
