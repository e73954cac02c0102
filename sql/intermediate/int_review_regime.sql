-- By which 测评办法 a review is judged: the one of the most specific place that
-- has one for the deputy's level on the day of the review: who votes, the
-- county, the reporting unit, the province. No row where no place has one.
-- grain: review_id
with
candidates as (
    select v.review_id, r.regime, r.level, r.valid_from, 1 as distance
    from intermediate.int_review as v
    inner join ref.review_regime as r
        on r.place_code = v.review_organ_code and r.level = v.level
        and v.review_date >= r.valid_from and (r.valid_to is null or v.review_date <= r.valid_to)
    union all
    select v.review_id, r.regime, r.level, r.valid_from, 2 as distance
    from intermediate.int_review as v
    inner join ref.review_regime as r
        on r.place_code = v.county_code and r.level = v.level
        and v.review_date >= r.valid_from and (r.valid_to is null or v.review_date <= r.valid_to)
    union all
    select v.review_id, r.regime, r.level, r.valid_from, 3 as distance
    from intermediate.int_review as v
    inner join ref.review_regime as r
        on r.place_code = v.unit_code and r.level = v.level
        and v.review_date >= r.valid_from and (r.valid_to is null or v.review_date <= r.valid_to)
    union all
    select v.review_id, r.regime, r.level, r.valid_from, 4 as distance
    from intermediate.int_review as v
    inner join ref.review_regime as r
        on r.place_code = '410000' and r.level = v.level
        and v.review_date >= r.valid_from and (r.valid_to is null or v.review_date <= r.valid_to)
),
ranked as (
    select
        *,
        row_number() over (partition by review_id order by distance nulls last, valid_from desc nulls last, regime nulls last) as place
    from candidates
)
select
    k.review_id,
    r.regime,
    r.level,
    r.outcome_kind,
    r.base,
    r.fallback_1,
    r.fallback_2,
    r.fallback_3,
    r.otherwise_code,
    r.otherwise_tier,
    r.defines_satisfied_grade
from ranked as k
inner join ref.review_regime as r on r.regime = k.regime and r.level = k.level
where k.place = 1
