-- The record of a deputy (履职档案): every dated thing the datasets say of a
-- mandate, one row each. Internal: it names people, and absences are in it.
-- grain: event_id
-- by: unit_code
--
-- is_official false: points and activity rows that are not confirmed yet. What a
-- row says twice of one mandate, day, kind and title is one event (copies counts).
with
matched as (
    select dataset, batch_id, source_sheet, source_row, mandate_id, person_key, is_matched, unit_code, level, deputy_name
    from intermediate.int_mandate_match
),
happened as (
    select
        'votes' as dataset, i.batch_id, i.source_sheet, i.source_row, i.period, i.review_date as event_date,
        'review' as event_kind, i.tier_reported as title, true as is_official
    from intermediate.int_review as i
    union all
    select
        'activities' as dataset, a.batch_id, a.source_sheet, a.source_row, a.period, a.activity_date as event_date,
        a.state as event_kind, a.title, a.is_counted as is_official
    from intermediate.int_attendance as a
    union all
    select
        'suggestions' as dataset, s.batch_id, s.source_sheet, s.source_row, s.event_period as period,
        s.assigned_on as event_date, coalesce(s.suggestion_kind, 'suggestion') as event_kind, s.title, true as is_official
    from staging.stg_suggestions as s
    union all
    select
        'honours' as dataset, h.batch_id, h.source_sheet, h.source_row, h.event_period as period,
        h.granted_on as event_date, 'honour' as event_kind, h.honour as title, true as is_official
    from staging.stg_honours as h
    union all
    select
        'uses' as dataset, u.batch_id, u.source_sheet, u.source_row, u.event_period as period,
        u.used_on as event_date, coalesce(u.use_kind, 'use') as event_kind, u.document as title, true as is_official
    from staging.stg_uses as u
    union all
    select
        'rectifications' as dataset, r.batch_id, r.source_sheet, r.source_row, r.event_period as period,
        r.raised_on as event_date, 'rectification' as event_kind, r.content as title, true as is_official
    from staging.stg_rectifications as r
    union all
    select
        'contacts' as dataset, c.batch_id, c.source_sheet, c.source_row, c.period, c.contact_date as event_date,
        'contact' as event_kind, c.contact_kind as title, true as is_official
    from intermediate.int_contact as c
    union all
    select
        'scores' as dataset, s.batch_id, s.source_sheet, s.source_row, cast(s.year as varchar) || '-12' as period,
        cast(null as date) as event_date, 'score' as event_kind,
        cast(s.year as varchar) || '年度积分' as title, s.is_official
    from intermediate.int_score_mandate as s
),
told as (
    select
        m.mandate_id, m.person_key, m.unit_code, m.level, m.deputy_name, m.is_matched,
        h.dataset, h.period, h.event_kind, h.title, h.is_official, h.event_date
    from happened as h
    inner join matched as m
        on m.dataset = h.dataset and m.batch_id = h.batch_id
        and m.source_sheet = coalesce(h.source_sheet, '') and m.source_row = h.source_row
)
select
    short_key(
        mandate_id || '|' || dataset || '|' || period || '|' || event_kind || '|'
        || coalesce(cast(event_date as varchar), '') || '|' || coalesce(title, '')
    ) as event_id,
    mandate_id,
    min(person_key) as person_key,
    min(unit_code) as unit_code,
    min(level) as level,
    min(deputy_name) as deputy_name,
    dataset,
    period,
    event_kind,
    title,
    count(*) as copies,
    min(case when is_official then 1 else 0 end) = 1 as is_official,
    min(case when is_matched then 1 else 0 end) = 1 as is_matched,
    event_date
from told
group by mandate_id, dataset, period, event_kind, title, event_date
