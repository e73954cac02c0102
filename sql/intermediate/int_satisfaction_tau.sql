-- τ²: how much true rates differ between counties of one city, on the scale
-- Y = asin √p, by moments about each city's own weighted mean (w = 4 n_eff):
-- Q = ΣΣ w (Y_c − Ȳ_u)², C = Σ_u (Σw − Σw²/Σw), τ² = max(0, (Q − Σ(C_u − 1)) / C).
-- 0 where no city has two counties. One value for the province. A development
-- zone is no county: it counts in its city's rate only.
-- grain: period, level, base_kind
with
counties as (
    select p.period, p.level, p.base_kind, p.unit_code, asin(sqrt(p.p)) as y, 4 * p.n_eff as w
    from intermediate.int_satisfaction_place as p
    inner join ref.division as d on d.division_code = p.place_code and d.division_level = 'county'
    where p.place_kind = 'county' and p.n_eff > 0
),
cities as ( -- decimals add up to the same sum in any order
    select
        period,
        level,
        base_kind,
        unit_code,
        count(*) as counties,
        cast(sum(cast(w as decimal(28, 10))) as double) as w,
        cast(sum(cast(w * w as decimal(38, 10))) as double) as ww,
        cast(sum(cast(w * y as decimal(38, 12))) as double) as wy,
        cast(sum(cast(w * y * y as decimal(38, 12))) as double) as wyy
    from counties
    group by period, level, base_kind, unit_code
),
moments as (
    select
        period,
        level,
        base_kind,
        cast(sum(cast(wyy - wy * wy / w as decimal(38, 12))) as double) as q,
        cast(sum(counties - 1) as bigint) as df,
        cast(sum(cast(w - ww / w as decimal(38, 10))) as double) as c
    from cities
    group by period, level, base_kind
)
select
    period,
    level,
    base_kind,
    q,
    df,
    c,
    moment_variance(q, df, c) as tau2
from moments
