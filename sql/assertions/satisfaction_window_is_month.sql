-- The window of a single month is the month: same people, ballots and interval.
-- severity: error
-- message: 当月满意度与累计表的当月行不一致
with
windows as (
    select unit_code, period, level, base_kind, mandates, sessions, ballots, satisfied, n_eff
    from marts.satisfaction_window_unit_month
    where window_kind = 'month'
)
select m.unit_code, m.period, m.level, m.base_kind
from marts.satisfaction_unit_month as m
full outer join windows as w
    on w.unit_code = m.unit_code and w.period = m.period and w.level = m.level and w.base_kind = m.base_kind
where m.mandates is distinct from w.mandates
    or m.sessions is distinct from w.sessions
    or m.ballots is distinct from w.ballots
    or m.satisfied is distinct from w.satisfied
    or m.n_eff is distinct from w.n_eff
