-- Where an official full-year total stands among those of its scheme, year
-- and level: 100 (midrank - 0.5) / n, only where n is large enough (percentile_min_n).
-- grain: mandate_id, scheme, year, row_no

with official as (
    select mandate_id, scheme, year, row_no, level, graded_total
    from intermediate.int_score_official
    where level <> 'all'
),

ranked as (
    select
        mandate_id, scheme, year, row_no,
        count(*) over (partition by scheme, year, level) as n,
        2 * rank() over (partition by scheme, year, level order by graded_total nulls last)
        + count(*) over (partition by scheme, year, level, graded_total) - 1 as twice_midrank
    from official
)

select
    mandate_id,
    scheme,
    year,
    row_no,
    n,
    cast(100 * (twice_midrank - 1) as double) / (2 * n) as percentile
from ranked
cross join ref.choice as c
where n >= c.percentile_min_n
