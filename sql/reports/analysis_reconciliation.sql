-- Figures stated in 《代表工作》 or in a unit's own summary against the detail.
select
    r.unit_code,
    coalesce(u.unit_name, r.unit_code, '') as unit_name,
    coalesce(d.division_name, '') as place_name,
    r.metric,
    coalesce(r.counting_unit, '') as counting_unit,
    coalesce(cast(r.window_start as varchar), '') as window_start,
    coalesce(cast(r.window_end as varchar), '') as window_end,
    coalesce(cast(r.population as varchar), '') as population,
    r.source,
    cast(r.stated_low as double) as stated_low,
    cast(r.stated_high as double) as stated_high,
    cast(r.computed as double) as computed,
    coalesce(r.verdict, '') as verdict
from marts.reconciliation r
    left join ref.unit u on u.unit_code = r.unit_code
    left join ref.division d on d.division_code = r.place_code
order by r.unit_code, r.place_code, r.metric, r.source, r.window_start, r.stated_low
