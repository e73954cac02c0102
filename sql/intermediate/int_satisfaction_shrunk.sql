-- Each unit's rate drawn towards the mean of the units compared, the more the
-- less is known of it: a normal–normal model of y = asin √p. τ_B² between the K
-- units by DerSimonian and Laird 1986 (w = 1/v); centre: the mean with weights
-- 1/(v + τ_B²); share drawn in B = (K − 3)/(K − 1) · v/(v + τ_B²) (Morris 1983).
-- Three units are not drawn in (B = 0); of fewer nothing is known: NULL.
-- grain: period, level, base_kind, unit_code
with
units as (
    select period, level, base_kind, unit_code, units as k, y, v, 1 / v as w
    from intermediate.int_satisfaction_comparable
),
weighed as ( -- decimals add up to the same sum in any order
    select
        period,
        level,
        base_kind,
        cast(sum(cast(w as decimal(28, 10))) as double) as w,
        cast(sum(cast(w * w as decimal(38, 10))) as double) as ww,
        cast(sum(cast(w * y as decimal(38, 12))) as double) as wy
    from units
    group by period, level, base_kind
),
moments as (
    select
        u.period,
        u.level,
        u.base_kind,
        count(*) - 1 as df,
        m.w - m.ww / m.w as c,
        cast(sum(cast(u.w * (u.y - m.wy / m.w) * (u.y - m.wy / m.w) as decimal(38, 14))) as double) as q
    from units as u
    inner join weighed as m on m.period = u.period and m.level = u.level and m.base_kind = u.base_kind
    group by u.period, u.level, u.base_kind, m.w, m.ww, m.wy
),
spread as (
    select u.*, m.q, moment_variance(m.q, m.df, m.c) as tau2_units
    from units as u
    inner join moments as m on m.period = u.period and m.level = u.level and m.base_kind = u.base_kind
),
centres as (
    select
        period,
        level,
        base_kind,
        cast(sum(cast(y / (v + tau2_units) as decimal(38, 14))) as double)
        / cast(sum(cast(1 / (v + tau2_units) as decimal(38, 14))) as double) as centre
    from spread
    group by period, level, base_kind
),
drawn as (
    select
        s.*,
        c.centre,
        case when s.k >= 3 then cast(s.k - 3 as double) / (s.k - 1) * s.v / (s.v + s.tau2_units) end as shrinkage
    from spread as s
    inner join centres as c on c.period = s.period and c.level = s.level and c.base_kind = s.base_kind
)
select
    period,
    level,
    base_kind,
    unit_code,
    k,
    q,
    tau2_units,
    centre,
    shrinkage,
    sin(shrinkage * centre + (1 - shrinkage) * y) * sin(shrinkage * centre + (1 - shrinkage) * y) as satisfaction_rate_shrunk
from drawn
