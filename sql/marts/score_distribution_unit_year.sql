-- How the official full-year totals of a unit lie, by scheme, year and level.
-- grain: unit_code, scheme, year, level
--
-- Quantiles interpolate between order statistics (Hyndman-Fan type 7).
-- ceiling_share: share of totals at or above 100 points, for schemes with
-- bands; NULL where the scheme states none (its maximum is not known).

with official as (
    select unit_code, scheme, year, level, graded_total
    from intermediate.int_score_official
),

banded as (
    select distinct scheme from ref.scheme_band
),

ordered as (
    select
        unit_code, scheme, year, level, graded_total,
        row_number() over (partition by unit_code, scheme, year, level order by graded_total nulls last) - 1 as place,
        count(*) over (partition by unit_code, scheme, year, level) - 1 as last_place
    from official
),

summed as (
    select
        unit_code, scheme, year, level,
        count(*) as n,
        sum(graded_total) as total,
        count(case when graded_total >= 100 then 1 end) as at_ceiling,
        sum(quantile_weight(place, last_place, 10) * graded_total) as p10,
        sum(quantile_weight(place, last_place, 25) * graded_total) as p25,
        sum(quantile_weight(place, last_place, 50) * graded_total) as p50,
        sum(quantile_weight(place, last_place, 75) * graded_total) as p75,
        sum(quantile_weight(place, last_place, 90) * graded_total) as p90
    from ordered
    group by unit_code, scheme, year, level
)

select
    s.unit_code,
    s.scheme,
    s.year,
    s.level,
    s.n,
    cast(s.total as double) / s.n as mean,
    cast(s.p10 as double) / 100 as p10,
    cast(s.p25 as double) / 100 as p25,
    cast(s.p50 as double) / 100 as p50,
    cast(s.p75 as double) / 100 as p75,
    cast(s.p90 as double) / 100 as p90,
    case when b.scheme is not null then s.at_ceiling end as at_ceiling,
    case when b.scheme is not null then cast(s.at_ceiling as double) / s.n end as ceiling_share
from summed as s
left join banded as b on b.scheme = s.scheme
