-- Ballots and satisfied votes of one sitting: the cluster of every interval.
-- grain: period, level, base_kind, session_id
-- by: unit_code
select
    period,
    level,
    base_kind,
    session_id,
    min(unit_code) as unit_code,
    min(county_code) as county_code,
    cast(sum(ballots) as bigint) as ballots,
    cast(sum(satisfied) as bigint) as satisfied
from intermediate.int_satisfaction_ballot
group by period, level, base_kind, session_id
