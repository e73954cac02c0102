-- The weight of each level in a standardised rate of a year: mandates of the
-- province in office on 1 January, so that all months and units of the year rest
-- on the same mixture. Only the levels the analyst compares (ref.choice). A year
-- that begins before every mandate has no weights.
-- grain: year, level
with
years as (
    select distinct substr(s.period, 1, 4) as year
    from marts.satisfaction_unit_month as s
),
first_days as (
    select y.year, m.first_day
    from years as y
    inner join ref.month as m on m.period = y.year || '-01'
)
select
    y.year,
    s.level,
    count(*) as mandates
from first_days as y
cross join ref.choice as c
inner join intermediate.int_seat_span as s
    on s.began_on <= y.first_day and (s.ended_on is null or s.ended_on > y.first_day)
where says(',' || replace(c.standard_levels, ' ', '') || ',', ',' || s.level || ',')
group by y.year, s.level
