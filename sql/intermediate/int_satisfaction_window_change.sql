-- What the month month_no adds to a unit's windows, less what leaves them then:
-- a sitting counts in a window from its own month to the last one the window
-- reaches (month: itself; ytd: December; 12m: the eleventh month after; term:
-- the last month of the term), a mandate until it is reviewed again. So sums
-- over the months up to a month are that month's window, each mandate once.
-- months: months that brought ballots.
-- grain: window_kind, unit_code, level, base_kind, month_no
-- by: unit_code
-- rows: intermediate.int_satisfaction_session where month_number(r.period) = m.month_no
-- rows: intermediate.int_satisfaction_mandate where month_number(r.period) = m.month_no
--
-- Level `all` counts a ballot in the term of the ballot's own level, as the
-- levels' terms begin at different dates; a sitting of several levels leaves
-- with the first of their terms, and where no level is known there is no term.
with
session_terms as (
    select s.period, s.level, s.base_kind, s.session_id, t.last_no
    from intermediate.int_satisfaction_session as s
    inner join intermediate.int_satisfaction_window_term as t on t.level = s.level and t.period = s.period
),
mandate_terms as (
    select m.period, m.level, m.base_kind, m.mandate_id, t.last_no
    from intermediate.int_satisfaction_mandate as m
    inner join intermediate.int_satisfaction_window_term as t on t.level = m.level and t.period = m.period
),
sessions_with_term as (
    select period, level, base_kind, session_id, last_no from session_terms
    union all
    select period, 'all' as level, base_kind, session_id, min(last_no) as last_no
    from session_terms
    group by period, base_kind, session_id
),
mandates_with_term as (
    select period, level, base_kind, mandate_id, last_no from mandate_terms
    union all
    select period, 'all' as level, base_kind, mandate_id, min(last_no) as last_no
    from mandate_terms
    group by period, base_kind, mandate_id
),
mandates as (
    select
        m.unit_code, m.level, m.base_kind, m.period, t.last_no as term_last_no,
        lead(month_number(m.period)) over (partition by m.level, m.base_kind, m.mandate_id order by m.period nulls last) as next_no
    from intermediate.int_satisfaction_mandate as m
    left join mandates_with_term as t
        on t.period = m.period and t.level = m.level and t.base_kind = m.base_kind and t.mandate_id = m.mandate_id
),
monthly as (
    select
        s.unit_code, s.level, s.base_kind, s.period, t.last_no as term_last_no, cast(null as bigint) as next_no,
        0 as mandates,
        count(*) as sessions,
        sum(s.ballots) as ballots,
        sum(s.satisfied) as satisfied,
        sum(s.ballots * s.ballots) as mm,
        sum(s.ballots * s.satisfied) as my,
        sum(s.satisfied * s.satisfied) as yy
    from intermediate.int_satisfaction_session as s
    left join sessions_with_term as t
        on t.period = s.period and t.level = s.level and t.base_kind = s.base_kind and t.session_id = s.session_id
    group by s.unit_code, s.level, s.base_kind, s.period, t.last_no
    union all
    select
        unit_code, level, base_kind, period, term_last_no, next_no,
        count(*) as mandates, 0 as sessions, 0 as ballots, 0 as satisfied, 0 as mm, 0 as my, 0 as yy
    from mandates
    group by unit_code, level, base_kind, period, term_last_no, next_no
),
kinds as (
    select 'month' as window_kind
    union all
    select 'ytd' as window_kind
    union all
    select '12m' as window_kind
    union all
    select 'term' as window_kind
),
reaching as (
    select
        k.window_kind,
        m.*,
        month_number(m.period) as first_no,
        case k.window_kind
            when 'month' then month_number(m.period)
            when 'ytd' then month_number(substr(m.period, 1, 4) || '-12')
            when '12m' then month_number(m.period) + 11
            else m.term_last_no
        end as last_no
    from monthly as m
    cross join kinds as k
),
spans as (
    select
        window_kind, unit_code, level, base_kind, first_no,
        case when next_no <= last_no then next_no - 1 else last_no end as last_no,
        0 as months, mandates, sessions, ballots, satisfied, mm, my, yy
    from reaching
    where last_no is not null
    union all
    select
        window_kind, unit_code, level, base_kind, first_no, max(last_no) as last_no,
        1 as months, 0 as mandates, 0 as sessions, 0 as ballots, 0 as satisfied, 0 as mm, 0 as my, 0 as yy
    from reaching
    where last_no is not null and sessions > 0
    group by window_kind, unit_code, level, base_kind, first_no
),
steps as (
    select
        window_kind, unit_code, level, base_kind, first_no as month_no,
        months, mandates, sessions, ballots, satisfied, mm, my, yy
    from spans
    union all
    select
        window_kind, unit_code, level, base_kind, last_no + 1 as month_no,
        -months as months, -mandates as mandates, -sessions as sessions, -ballots as ballots,
        -satisfied as satisfied, -mm as mm, -my as my, -yy as yy
    from spans
)
select
    window_kind,
    unit_code,
    level,
    base_kind,
    month_no,
    cast(sum(months) as bigint) as months,
    cast(sum(mandates) as bigint) as mandates,
    cast(sum(sessions) as bigint) as sessions,
    cast(sum(ballots) as bigint) as ballots,
    cast(sum(satisfied) as bigint) as satisfied,
    cast(sum(mm) as bigint) as mm,
    cast(sum(my) as bigint) as my,
    cast(sum(yy) as bigint) as yy
from steps
group by window_kind, unit_code, level, base_kind, month_no
