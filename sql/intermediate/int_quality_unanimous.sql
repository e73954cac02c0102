-- In how many of a unit's review sessions of a month every valid ballot on every deputy
-- said 满意.
-- grain: unit_code, period
-- by: unit_code
--
-- of: sessions with valid ballots; n: those where all of them are satisfied.

with sessions as (
    select unit_code, period, session_id, sum(valid) as valid, sum(satisfied) as satisfied
    from intermediate.int_review
    where valid > 0
    group by unit_code, period, session_id
)

select
    unit_code,
    period,
    count(case when satisfied = valid then 1 end) as n,
    count(*) as of
from sessions
group by unit_code, period
