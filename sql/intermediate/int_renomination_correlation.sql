-- Point-biserial and Spearman correlation and AUC of a measure with being
-- proposed, by stratum.
-- grain: stratum_kind, stratum, measure
--
-- AUC counts ties as one half. Its interval is DeLong, DeLong and
-- Clarke-Pearson 1988 (Wald, 95%, clipped to 0..1). With twice midranks,
-- rank_all - rank_within is twice the number of the other outcome below
-- oneself (ties one half): whole numbers, so sums are exact. NULL where one
-- outcome is absent or x does not vary; no interval below two of either.
-- auc_se is the standard error that the interval rests on.

with ranked as (
    select
        stratum_kind, stratum, measure, is_proposed, x, n, rank_all, rank_outcome,
        case when is_proposed then rank_all - rank_within else 0 end as below,
        case when not is_proposed then rank_all - rank_within else 0 end as above
    from intermediate.int_renomination_rank
),

summed as (
    select
        stratum_kind, stratum, measure,
        cast(sum(n) as bigint) as n,
        cast(sum(case when is_proposed then n else 0 end) as bigint) as n1,
        cast(sum(case when not is_proposed then n else 0 end) as bigint) as n0,
        cast(sum(n * x) as double) as sx,
        cast(sum(cast(n * x as decimal(19, 8)) * cast(x as decimal(19, 8))) as double) as sxx,
        cast(sum(case when is_proposed then n * x else 0 end) as double) as sx1,
        cast(sum(n * rank_all) as decimal(19, 0)) as su,
        cast(sum(n * rank_all * rank_all) as decimal(19, 0)) as suu,
        cast(sum(n * rank_outcome) as decimal(19, 0)) as sv,
        cast(sum(n * rank_outcome * rank_outcome) as decimal(19, 0)) as svv,
        cast(sum(n * rank_all * rank_outcome) as decimal(19, 0)) as suv,
        cast(sum(n * below) as decimal(19, 0)) as sb,
        cast(sum(n * below * below) as decimal(19, 0)) as sbb,
        cast(sum(n * above) as decimal(19, 0)) as sa,
        cast(sum(n * above * above) as decimal(19, 0)) as saa,
        min(x) = max(x) as is_flat
    from ranked
    group by stratum_kind, stratum, measure
),

varied as (
    select
        stratum_kind, stratum, measure, n, n1, n0, sx, sx1, is_flat,
        n * sxx - sx * sx as dx,
        cast(n * suu - su * su as double) as du,
        cast(n * svv - sv * sv as double) as dv,
        cast(n * suv - su * sv as double) as duv,
        cast(sb as double) / (2 * cast(n1 as double) * nullif(n0, 0)) as auc,
        cast(n1 * sbb - sb * sb as double)
        / (4 * cast(n1 as double) * nullif(n1 - 1, 0) * nullif(n0, 0) * nullif(n0, 0)) as s10,
        cast(n0 * saa - sa * sa as double)
        / (4 * cast(n0 as double) * nullif(n0 - 1, 0) * nullif(n1, 0) * nullif(n1, 0)) as s01
    from summed
),

spread as (
    select
        stratum_kind, stratum, measure, n, n1, n0, sx, sx1, is_flat, dx, du, dv, duv, auc,
        sqrt(s10 / nullif(n1, 0) + s01 / nullif(n0, 0)) as auc_se
    from varied
)

select
    stratum_kind,
    stratum,
    measure,
    n,
    n1 as proposed,
    case
        when not is_flat and dx > 0 and n1 > 0 and n0 > 0
            then (n * sx1 - n1 * sx) / sqrt(dx * cast(n1 as double) * n0)
    end as point_biserial,
    case when not is_flat and n1 > 0 and n0 > 0 then duv / (sqrt(du) * sqrt(dv)) end as spearman,
    case when n1 > 0 and n0 > 0 then auc end as auc,
    auc_se,
    case when auc - z95() * auc_se < 0 then 0 else auc - z95() * auc_se end as auc_low,
    case when auc + z95() * auc_se > 1 then 1 else auc + z95() * auc_se end as auc_high
from spread
