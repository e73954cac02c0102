-- Points of deputies who held their seat for a part of the year only: listed for
-- themselves, with no percentile, and in no distribution.
-- grain: mandate_id, scheme, year, row_no
--
-- part_year_reason: elected (after the year began), left (before it ended), both, or
-- stated (only the file says so). Not official is what 主任会议 has not confirmed.

with scores as (
    select
        mandate_id, scheme, year, row_no, unit_code, county_code, level, deputy_name, graded_total, graded_on,
        total_reported, band_reported, review_state, is_official, batch_id, source_sheet, source_row,
        cast(cast(year as varchar) || '-01-01' as date) as first_day,
        cast(cast(year as varchar) || '-12-31' as date) as last_day
    from intermediate.int_score_mandate
    where is_part_year
),

seats as (
    select mandate_id, elected_on, left_on
    from intermediate.int_roster_mandate
),

dated as (
    select
        s.mandate_id, s.scheme, s.year, s.row_no, s.unit_code, s.county_code, s.level, s.deputy_name, s.graded_total,
        s.graded_on, s.total_reported, s.band_reported, s.review_state, s.is_official, s.batch_id, s.source_sheet,
        s.source_row, r.elected_on, r.left_on,
        coalesce(r.elected_on > s.first_day, false) as is_elected_within,
        coalesce(r.left_on <= s.last_day, false) as is_left_within
    from scores as s
    left join seats as r on r.mandate_id = s.mandate_id
)

select
    d.mandate_id,
    d.unit_code,
    d.county_code,
    d.scheme,
    d.year,
    d.row_no,
    d.deputy_name,
    d.level,
    case
        when d.is_elected_within and d.is_left_within then 'both'
        when d.is_elected_within then 'elected'
        when d.is_left_within then 'left'
        else 'stated'
    end as part_year_reason,
    d.graded_total,
    d.graded_on,
    d.total_reported,
    b.band_no,
    b.band,
    d.band_reported,
    d.review_state,
    d.is_official,
    d.elected_on,
    d.left_on,
    d.batch_id,
    d.source_sheet,
    d.source_row
from dated as d
left join intermediate.int_score_band as b
    on b.mandate_id = d.mandate_id and b.scheme = d.scheme and b.year = d.year and b.row_no = d.row_no
