-- Satisfaction of each unit in one month, every base, all levels together.
select
    unit_code,
    base_kind,
    cast(mandates as bigint) as mandates,
    cast(sessions as bigint) as sessions,
    cast(ballots as bigint) as ballots,
    cast(satisfied as bigint) as satisfied,
    cast(round(satisfaction_rate_with_basic * ballots_with_basic) as bigint) as satisfied_or_basic,
    cast(coalesce(ballots_with_basic, 0) as bigint) as ballots_with_basic,
    cast(satisfaction_rate as double) as satisfaction_rate,
    cast(ci_low as double) as ci_low,
    cast(ci_high as double) as ci_high,
    cast(comparison as varchar) as comparison
from marts.satisfaction_unit_month
where period = ?
    and level = 'all'
order by unit_code, base_kind
