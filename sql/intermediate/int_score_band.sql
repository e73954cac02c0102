-- Score rows graded in their scheme's own words.
-- grain: mandate_id, scheme, year, row_no
--
-- continuous (the default): 89.5 is below 90. round_half_up and floor first
-- make the total whole. is_mode_sensitive: the three ways do not agree;
-- continuous_no, rounded_no and floored_no are the bands of each.

with schemes as ( -- ref.scheme has a row for each level
    select scheme, min(banding) as banding from ref.scheme as g group by scheme
),

scores as (
    select
        s.mandate_id, s.scheme, s.year, s.row_no, s.graded_total,
        floor(s.graded_total + 0.5) as rounded_total, floor(s.graded_total) as floored_total,
        coalesce(c.banding, 'continuous') as banding
    from intermediate.int_score_mandate as s
    left join schemes as c on c.scheme = s.scheme
    where s.graded_total is not null
),

reached as (
    select
        s.mandate_id, s.scheme, s.year, s.row_no, s.banding,
        min(case when s.graded_total >= b.low or b.low is null then b.band_no end) as continuous_no,
        min(case when s.rounded_total >= b.low or b.low is null then b.band_no end) as rounded_no,
        min(case when s.floored_total >= b.low or b.low is null then b.band_no end) as floored_no
    from scores as s
    inner join ref.scheme_band as b on b.scheme = s.scheme
    group by s.mandate_id, s.scheme, s.year, s.row_no, s.banding
),

chosen as (
    select
        mandate_id, scheme, year, row_no, continuous_no, rounded_no, floored_no,
        case banding when 'round_half_up' then rounded_no when 'floor' then floored_no else continuous_no end as band_no,
        continuous_no <> rounded_no or continuous_no <> floored_no as is_mode_sensitive
    from reached
)

select
    c.mandate_id, c.scheme, c.year, c.row_no, c.band_no, b.band, b.is_excellent, c.is_mode_sensitive,
    c.continuous_no, c.rounded_no, c.floored_no
from chosen as c
inner join ref.scheme_band as b on b.scheme = c.scheme and b.band_no = c.band_no
