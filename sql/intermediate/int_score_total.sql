-- The total of a score row recomputed from its parts, beside the printed one, and
-- whether the row is official: confirmed by 主任会议 or notified.
-- grain: batch_id, source_sheet, source_row
-- by: unit_code

with parts as (
    select
        batch_id, source_sheet, source_row, period, batch_seq, unit_code, year, scheme_text, deputy_name,
        base_score, bonus_score, deducted_score, total_reported, band_reported, review_state, has_parts, is_part_year,
        base_score + bonus_score - deducted_score as total_recomputed
    from intermediate.int_score_parts
)

select
    batch_id,
    source_sheet,
    source_row,
    period,
    batch_seq,
    unit_code,
    year,
    scheme_text,
    deputy_name,
    base_score,
    bonus_score,
    deducted_score,
    total_reported,
    total_recomputed,
    has_parts,
    band_reported,
    review_state,
    coalesce(review_state in ('confirmed', 'notified'), false) as is_official,
    is_part_year
from parts
