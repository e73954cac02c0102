-- Satisfaction of the province on one base: one month by level, and another
-- month (all levels together) to compare with.
select
    period,
    level,
    cast(mandates as bigint) as mandates,
    cast(sessions as bigint) as sessions,
    cast(ballots as bigint) as ballots,
    cast(satisfied as bigint) as satisfied,
    cast(round(satisfaction_rate_with_basic * ballots_with_basic) as bigint) as satisfied_or_basic,
    cast(coalesce(ballots_with_basic, 0) as bigint) as ballots_with_basic,
    cast(ci_low as double) as ci_low,
    cast(ci_high as double) as ci_high
from marts.satisfaction_province_month
where base_kind = ?
    and (period = ? or (level = 'all' and period = ?))
order by period, level
