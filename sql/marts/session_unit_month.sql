-- Sharing sessions, lecture tours and training, by unit, month and kind: sessions
-- in 期, attendance in 人次, courseware in 件.
-- grain: unit_code, period, session_kind
-- by: unit_code
-- rows: staging.stg_sessions where r.unit_code = m.unit_code and r.event_period = m.period and (m.session_kind = 'all' or coalesce((select min(k.term) from intermediate.int_text_term as k where k.list = 'session_kind' and k.place = 1 and k.text = said(r.theme, r.session_format)), 'other') = m.session_kind)
--
-- Kinds are the vocabulary's, `other` where none fits, `all` for all together.
-- Attendance, courseware and outcomes are NULL where no row states any; attended_sessions
-- are the sessions attendees stands for. outcomes: sessions that name one.
with
kinds as (
    select text, term from intermediate.int_text_term where list = 'session_kind' and place = 1
),
kinded as (
    select
        s.unit_code, s.event_period as period, coalesce(k.term, 'other') as session_kind, s.attendees, s.courseware,
        s.excellent_courseware, s.outcome
    from staging.stg_sessions as s
    left join kinds as k on k.text = said(s.theme, s.session_format)
),
together as (
    select unit_code, period, session_kind, attendees, courseware, excellent_courseware, outcome from kinded
    union all
    select unit_code, period, 'all' as session_kind, attendees, courseware, excellent_courseware, outcome from kinded
)
select
    unit_code,
    period,
    session_kind,
    count(*) as sessions,
    cast(sum(attendees) as bigint) as attendees,
    count(attendees) as attended_sessions,
    cast(sum(courseware) as bigint) as courseware,
    cast(sum(excellent_courseware) as bigint) as excellent_courseware,
    nullif(count(outcome), 0) as outcomes
from together
group by unit_code, period, session_kind
