-- Base, bonus and deduction of one score row, from the printed sums, else
-- from the printed items.
-- grain: batch_id, source_sheet, source_row
-- by: unit_code
--
-- Where a form prints no base but all six classes, the base is their sum; one
-- missing class leaves it unknown (missing is not 0). Where a form prints no
-- bonus sum but bonus items, the bonus is the sum of those items the form
-- has. has_parts: the row prints any component; a bonus or deduction of 0 in
-- a form (sheet) without any component is only the absence of the column.

with scores as (
    select
        batch_id, coalesce(source_sheet, '') as source_sheet, source_row, period, batch_seq, unit_code, year,
        scheme, deputy_name, base_score, bonus_score, deducted_score, total_reported, band_reported,
        c1_session + c2_sit_in + c3_training + c4_activity + c5_contact + c6_invited as classes,
        c1_session, c2_sit_in, c3_training, c4_activity, c5_contact, c6_invited,
        b1_excellent, b2_key, b3_media, b4_honour,
        coalesce(review_state, case when confirmed_on is not null then 'confirmed' end) as review_state,
        coalesce(is_part_year, false) as is_part_year
    from staging.stg_scores
),

forms as (
    select
        batch_id,
        source_sheet,
        count(base_score) > 0 as has_base,
        count(case when bonus_score <> 0 then 1 end) > 0 as has_bonus,
        count(b1_excellent) > 0 as has_b1,
        count(b2_key) > 0 as has_b2,
        count(b3_media) > 0 as has_b3,
        count(b4_honour) > 0 as has_b4,
        count(coalesce(
            base_score, c1_session, c2_sit_in, c3_training, c4_activity, c5_contact, c6_invited,
            b1_excellent, b2_key, b3_media, b4_honour
        )) > 0
        or count(case when bonus_score <> 0 or deducted_score <> 0 then 1 end) > 0 as has_parts
    from scores
    group by batch_id, source_sheet
)

select
    s.batch_id,
    s.source_sheet,
    s.source_row,
    s.period,
    s.batch_seq,
    s.unit_code,
    s.year,
    s.scheme as scheme_text,
    s.deputy_name,
    case when f.has_base then s.base_score else s.classes end as base_score,
    case
        when f.has_bonus or not (f.has_b1 or f.has_b2 or f.has_b3 or f.has_b4) then s.bonus_score
        else
            case when f.has_b1 then s.b1_excellent else 0 end
            + case when f.has_b2 then s.b2_key else 0 end
            + case when f.has_b3 then s.b3_media else 0 end
            + case when f.has_b4 then s.b4_honour else 0 end
    end as bonus_score,
    s.deducted_score,
    s.total_reported,
    s.band_reported,
    s.review_state,
    f.has_parts and coalesce(
        s.base_score, s.bonus_score, s.deducted_score, s.c1_session, s.c2_sit_in, s.c3_training, s.c4_activity,
        s.c5_contact, s.c6_invited, s.b1_excellent, s.b2_key, s.b3_media, s.b4_honour
    ) is not null as has_parts,
    s.is_part_year
from scores as s
inner join forms as f on f.batch_id = s.batch_id and f.source_sheet = s.source_sheet
