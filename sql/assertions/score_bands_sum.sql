-- The bands of a unit, scheme, year and level do not add up to its deputies.
-- severity: error
-- message: 积分各等次人数之和不等于评定等次人数，或与积分分布的人数不一致
with bands as (
    select unit_code, scheme, year, level, sum(n) as n, max(mandates) as mandates
    from marts.score_band_unit_year
    group by unit_code, scheme, year, level
)
select b.unit_code, b.scheme, b.year, b.level, cast(b.n as bigint) as n, b.mandates, d.n as distribution_n
from bands as b
left join marts.score_distribution_unit_year as d
    on d.unit_code = b.unit_code and d.scheme = b.scheme and d.year = b.year and d.level = b.level
where b.n <> b.mandates or d.n is null or b.n <> d.n
