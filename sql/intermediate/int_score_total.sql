-- The total a score row is graded on: recomputed from its parts; only where
-- the form prints no component at all, the printed one.
-- grain: batch_id, source_sheet, source_row

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
    case when has_parts then total_recomputed else total_reported end as graded_total,
    case
        when has_parts and total_recomputed is not null then 'recomputed'
        when not has_parts and total_reported is not null then 'reported'
    end as graded_on,
    band_reported,
    review_state,
    coalesce(review_state in ('confirmed', 'notified'), false) as is_official,
    is_part_year
from parts
