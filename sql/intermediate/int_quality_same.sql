-- How many rows of a file of points show one and the same number where several are
-- asked for: what the deputy says of himself and what the organisation says of him
-- (measure self_org), and the totals of all deputies (measure total).
-- grain: unit_code, scope, period, measure
-- by: unit_code
--
-- of: rows that print what is compared; n: of self_org, rows where both are equal; of
-- total, rows with the commonest total.

with printed as (
    select
        unit_code, coalesce(scope, 'all') as scope, event_period as period, batch_id,
        self_score, org_score, total_reported
    from staging.stg_scores
),

totals as (
    select unit_code, scope, period, total_reported, count(*) as n, min(batch_id) as first_batch, max(batch_id) as last_batch
    from printed
    where total_reported is not null
    group by unit_code, scope, period, total_reported
)

select
    unit_code,
    scope,
    period,
    'self_org' as measure,
    case when min(batch_id) = max(batch_id) then min(batch_id) end as batch_id,
    count(case when self_score = org_score then 1 end) as n,
    count(*) as of
from printed
where self_score is not null and org_score is not null
group by unit_code, scope, period
union all
select
    unit_code,
    scope,
    period,
    'total' as measure,
    case when min(first_batch) = max(last_batch) then min(first_batch) end as batch_id,
    max(n) as n,
    cast(sum(n) as bigint) as of
from totals
group by unit_code, scope, period
