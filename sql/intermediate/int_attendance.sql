-- One deputy at one activity, and whether there: attended, excused (leave was
-- approved), unexcused (none asked for, or refused), or unverified (absent, and
-- the row does not say whether leave was approved).
-- grain: batch_id, source_sheet, source_row
-- by: unit_code
--
-- A row that says nothing of attendance and leave lists one who took part [A].
-- Rows whose review refused them are left out; is_counted is false while the
-- initiator has not reviewed the row, and such an absence is unverified.
-- activity_id: see the macro activity_key.
with
stated as (
    select
        a.*,
        coalesce(a.review_state, 'confirmed') <> 'filed' as is_counted,
        coalesce(a.attendance, case when coalesce(a.leave, 'none') = 'none' and a.is_leave_approved is null then 'present' end) as presence
    from staging.stg_activities as a
    where a.deputy_name is not null and coalesce(a.review_state, '') <> 'rejected'
)
select
    s.batch_id,
    coalesce(s.source_sheet, '') as source_sheet,
    s.source_row,
    s.unit_code,
    s.event_period as period,
    activity_key(s.unit_code, s.event_period, s.activity_date, s.title, s.activity_kind, s.organizer, s.place, s.county_code) as activity_id,
    m.mandate_id,
    m.person_key,
    m.is_matched,
    m.level,
    m.county_code,
    m.congress_code,
    m.term,
    s.deputy_name,
    s.title,
    s.activity_kind,
    s.activity_date,
    case
        when s.presence = 'present' then 'attended'
        when not s.is_counted then 'unverified'
        when s.presence = 'excused' or s.leave = 'approved' or s.is_leave_approved then 'excused'
        when s.presence = 'unexcused' or s.leave in ('none', 'refused') or not s.is_leave_approved then 'unexcused'
        else 'unverified'
    end as state,
    s.is_counted
from stated as s
left join intermediate.int_mandate_match as m
    on m.dataset = 'activities' and m.batch_id = s.batch_id
    and m.source_sheet = coalesce(s.source_sheet, '') and m.source_row = s.source_row
