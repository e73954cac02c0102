-- The deputies whose band rounding would change are not those marked so.
-- severity: error
-- message: 取整方式影响的人数与逐人标记的不一致
with marked as (
    select unit_code, scheme, year, count(*) as n
    from marts.score_deputy_year
    where band_mode_sensitive and is_official and not is_part_year
    group by unit_code, scheme, year
),
moved as (
    select unit_code, scheme, year, mode, sum(case when is_changed then n else 0 end) as n
    from marts.score_rounding_unit_year
    where level = 'all'
    group by unit_code, scheme, year, mode
),
most as (
    select unit_code, scheme, year, max(n) as least, sum(n) as largest
    from moved
    group by unit_code, scheme, year
)
select
    coalesce(k.unit_code, m.unit_code) as unit_code, coalesce(k.scheme, m.scheme) as scheme,
    coalesce(k.year, m.year) as year, k.n as marked, cast(m.least as bigint) as least, cast(m.largest as bigint) as largest
from marked as k
full join most as m on m.unit_code = k.unit_code and m.scheme = k.scheme and m.year = k.year
where coalesce(k.n, 0) < coalesce(m.least, 0) or coalesce(k.n, 0) > coalesce(m.largest, 0)
