-- How many seats the rosters hold for a stated number of deputies, on the last
-- day of its window.
-- grain: statement_id
--
-- A roster is the newest state: a seat counts if elected by that day and not
-- left by it; one that was left without a date does not.

with stated as (
    select statement_id, unit_code, place_code, levels, window_end
    from intermediate.int_stated
    where metric = 'deputies_total' and window_end is not null
),

seats as (
    select unit_code, county_code, electing_unit_code, level, in_office, elected_on, left_on
    from marts.deputy
)

select s.statement_id, count(*) as seats
from stated as s
inner join seats as d on d.unit_code = s.unit_code
where
    coalesce(d.elected_on <= s.window_end, true)
    and case when d.left_on is not null then d.left_on > s.window_end else coalesce(d.in_office, false) end
    and (s.levels = 'all' or position(coalesce(d.level, '?') in s.levels) > 0)
    and (s.place_code = s.unit_code or d.county_code = s.place_code or d.electing_unit_code = s.place_code)
group by s.statement_id
