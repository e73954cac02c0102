-- Bills and suggestions by unit, year and kind: when raised, answered in time or
-- not, and how.
-- grain: unit_code, year, suggestion_kind
-- by: unit_code
--
-- The year is that of the day it was handed over (交办), else of the file. The limit
-- is the stated one, else three months after handing over (代表法: 3, complex ones 6,
-- which no row says unless it states the limit). replied = in time + late + without
-- a limit; those without an answer are overdue, not_due or without a limit. Classes
-- and opinions count what rows state, NULL where none does. `unstated`: the row
-- names no kind.
with
judged as (
    select
        s.unit_code,
        cast(substr(s.event_period, 1, 4) as bigint) as year,
        coalesce(s.suggestion_kind, 'unstated') as suggestion_kind,
        s.raised_in, s.result_class, s.deputy_opinion, s.is_key, s.is_excellent, m.person_key,
        case when s.replied_on <= r.as_of then s.replied_on end as replied_on,
        coalesce(s.due_on, case when not coalesce(s.date_imputed, false) then add_months(s.assigned_on, 3) end) as limit_on,
        r.as_of
    from staging.stg_suggestions as s
    cross join ref.run as r
    left join intermediate.int_mandate_match as m
        on m.dataset = 'suggestions' and m.batch_id = s.batch_id
        and m.source_sheet = coalesce(s.source_sheet, '') and m.source_row = s.source_row
),
together as (
    select year, unit_code, suggestion_kind, raised_in, result_class, deputy_opinion, is_key, is_excellent, person_key, replied_on, limit_on, as_of from judged
    union all
    select year, unit_code, 'all' as suggestion_kind, raised_in, result_class, deputy_opinion, is_key, is_excellent, person_key, replied_on, limit_on, as_of from judged
)
select
    unit_code,
    year,
    suggestion_kind,
    count(*) as suggestions,
    nullif(count(distinct person_key), 0) as deputies,
    case when count(raised_in) > 0 then count(case when raised_in = 'session' then 1 end) end as in_session,
    case when count(raised_in) > 0 then count(case when raised_in = 'recess' then 1 end) end as in_recess,
    count(replied_on) as replied,
    count(case when replied_on <= limit_on then 1 end) as replied_in_time,
    count(case when replied_on > limit_on then 1 end) as replied_late,
    count(case when replied_on is null and limit_on <= as_of then 1 end) as overdue,
    count(case when replied_on is null and limit_on > as_of then 1 end) as not_due,
    case when count(result_class) > 0 then count(case when result_class = 'A' then 1 end) end as class_a,
    case when count(result_class) > 0 then count(case when result_class = 'B' then 1 end) end as class_b,
    case when count(result_class) > 0 then count(case when result_class = 'C' then 1 end) end as class_c,
    case when count(deputy_opinion) > 0 then count(case when deputy_opinion = 'satisfied' then 1 end) end as opinion_satisfied,
    case when count(deputy_opinion) > 0 then count(case when deputy_opinion = 'basic' then 1 end) end as opinion_basic,
    case when count(deputy_opinion) > 0 then count(case when deputy_opinion = 'dissatisfied' then 1 end) end as opinion_dissatisfied,
    case when count(is_key) > 0 then count(case when is_key then 1 end) end as key_suggestions,
    case when count(is_excellent) > 0 then count(case when is_excellent then 1 end) end as excellent_suggestions
from together
group by unit_code, year, suggestion_kind
