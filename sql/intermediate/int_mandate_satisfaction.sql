-- A seat's pooled 满意率 over all its reviews, on the base units are compared on,
-- and where it stands inside its unit and level: 100 (midrank - 0.5) / n.
-- grain: mandate_id

with pooled as (
    select
        r.mandate_id, min(r.unit_code) as unit_code, min(r.level) as level,
        sum(r.satisfied) as satisfied, sum(b.base) as ballots
    from marts.review as r
    cross join ref.choice as c
    inner join intermediate.int_review_base as b on b.review_id = r.review_id and b.base_kind = c.comparison_base
    where r.satisfied is not null
    group by r.mandate_id
),

ranked as (
    select
        mandate_id, satisfied, ballots,
        count(*) over (partition by unit_code, level) as n,
        2 * rank() over (partition by unit_code, level order by cast(satisfied as double) / ballots nulls last)
        + count(*) over (partition by unit_code, level, cast(satisfied as double) / ballots) - 1 as twice_midrank
    from pooled
)

select
    mandate_id,
    cast(satisfied as bigint) as satisfied,
    cast(ballots as bigint) as ballots,
    cast(satisfied as double) / ballots as satisfaction_rate,
    n,
    cast(100 * (twice_midrank - 1) as double) / (2 * n) as satisfaction_percentile
from ranked
