-- One item of a ledger of rectifications and its state on the as-of date.
-- grain: item_id
-- by: unit_code
--
-- Ledgers: `threshold` (dissatisfied votes over the line: per deputy, the regime's
-- months) and `opinion` (per item, its own limit). Where the row does not say, an
-- item of a deputy whose review had that consequence and that names no opinion is
-- of the first, any other of the second; is_kind_stated says which.
-- due_on: as stated, else the review's own due date. Closed = mended and fed back:
-- closed_on is the later of the two days; an answer on the spot (当场回应) is closed
-- the day it was raised. States: done_on_time, done_late, done_undated (said to be
-- done and fed back, without a day), overdue, not_due, no_due (期限缺失).
-- item_id does not depend on the file the row came in.
with
matched as (
    select
        s.*, m.mandate_id, m.person_key,
        row_number() over (
            partition by s.unit_code, s.item_no, s.raised_on, s.deputy_name, s.content
            order by s.due_on nulls last, s.done_on nulls last, s.feedback_on nulls last, s.batch_id nulls last, s.source_sheet nulls last, s.source_row nulls last
        ) as copy_no
    from staging.stg_rectifications as s
    left join intermediate.int_mandate_match as m
        on m.dataset = 'rectifications' and m.batch_id = s.batch_id
        and m.source_sheet = coalesce(s.source_sheet, '') and m.source_row = s.source_row
),
reviews as (
    select mandate_id, review_date, due_date, review_id
    from marts.review
    where consequence in ('rectify', 'resign_or_recall')
),
caused as ( -- the last review with that consequence before the item, if any
    select
        m.batch_id, m.source_sheet, m.source_row, v.review_id, v.due_date,
        row_number() over (
            partition by m.batch_id, m.source_sheet, m.source_row order by v.review_date desc nulls last, v.review_id nulls last
        ) as place
    from matched as m
    inner join reviews as v
        on v.mandate_id = m.mandate_id and (m.raised_on is null or v.review_date <= m.raised_on)
),
kinded as (
    select
        m.*,
        c.review_id,
        c.due_date,
        coalesce(
            m.source_kind,
            case
                when m.raised_by is null and m.handling is null and c.review_id is not null then 'threshold'
                else 'opinion'
            end
        ) as ledger
    from matched as m
    left join caused as c
        on c.batch_id = m.batch_id and c.source_sheet is not distinct from m.source_sheet
        and c.source_row = m.source_row and c.place = 1
),
dated as (
    select
        k.*,
        coalesce(k.due_on, case when k.ledger = 'threshold' then k.due_date end) as limit_on,
        case
            when k.done_on is null and k.feedback_on is null and k.handling = 'on_the_spot'
                and coalesce(k.rectification_state, 'done') = 'done' then k.raised_on
            when k.feedback_on >= k.done_on then k.feedback_on
            when k.feedback_on is not null then k.done_on
        end as closing_day,
        k.handling is not distinct from 'on_the_spot' and k.done_on is null and k.feedback_on is null as is_on_the_spot
    from kinded as k
),
judged as (
    select
        d.*,
        r.as_of,
        case when d.closing_day <= r.as_of then d.closing_day end as closed_on,
        d.done_on is null and d.rectification_state = 'done' and d.feedback_on <= r.as_of and not d.is_on_the_spot as is_closed_undated,
        coalesce(d.done_on <= r.as_of, d.is_on_the_spot or d.rectification_state = 'done', false) as is_mended,
        coalesce(d.feedback_on <= r.as_of, d.is_on_the_spot and d.closing_day <= r.as_of, false) as is_fed_back
    from dated as d
    cross join ref.run as r
)
select
    short_key(
        unit_code || '|' || coalesce(item_no, '') || '|' || coalesce(cast(raised_on as varchar), event_period) || '|'
        || coalesce(deputy_name, '') || '|' || coalesce(content, '') || '|' || cast(copy_no as varchar)
    ) as item_id,
    unit_code,
    event_period as period,
    mandate_id,
    person_key,
    deputy_name,
    ledger as source_kind,
    source_kind is not null as is_kind_stated,
    review_id,
    handling,
    raised_on,
    limit_on as due_on,
    done_on,
    feedback_on,
    closed_on,
    is_mended,
    is_fed_back,
    case
        when closed_on is not null and limit_on is null and is_on_the_spot then 'done_on_time'
        when limit_on is null then 'no_due'
        when closed_on <= limit_on then 'done_on_time'
        when closed_on is not null then 'done_late'
        when is_closed_undated then 'done_undated'
        when limit_on <= as_of then 'overdue'
        else 'not_due'
    end as item_state,
    coalesce(limit_on <= as_of, false) as is_due
from judged
