-- Where an official full-year total stands among those of its scheme, year
-- and level: 100 (midrank - 0.5) / n, only where n is at least 10.
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
        2 * rank() over (partition by scheme, year, level order by graded_total)
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
where n >= 10
