-- The bases a review's file offers (a count above 0, and not below the votes
-- counted on it), and which of them its regime takes: its own base, else its
-- fallbacks in order. Where no regime holds, the first of valid, returned,
-- issued, participants. Where the office chose that an abstention is no valid
-- ballot (abstain_is_valid), the valid ones are counted without it.
-- grain: review_id, base_kind
with
votes as (
    select
        v.review_id, v.valid, v.returned, v.issued, v.participants,
        case when c.abstain_is_valid then 0 else coalesce(v.abstain, 0) end as set_aside,
        coalesce(v.satisfied, 0) + coalesce(v.basic, 0) + coalesce(v.dissatisfied, 0) + coalesce(v.abstain, 0) as counted
    from intermediate.int_review as v
    cross join ref.choice as c
),
stated as (
    select review_id, 'valid' as base_kind, valid - set_aside as base, 0 as usual_order, counted - set_aside as counted from votes
    union all
    select review_id, 'returned' as base_kind, returned as base, 1 as usual_order, counted from votes
    union all
    select review_id, 'issued' as base_kind, issued as base, 2 as usual_order, counted from votes
    union all
    select review_id, 'participants' as base_kind, participants as base, 3 as usual_order, counted from votes
),
offered as (
    select review_id, base_kind, base, usual_order
    from stated
    where base > 0 and base >= counted
),
wished as (
    select
        o.review_id,
        o.base_kind,
        o.base,
        r.regime,
        case
            when r.regime is null then o.usual_order
            when o.base_kind = r.base then 0
            when o.base_kind = r.fallback_1 then 1
            when o.base_kind = r.fallback_2 then 2
            when o.base_kind = r.fallback_3 then 3
        end as preference
    from offered as o
    left join intermediate.int_review_regime as r on r.review_id = o.review_id
),
best as (
    select review_id, min(preference) as preference
    from wished
    group by review_id
)
select
    w.review_id,
    w.base_kind,
    w.base,
    coalesce(w.preference = b.preference, false) as is_chosen,
    w.regime is not null and coalesce(w.preference, 9) > 0 as is_fallback
from wished as w
inner join best as b on b.review_id = w.review_id
