-- Bills and suggestions without an answer on the as-of date, and the day it is due.
-- grain: suggestion_key
-- by: unit_code
--
-- due_date: the limit the row states, else so many months after handing over (交办) as
-- the law of that day allows; latest_date: the longer limit it allows for what is
-- complex, where no limit is stated. suggestion_key does not depend on the file the
-- row came in.

with numbered as (
    select
        s.unit_code, s.suggestion_no, s.title, s.deputy_name, s.county_code, s.level, s.batch_id,
        coalesce(s.source_sheet, '') as source_sheet, s.source_row, s.due_on, s.replied_on,
        case when not coalesce(s.date_imputed, false) then s.assigned_on end as assigned_on,
        row_number() over (
            partition by s.unit_code, s.suggestion_no, s.title, s.deputy_name
            order by
                s.assigned_on nulls last, s.due_on nulls last, s.replied_on nulls last, s.batch_id nulls last,
                s.source_sheet nulls last, s.source_row nulls last
        ) as copy_no
    from staging.stg_suggestions as s
),

waiting as (
    select
        n.unit_code, n.suggestion_no, n.title, n.deputy_name, n.copy_no, n.due_on, n.assigned_on, m.mandate_id,
        coalesce(n.county_code, m.county_code) as county_code,
        coalesce(n.level, m.level) as level,
        coalesce(n.assigned_on, r.as_of) as asked_on
    from numbered as n
    cross join ref.run as r
    left join intermediate.int_mandate_match as m
        on m.dataset = 'suggestions' and m.batch_id = n.batch_id
        and m.source_sheet = n.source_sheet and m.source_row = n.source_row
    where not coalesce(n.replied_on <= r.as_of, false)
)

select
    short_key(
        w.unit_code || '|' || coalesce(w.suggestion_no, '') || '|' || coalesce(w.title, '') || '|'
        || coalesce(w.deputy_name, '') || '|' || cast(w.copy_no as varchar)
    ) as suggestion_key,
    w.unit_code,
    w.county_code,
    w.level,
    w.mandate_id,
    w.deputy_name,
    w.suggestion_no,
    w.title,
    l.basis,
    w.assigned_on,
    coalesce(w.due_on, add_months(w.assigned_on, l.months)) as due_date,
    case when w.due_on is null then add_months(w.assigned_on, l.complex_months) end as latest_date
from waiting as w
left join intermediate.int_law_article as l
    on l.matter = 'suggestion' and l.valid_from <= w.asked_on and coalesce(l.valid_to >= w.asked_on, true)
