-- The counties of a unit have no more than the unit has; zones and ballots
-- without a county are the rest.
-- severity: error
-- message: 各县（市、区）满意度之和超过所在单位
with
summed as (
    select
        unit_code, period, level, base_kind, sum(mandates) as mandates, sum(sessions) as sessions,
        sum(ballots) as ballots, sum(satisfied) as satisfied
    from marts.satisfaction_county_month
    group by unit_code, period, level, base_kind
)
select c.unit_code, c.period, c.level, c.base_kind
from summed as c
left join marts.satisfaction_unit_month as u
    on u.unit_code = c.unit_code and u.period = c.period and u.level = c.level and u.base_kind = c.base_kind
where u.ballots is null
    or c.mandates > u.mandates
    or c.sessions > u.sessions
    or c.ballots > u.ballots
    or c.satisfied > u.satisfied
    or c.ballots - c.satisfied > u.ballots - u.satisfied
