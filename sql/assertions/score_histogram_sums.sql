-- The bins of a unit, scheme, year and level do not add up to its deputies.
-- severity: error
-- message: 积分直方图各格人数之和与积分分布的人数不一致
with bins as (
    select unit_code, scheme, year, level, cast(sum(n) as bigint) as n
    from marts.score_histogram_unit_year
    group by unit_code, scheme, year, level
)
select d.unit_code, d.scheme, d.year, d.level, b.n, d.n as distribution_n
from marts.score_distribution_unit_year as d
left join bins as b on b.unit_code = d.unit_code and b.scheme = d.scheme and b.year = d.year and b.level = d.level
where b.n is null or b.n <> d.n
