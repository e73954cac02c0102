-- Every headline equals the sum of its table.
-- severity: error
-- message: 全省累计满意度与各单位之和不一致
with
summed as (
    select
        period, level, base_kind, window_kind, count(*) as units, sum(mandates) as mandates, sum(sessions) as sessions,
        sum(ballots) as ballots, sum(satisfied) as satisfied
    from marts.satisfaction_window_unit_month
    group by period, level, base_kind, window_kind
)
select p.period, p.level, p.base_kind, p.window_kind
from marts.satisfaction_window_province_month as p
full outer join summed as s
    on s.period = p.period and s.level = p.level and s.base_kind = p.base_kind and s.window_kind = p.window_kind
where p.units is distinct from s.units
    or p.mandates is distinct from s.mandates
    or p.sessions is distinct from s.sessions
    or p.ballots is distinct from s.ballots
    or p.satisfied is distinct from s.satisfied
