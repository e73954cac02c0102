-- The distribution of points inside each scheme, official rows, all levels
-- together, in the newest year that has any.
select
    coalesce(u.unit_name, d.unit_code) as unit_name,
    coalesce(s.scheme_label, d.scheme) as scheme_label,
    cast(d.year as bigint) as year,
    cast(d.n as bigint) as n,
    cast(d.mean as double) as mean,
    cast(d.p10 as double) as p10,
    cast(d.p25 as double) as p25,
    cast(d.p50 as double) as p50,
    cast(d.p75 as double) as p75,
    cast(d.p90 as double) as p90,
    cast(d.ceiling_share as double) as ceiling_share
from marts.score_distribution_unit_year d
    left join ref.unit u on u.unit_code = d.unit_code
    left join (
        select scheme, min(scheme_label) as scheme_label, min(source) as source from ref.scheme group by scheme
    ) s on s.scheme = d.scheme
where d.level = 'all'
    and cast(d.year as bigint) = (
        select max(cast(year as bigint)) from marts.score_distribution_unit_year where level = 'all' and cast(year as bigint) <= ?)
order by u.sort_order, d.scheme
