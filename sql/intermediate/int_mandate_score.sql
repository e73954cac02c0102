-- A seat's points over its term: the mean of its yearly percentiles, and its
-- latest official full-year band.
-- grain: mandate_id

with official as (
    select
        s.mandate_id, s.scheme, s.year, s.row_no, p.percentile, b.band, b.is_excellent
    from intermediate.int_score_mandate as s
    left join intermediate.int_score_percentile as p
        on p.mandate_id = s.mandate_id and p.scheme = s.scheme and p.year = s.year and p.row_no = s.row_no
    left join intermediate.int_score_band as b
        on b.mandate_id = s.mandate_id and b.scheme = s.scheme and b.year = s.year and b.row_no = s.row_no
    where s.is_official and not s.is_part_year
),

means as (
    select
        mandate_id,
        -- decimals: a sum that does not depend on the order of its terms
        cast(sum(cast(percentile as decimal(18, 8))) as double) / count(percentile) as score_percentile,
        count(distinct case when percentile is not null then year end) as years_used
    from official
    group by mandate_id
),

banded as (
    select
        mandate_id, scheme, year, band, is_excellent,
        row_number() over (partition by mandate_id order by year desc nulls last, scheme asc nulls last, row_no asc nulls last) as choice
    from official
    where band is not null
)

select
    m.mandate_id,
    m.score_percentile,
    m.years_used,
    b.scheme as band_scheme,
    b.year as band_year,
    b.band as score_band,
    b.is_excellent
from means as m
left join banded as b on b.mandate_id = m.mandate_id and b.choice = 1
