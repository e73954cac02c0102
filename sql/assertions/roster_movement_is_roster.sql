-- At the end the movement comes to those in office, where the as-of date ends a month.
-- severity: error
-- message: 代表变动的月末数与在任代表数不一致
with sitting as (
    select unit_code, level, count(*) as in_office
    from marts.deputy
    where in_office and level is not null
    group by unit_code, level
)
select m.unit_code, m.level, m.closing, s.in_office
from marts.roster_movement_unit_month as m
inner join ref.run as r on r.as_of_period = m.period
inner join ref.month as e on e.period = m.period and e.last_day = r.as_of
left join sitting as s on s.unit_code = m.unit_code and s.level = m.level
where m.level <> 'all' and m.closing <> coalesce(s.in_office, 0)
