-- A row that names a deputy has no seat, or several.
-- severity: error
-- message: 写有代表姓名的行没有对应到唯一席位
with wanted as (
    select 'scores' as dataset, batch_id, coalesce(source_sheet, '') as source_sheet, source_row
    from staging.stg_scores
    union
    select 'nominations' as dataset, batch_id, coalesce(source_sheet, '') as source_sheet, source_row
    from staging.stg_nominations
    union
    select dataset, batch_id, source_sheet, source_row
    from intermediate.int_identity
)
select w.dataset, w.batch_id, w.source_sheet, w.source_row, count(m.mandate_id) as seats
from wanted as w
left join intermediate.int_mandate_match as m
    on
        m.dataset = w.dataset and m.batch_id = w.batch_id
        and m.source_sheet = w.source_sheet and m.source_row = w.source_row
group by w.dataset, w.batch_id, w.source_sheet, w.source_row
having count(m.mandate_id) <> 1
