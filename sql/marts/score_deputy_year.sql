-- One deputy's points of one year under one scheme, graded in the scheme's words.
-- grain: mandate_id, scheme, year, row_no
--
-- Points and bands are not comparable between schemes. band is graded on
-- total_recomputed, on total_reported only where the form prints no component
-- (graded_on). Unconfirmed rows stand here with is_official false and enter
-- no other mart. scheme_version: the wording in force at the year's end. percentile: official full-year rows, n at least 10.

with scores as (
    select
        mandate_id, scheme, year, row_no, unit_code, county_code, level, deputy_name, base_score, bonus_score,
        deducted_score, total_reported, total_recomputed, graded_on, band_reported, review_state, is_official,
        is_part_year, is_matched, batch_id, source_sheet, source_row
    from intermediate.int_score_mandate
),

bands as (
    select mandate_id, scheme, year, row_no, band_no, band, is_excellent, is_mode_sensitive
    from intermediate.int_score_band
),

percentiles as (
    select mandate_id, scheme, year, row_no, n, percentile
    from intermediate.int_score_percentile
)

select
    s.mandate_id,
    s.unit_code,
    s.county_code,
    s.scheme,
    w.version as scheme_version,
    s.year,
    s.row_no,
    s.deputy_name,
    s.level,
    s.base_score,
    s.bonus_score,
    s.deducted_score,
    s.total_reported,
    s.total_recomputed,
    s.graded_on,
    s.band_reported,
    b.band_no,
    b.band,
    b.is_excellent,
    b.is_mode_sensitive as band_mode_sensitive,
    s.review_state,
    s.is_official,
    s.is_part_year,
    s.is_matched,
    p.percentile,
    p.n as percentile_n,
    s.batch_id,
    s.source_sheet,
    s.source_row
from scores as s
left join bands as b
    on b.mandate_id = s.mandate_id and b.scheme = s.scheme and b.year = s.year and b.row_no = s.row_no
left join percentiles as p
    on p.mandate_id = s.mandate_id and p.scheme = s.scheme and p.year = s.year and p.row_no = s.row_no
left join ref.scheme_version as w
    on w.scheme = s.scheme and cast(cast(s.year as varchar) || '-12-31' as date)
        between w.valid_from and coalesce(w.valid_to, cast('9999-12-31' as date))
