-- How many official full-year totals of a unit lie in each bin of points.
-- grain: unit_code, scheme, year, level, bin_low
--
-- A bin holds totals from bin_low up to, not including, bin_high; bins are as wide
-- as the office chooses (score_bin_width, whole points). A bin nobody is in has no row.

with binned as (
    select
        o.unit_code, o.scheme, o.year, o.level, c.score_bin_width as width,
        cast(floor(cast(o.graded_total as double) / nullif(c.score_bin_width, 0)) as bigint) as bin_no
    from intermediate.int_score_official as o
    cross join ref.choice as c
),

counted as (
    select unit_code, scheme, year, level, width, bin_no, count(*) as n
    from binned
    where bin_no is not null
    group by unit_code, scheme, year, level, width, bin_no
),

together as (
    select
        unit_code, scheme, year, level, width, bin_no, n,
        cast(sum(n) over (partition by unit_code, scheme, year, level) as bigint) as mandates
    from counted
)

select
    unit_code,
    scheme,
    year,
    level,
    bin_no * width as bin_low,
    (bin_no + 1) * width as bin_high,
    n,
    mandates,
    cast(n as double) / mandates as share
from together
