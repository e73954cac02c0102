-- Odds ratios of being proposed, high against low measure: crude, and
-- Mantel-Haenszel over unit x level.
-- grain: stratum_kind, stratum, measure
--
-- Crude: +0.5 in each cell (Haldane) only where a cell is zero, flagged; NULL
-- where a margin is zero. Mantel-Haenszel: strata with a zero margin are
-- dropped and counted; interval by the variance of Robins, Breslow and
-- Greenland 1986; cmh is the statistic without continuity correction
-- (= R mantelhaen.test(correct = FALSE)), one degree of freedom.

with tables as (
    select
        stratum_kind, stratum, measure,
        cast(high_proposed as double) as a, cast(high_not as double) as b,
        cast(low_proposed as double) as c, cast(low_not as double) as d,
        cast(high_proposed + high_not + low_proposed + low_not as double) as n,
        cast(high_proposed + high_not as double) * (low_proposed + low_not)
        * (high_proposed + low_proposed) * (high_not + low_not) > 0 as is_used
    from intermediate.int_renomination_table
),

pooled as (
    select
        stratum_kind, stratum, measure, cast(sum(cast(a as bigint)) as double) as a, cast(sum(cast(b as bigint)) as double) as b,
        cast(sum(cast(c as bigint)) as double) as c, cast(sum(cast(d as bigint)) as double) as d,
        count(case when is_used then 1 end) as strata_used,
        count(case when not is_used then 1 end) as strata_dropped
    from tables
    group by stratum_kind, stratum, measure
),

crude as (
    select
        stratum_kind, stratum, measure, strata_used, strata_dropped, a, b, c, d,
        a * b * c * d = 0 as is_haldane,
        (a + b) * (c + d) * (a + c) * (b + d) > 0 as is_possible
    from pooled
),

sums as ( -- decimals add up to the same sum in any order
    select
        stratum_kind, stratum, measure,
        cast(sum(cast(a * d / n as decimal(38, 15))) as double) as r,
        cast(sum(cast(b * c / n as decimal(38, 15))) as double) as s,
        cast(sum(cast((a + d) / n * (a * d / n) as decimal(38, 15))) as double) as pr,
        cast(sum(cast((a + d) / n * (b * c / n) + (b + c) / n * (a * d / n) as decimal(38, 15))) as double) as ps_qr,
        cast(sum(cast((b + c) / n * (b * c / n) as decimal(38, 15))) as double) as qs,
        cast(sum(cast(a - (a + b) * (a + c) / n as decimal(38, 15))) as double) as excess,
        cast(sum(cast((a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1)) as decimal(38, 15))) as double) as excess_variance
    from tables
    where is_used
    group by stratum_kind, stratum, measure
),

mantel_haenszel as (
    select
        stratum_kind, stratum, measure,
        case when r > 0 and s > 0 then r / s end as odds_ratio,
        case when r > 0 and s > 0 then sqrt(pr / (2 * r * r) + ps_qr / (2 * r * s) + qs / (2 * s * s)) end as log_se,
        excess * excess / nullif(excess_variance, 0) as cmh
    from sums
)

select
    c.stratum_kind,
    c.stratum,
    c.measure,
    cast(c.a as bigint) as high_proposed,
    cast(c.b as bigint) as high_not,
    cast(c.c as bigint) as low_proposed,
    cast(c.d as bigint) as low_not,
    c.is_possible and c.is_haldane as is_haldane,
    case
        when c.is_possible and c.is_haldane then (c.a + 0.5) * (c.d + 0.5) / ((c.b + 0.5) * (c.c + 0.5))
        when c.is_possible then c.a * c.d / (c.b * c.c)
    end as odds_ratio_crude,
    m.odds_ratio as odds_ratio_mh,
    exp(ln(m.odds_ratio) - z95() * m.log_se) as odds_ratio_mh_low,
    exp(ln(m.odds_ratio) + z95() * m.log_se) as odds_ratio_mh_high,
    m.cmh,
    c.strata_used,
    c.strata_dropped
from crude as c
left join mantel_haenszel as m
    on m.stratum_kind = c.stratum_kind and m.stratum = c.stratum and m.measure = c.measure
