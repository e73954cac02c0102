-- The points of each class and bonus item in an official full-year row.
-- grain: mandate_id, scheme, year, row_no, item
--
-- item is the field of the file; what the row leaves empty is not 0 and has no row.

with printed as (
    select
        batch_id, coalesce(source_sheet, '') as source_sheet, source_row,
        c1_session, c2_sit_in, c3_training, c4_activity, c5_contact, c6_invited,
        b1_excellent, b2_key, b3_media, b4_honour
    from staging.stg_scores
),

official as (
    select
        m.mandate_id, m.scheme, m.year, m.row_no,
        p.c1_session, p.c2_sit_in, p.c3_training, p.c4_activity, p.c5_contact, p.c6_invited,
        p.b1_excellent, p.b2_key, p.b3_media, p.b4_honour
    from intermediate.int_score_mandate as m
    inner join printed as p
        on p.batch_id = m.batch_id and p.source_sheet = m.source_sheet and p.source_row = m.source_row
    where m.is_official and not m.is_part_year and m.graded_total is not null
),

items as (
    select mandate_id, scheme, year, row_no, 'c1_session' as item, 'class' as item_kind, c1_session as points
    from official
    union all
    select mandate_id, scheme, year, row_no, 'c2_sit_in' as item, 'class' as item_kind, c2_sit_in as points
    from official
    union all
    select mandate_id, scheme, year, row_no, 'c3_training' as item, 'class' as item_kind, c3_training as points
    from official
    union all
    select mandate_id, scheme, year, row_no, 'c4_activity' as item, 'class' as item_kind, c4_activity as points
    from official
    union all
    select mandate_id, scheme, year, row_no, 'c5_contact' as item, 'class' as item_kind, c5_contact as points
    from official
    union all
    select mandate_id, scheme, year, row_no, 'c6_invited' as item, 'class' as item_kind, c6_invited as points
    from official
    union all
    select mandate_id, scheme, year, row_no, 'b1_excellent' as item, 'bonus' as item_kind, b1_excellent as points
    from official
    union all
    select mandate_id, scheme, year, row_no, 'b2_key' as item, 'bonus' as item_kind, b2_key as points
    from official
    union all
    select mandate_id, scheme, year, row_no, 'b3_media' as item, 'bonus' as item_kind, b3_media as points
    from official
    union all
    select mandate_id, scheme, year, row_no, 'b4_honour' as item, 'bonus' as item_kind, b4_honour as points
    from official
)

select mandate_id, scheme, year, row_no, item, item_kind, points
from items
where points is not null
