-- A seat's pooled 满意率 over all its reviews, on the base units are compared on,
-- and where it stands inside its unit and level among seats of the same term:
-- 100 (midrank - 0.5) / n.
-- grain: mandate_id

with terms as (
    select mandate_id, coalesce(min(term), '') as term
    from intermediate.int_mandate_match
    where dataset = 'votes'
    group by mandate_id
),

pooled as (
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
        p.mandate_id, p.satisfied, p.ballots,
        count(*) over (partition by p.unit_code, p.level, t.term) as n,
        2 * rank() over (
            partition by p.unit_code, p.level, t.term order by cast(p.satisfied as double) / p.ballots nulls last
        ) + count(*) over (partition by p.unit_code, p.level, t.term, cast(p.satisfied as double) / p.ballots)
        - 1 as twice_midrank
    from pooled as p
    left join terms as t on t.mandate_id = p.mandate_id
)

select
    mandate_id,
    cast(satisfied as bigint) as satisfied,
    cast(ballots as bigint) as ballots,
    cast(satisfied as double) / ballots as satisfaction_rate,
    n,
    cast(100 * (twice_midrank - 1) as double) / (2 * n) as satisfaction_percentile
from ranked
