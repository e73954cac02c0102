-- Twice the midranks (so that they are whole numbers) of a measure in its
-- stratum: among all, among those of the same outcome, and of the outcome. n
-- seats share a value and an outcome.
-- grain: stratum_kind, stratum, measure, x, is_proposed

with counted as (
    select
        stratum_kind, stratum, measure, x,
        count(*) as n,
        count(case when is_proposed then 1 end) as n1,
        count(case when not is_proposed then 1 end) as n0
    from intermediate.int_renomination_measure
    where x is not null
    group by stratum_kind, stratum, measure, x
),

run_up as ( -- those up to here, and all
    select
        stratum_kind, stratum, measure, x, n, n1, n0,
        cast(sum(n) over up as bigint) as up,
        cast(sum(n1) over up as bigint) as up1,
        cast(sum(n0) over up as bigint) as up0,
        cast(sum(n1) over whole as bigint) as all1,
        cast(sum(n0) over whole as bigint) as all0
    from counted
    window
        up as (
            partition by stratum_kind, stratum, measure order by x nulls last
            rows between unbounded preceding and current row
        ),
        whole as (partition by stratum_kind, stratum, measure)
)

select
    stratum_kind,
    stratum,
    measure,
    x,
    true as is_proposed,
    n1 as n,
    2 * up - n + 1 as rank_all,
    2 * up1 - n1 + 1 as rank_within,
    2 * all0 + all1 + 1 as rank_outcome
from run_up
where n1 > 0
union all
select
    stratum_kind,
    stratum,
    measure,
    x,
    false as is_proposed,
    n0 as n,
    2 * up - n + 1 as rank_all,
    2 * up0 - n0 + 1 as rank_within,
    all0 + 1 as rank_outcome
from run_up
where n0 > 0
