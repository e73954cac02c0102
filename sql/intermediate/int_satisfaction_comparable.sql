-- The units of one month that are compared with each other on one base: enough
-- mandates and sessions to be printed, and an effective size that is known. On
-- the scale of the funnel and of the shrunk rate: y = asin √p, v = 1/(4 n_eff).
-- rank_ci_*: each unit's interval at level 0.95^(1/K), K = units, so that all K
-- hold together with 95% (Klein, Wright and Wieczorek 2020; units are independent).
-- grain: period, level, base_kind, unit_code
--
-- The interval is Wilson's on n_eff at that level's normal quantile. n_eff pays
-- for the estimated variance at 95%, as everywhere.
with
people as (
    select period, level, base_kind, unit_code, count(*) as mandates
    from intermediate.int_satisfaction_mandate
    group by period, level, base_kind, unit_code
),
kept as (
    select
        s.period, s.level, s.base_kind, s.unit_code, s.p, s.n_eff,
        count(*) over (partition by s.period, s.level, s.base_kind) as units
    from intermediate.int_satisfaction_place as s
    inner join people as m
        on m.period = s.period and m.level = s.level and m.base_kind = s.base_kind and m.unit_code = s.unit_code
    cross join ref.choice as c
    where s.place_kind = 'unit' and s.n_eff > 0
        and not too_few(m.mandates, s.sessions, c.min_mandates, c.min_sessions)
),
levelled as (
    select *, -normal_quantile((1 - power(cast(0.95 as double), cast(1 as double) / units)) / 2) as rank_z
    from kept
)
select
    period,
    level,
    base_kind,
    unit_code,
    units,
    p,
    n_eff,
    asin(sqrt(p)) as y,
    1 / (4 * n_eff) as v,
    rank_z,
    wilson_low_at(p, n_eff, rank_z) as rank_ci_low,
    wilson_high_at(p, n_eff, rank_z) as rank_ci_high
from levelled
