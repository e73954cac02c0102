-- The ballots of each review on each base its file offers (int_review_base), at
-- its level and at level `all`.
-- grain: review_id, base_kind, level
-- by: unit_code
with
known as (
    select
        r.period, r.level, r.unit_code, r.county_code, r.session_id, r.mandate_id, b.review_id, b.base_kind,
        b.base as ballots, r.satisfied, r.basic, r.dissatisfied
    from intermediate.int_review_base as b
    inner join marts.review as r on r.review_id = b.review_id
    where r.satisfied is not null
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
