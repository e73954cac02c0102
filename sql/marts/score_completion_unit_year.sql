-- How far the points of a year have come: seats due, scored, and confirmed by 主任会议.
-- The only figure of points besides ceilings and gaps that schemes may be compared by.
-- grain: unit_code, scheme, year, level
--
-- due: seats of the roster held on 31 December of the year at a level the scheme is
-- for, in a scheme, year and level the unit sent any points of (a unit that sent none
-- has no row: 未报送, not 0); NULL where the unit sent no roster. Of these, scored_due have a row
-- with a total and confirmed_due an official one; completion_rate = confirmed_due /
-- due. scored and confirmed count all seats of the files, also of those who left.

with scores as (
    select
        mandate_id, unit_code, scheme, year, level,
        max(case when graded_total is not null then 1 else 0 end) as is_scored,
        max(case when is_official and graded_total is not null then 1 else 0 end) as is_confirmed
    from intermediate.int_score_mandate
    group by mandate_id, unit_code, scheme, year, level
),

scored as (
    select
        unit_code, scheme, year, level,
        cast(sum(is_scored) as bigint) as scored,
        cast(sum(is_confirmed) as bigint) as confirmed
    from scores
    group by unit_code, scheme, year, level
),

years as (
    select distinct unit_code, year, cast(cast(year as varchar) || '-12-31' as date) as last_day
    from scores
),

seats as (
    select p.mandate_id, p.unit_code, p.level, m.county_code, p.began_on, p.ended_on
    from intermediate.int_seat_span as p
    inner join intermediate.int_roster_mandate as m on m.mandate_id = p.mandate_id
),

held as (
    select
        s.mandate_id, s.unit_code, s.level, y.year,
        coalesce(c.scheme, u.scheme, 'unit:' || s.unit_code) as place_scheme
    from seats as s
    inner join years as y
        on y.unit_code = s.unit_code and s.began_on <= y.last_day and coalesce(s.ended_on > y.last_day, true)
    left join intermediate.int_score_scheme as c
        on c.place_code = s.county_code and c.level = s.level and c.year = y.year
    left join intermediate.int_score_scheme as u
        on u.place_code = s.unit_code and u.level = s.level and u.year = y.year
),

due as (
    select
        h.unit_code, coalesce(x.scheme, h.place_scheme) as scheme, h.year, h.level,
        count(distinct h.mandate_id) as due,
        count(distinct case when x.is_scored = 1 then h.mandate_id end) as scored_due,
        count(distinct case when x.is_confirmed = 1 then h.mandate_id end) as confirmed_due
    from held as h
    left join scores as x on x.mandate_id = h.mandate_id and x.year = h.year
    group by h.unit_code, coalesce(x.scheme, h.place_scheme), h.year, h.level
),

levelled as (
    select
        s.unit_code, s.scheme, s.year, s.level, s.scored, s.confirmed, d.due, d.scored_due, d.confirmed_due
    from scored as s
    left join due as d
        on d.unit_code = s.unit_code and d.scheme = s.scheme and d.year = s.year and d.level = s.level
),

together as (
    select unit_code, scheme, year, level, scored, confirmed, due, scored_due, confirmed_due
    from levelled
    where level is not null
    union all
    select
        unit_code, scheme, year, 'all' as level,
        cast(sum(scored) as bigint) as scored,
        cast(sum(confirmed) as bigint) as confirmed,
        cast(sum(due) as bigint) as due,
        cast(sum(scored_due) as bigint) as scored_due,
        cast(sum(confirmed_due) as bigint) as confirmed_due
    from levelled
    group by unit_code, scheme, year
)

select
    unit_code,
    scheme,
    year,
    level,
    scored,
    confirmed,
    due,
    scored_due,
    confirmed_due,
    cast(confirmed_due as double) / nullif(due, 0) as completion_rate
from together
