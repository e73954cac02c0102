-- Whether the odds ratio of being proposed, high against low measure, is the
-- same in every unit and level: Breslow and Day 1980 with Tarone's correction
-- (Tarone 1985), about the Mantel-Haenszel odds ratio.
-- grain: stratum_kind, stratum, measure
--
-- Strata with a zero margin are left out, as they are of the odds ratio. The
-- table that a common odds ratio expects keeps the margins; its first cell is
-- the root of a quadratic, taken in the form that loses no digits. NULL with
-- fewer than two strata, without a finite odds ratio, or when over 20% of the
-- expected cells are under 5 (counted in small_expected_cells): the statistic
-- is then no chi square.

with tables as (
    select
        stratum_kind, stratum, measure,
        cast(high_proposed as double) as a,
        cast(high_proposed + high_not as double) as high,
        cast(low_proposed + low_not as double) as low,
        cast(high_proposed + low_proposed as double) as proposed
    from intermediate.int_renomination_table
    where cast(high_proposed + high_not as double) * (low_proposed + low_not)
        * (high_proposed + low_proposed) * (high_not + low_not) > 0
),

pooled as (
    select stratum_kind, stratum, measure, odds_ratio_mh
    from intermediate.int_renomination_odds
    where odds_ratio_mh is not null
),

quadratic as ( -- (1 - psi) e² + p e - q = 0
    select
        t.stratum_kind, t.stratum, t.measure, t.a, t.high, t.low, t.proposed,
        1 - o.odds_ratio_mh as r,
        t.low - t.proposed + o.odds_ratio_mh * (t.high + t.proposed) as p,
        o.odds_ratio_mh * t.high * t.proposed as q
    from tables as t
    inner join pooled as o on o.stratum_kind = t.stratum_kind and o.stratum = t.stratum and o.measure = t.measure
),

expected as (
    select
        stratum_kind, stratum, measure, a, high, low, proposed,
        case
            when p >= 0 then 2 * q / (p + sqrt(p * p + 4 * r * q))
            else (sqrt(p * p + 4 * r * q) - p) / (2 * r)
        end as e
    from quadratic
),

spread as (
    select
        stratum_kind, stratum, measure, a - e as excess,
        1 / (1 / e + 1 / (high - e) + 1 / (proposed - e) + 1 / (low - proposed + e)) as variance,
        case when e < 5 then 1 else 0 end + case when high - e < 5 then 1 else 0 end
        + case when proposed - e < 5 then 1 else 0 end + case when low - proposed + e < 5 then 1 else 0 end as small_cells
    from expected
),

summed as ( -- decimals add up to the same sum in any order
    select
        stratum_kind, stratum, measure,
        count(*) as strata,
        cast(sum(small_cells) as bigint) as small_cells,
        cast(sum(cast(excess * excess / variance as decimal(38, 15))) as double) as breslow_day,
        cast(sum(cast(excess as decimal(38, 15))) as double) as excess,
        cast(sum(cast(variance as decimal(38, 15))) as double) as variance
    from spread
    group by stratum_kind, stratum, measure
)

select
    stratum_kind,
    stratum,
    measure,
    4 * strata as expected_cells,
    small_cells as small_expected_cells,
    case
        when strata > 1 and 5 * small_cells <= 4 * strata then breslow_day - excess * excess / variance
    end as breslow_day_tarone,
    case when strata > 1 and 5 * small_cells <= 4 * strata then strata - 1 end as breslow_day_df
from summed
