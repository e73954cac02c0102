-- What was done under the name of a campaign or a place's own programme, by unit
-- and month, each kind of row in its own unit of counting.
-- grain: unit_code, period, tag, dataset
-- by: unit_code
--
-- Tags are the terms of the vocabulary's list campaign, found in titles, themes,
-- kinds and forms; one row may carry several tags, so tags are not added up.
with
tagged as (
    select text, term from intermediate.int_text_term where list = 'campaign'
),
said_rows as (
    select unit_code, period, 'activities' as dataset, said(title, activity_kind) as text, times from intermediate.int_activity
    union all
    select unit_code, event_period as period, 'sessions' as dataset, said(theme, session_format) as text, 1 as times from staging.stg_sessions
    union all
    select unit_code, event_period as period, 'suggestions' as dataset, title as text, 1 as times from staging.stg_suggestions
    union all
    select unit_code, event_period as period, 'contacts' as dataset, contact_kind as text, 1 as times from staging.stg_contacts
)
select
    s.unit_code,
    s.period,
    t.term as tag,
    s.dataset,
    case s.dataset when 'activities' then '次' when 'sessions' then '期' when 'suggestions' then '件' else '次' end as counting_unit,
    cast(sum(s.times) as bigint) as n
from said_rows as s
inner join tagged as t on t.text = s.text
group by s.unit_code, s.period, t.term, s.dataset
