-- The ballots of each review on each base its file offers, at its level and at
-- level `all`. A base smaller than the votes counted on it is no base for them.
-- grain: review_id, base_kind, level
with
counted as (
    select review_id, 'valid' as base_kind, valid as ballots from marts.review where valid > 0 and satisfied is not null
    union all
    select review_id, 'returned' as base_kind, returned as ballots from marts.review where returned > 0 and satisfied is not null
    union all
    select review_id, 'issued' as base_kind, issued as ballots from marts.review where issued > 0 and satisfied is not null
    union all
    select review_id, 'participants' as base_kind, participants as ballots from marts.review where participants > 0 and satisfied is not null
),
known as (
    select
        r.period, r.level, r.unit_code, r.county_code, r.session_id, r.mandate_id, c.review_id, c.base_kind,
        c.ballots, r.satisfied, r.basic, r.dissatisfied
    from counted as c
    inner join marts.review as r on r.review_id = c.review_id
    where r.satisfied + coalesce(r.basic, 0) + coalesce(r.dissatisfied, 0) + coalesce(r.abstain, 0) <= c.ballots
)
select
    period, level, unit_code, county_code, session_id, mandate_id, review_id, base_kind,
    ballots, satisfied, basic, dissatisfied
from known
where level is not null
union all
select
    period, 'all' as level, unit_code, county_code, session_id, mandate_id, review_id, base_kind,
    ballots, satisfied, basic, dissatisfied
from known
