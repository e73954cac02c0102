-- How each unit's comparison of the month came about, on one base: the three
-- readings of 满意率, the effective size, and who lies between the 95% and the
-- 99.8% limits.
select
    s.unit_code,
    coalesce(u.unit_name, s.unit_code) as unit_name,
    cast(s.mandates as bigint) as mandates,
    cast(s.sessions as bigint) as sessions,
    cast(s.ballots as bigint) as ballots,
    cast(s.satisfied as bigint) as satisfied,
    cast(s.mean_deputy_rate as double) as mean_deputy_rate,
    cast(s.satisfied_grade_share as double) as satisfied_grade_share,
    cast(s.deff as double) as deff,
    cast(s.n_eff as double) as n_eff,
    cast(s.ci_low as double) as ci_low,
    cast(s.ci_high as double) as ci_high,
    cast(s.comparison as varchar) as comparison,
    coalesce(s.is_near_limit, false) as is_near_limit
from marts.satisfaction_unit_month s
    left join ref.unit u on u.unit_code = s.unit_code
where s.period = ?
    and s.base_kind = ?
    and s.level = 'all'
order by u.sort_order, s.unit_code
