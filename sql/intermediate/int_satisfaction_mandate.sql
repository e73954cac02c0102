-- What one mandate got in one month, all its reviews together.
-- grain: period, level, base_kind, mandate_id
-- by: unit_code
select
    period,
    level,
    base_kind,
    mandate_id,
    min(unit_code) as unit_code,
    cast(sum(ballots) as bigint) as ballots,
    cast(sum(satisfied) as bigint) as satisfied,
    cast(cast(sum(satisfied) as double) / sum(ballots) as decimal(18, 15)) as satisfaction_rate
from intermediate.int_satisfaction_ballot
group by period, level, base_kind, mandate_id
