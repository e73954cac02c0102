-- Points of deputies who held their seat for a part of the year only: listed for
-- themselves, with no percentile, and in no distribution.
-- grain: mandate_id, scheme, year, row_no
--
-- part_year_reason: elected (by-election within the year), left (before it ended), both,
-- or stated (only the file says so). Not official is what 主任会议 has not confirmed.

with scores as (
    select
        mandate_id, scheme, year, row_no, unit_code, county_code, level, deputy_name, graded_total, graded_on,
        total_reported, band_reported, review_state, is_official, is_elected_within, is_left_within, batch_id,
        source_sheet, source_row
    from intermediate.int_score_mandate
    where is_part_year
),

seats as (
    select mandate_id, elected_on, left_on
    from intermediate.int_roster_mandate
)

select
    s.mandate_id,
    s.unit_code,
    s.county_code,
    s.scheme,
    s.year,
    s.row_no,
    s.deputy_name,
    s.level,
    case
        when s.is_elected_within and s.is_left_within then 'both'
        when s.is_elected_within then 'elected'
        when s.is_left_within then 'left'
        else 'stated'
    end as part_year_reason,
    s.graded_total,
    s.graded_on,
    s.total_reported,
    b.band_no,
    b.band,
    s.band_reported,
    s.review_state,
    s.is_official,
    r.elected_on,
    r.left_on,
    s.batch_id,
    s.source_sheet,
    s.source_row
from scores as s
left join seats as r on r.mandate_id = s.mandate_id
left join intermediate.int_score_band as b
    on b.mandate_id = s.mandate_id and b.scheme = s.scheme and b.year = s.year and b.row_no = s.row_no
