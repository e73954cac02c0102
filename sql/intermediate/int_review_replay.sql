-- The same ballots judged by every regime of the same kind of outcome (grade
-- with grade, consequence with consequence), each on its own base or fallback.
-- Only reviews that have a regime of their own; its own regime is among them.
-- Levels and dates of the other regime are left out of it: this asks what its
-- thresholds would say.
-- grain: review_id, replay_regime
with
regimes as (
    select distinct regime, outcome_kind, base, fallback_1, fallback_2, fallback_3, otherwise_code, otherwise_tier
    from ref.review_regime
    where outcome_kind <> 'none'
),
pairs as (
    select
        g.review_id,
        g.regime as own_regime,
        r.regime as replay_regime,
        r.outcome_kind,
        r.base as base_wished,
        r.fallback_1,
        r.fallback_2,
        r.fallback_3,
        r.otherwise_code,
        r.otherwise_tier
    from intermediate.int_review_regime as g
    inner join regimes as r on r.outcome_kind = g.outcome_kind
),
offered as (
    select
        p.review_id,
        p.replay_regime,
        b.base,
        row_number() over (
            partition by p.review_id, p.replay_regime
            order by case b.base_kind
                when p.base_wished then 0
                when p.fallback_1 then 1
                when p.fallback_2 then 2
                else 3
            end
        ) as place
    from pairs as p
    inner join intermediate.int_review_base as b on b.review_id = p.review_id
    where b.base_kind in (p.base_wished, p.fallback_1, p.fallback_2, p.fallback_3)
),
measured as (
    select
        o.review_id,
        o.replay_regime,
        o.base,
        u.rule_no,
        u.numerator,
        u.denominator,
        u.is_strict,
        case u.measure
            when 'satisfied' then v.satisfied
            when 'dissatisfied' then v.dissatisfied
            when 'satisfied_or_basic' then v.satisfied + v.basic
        end as measured
    from offered as o
    inner join intermediate.int_review as v on v.review_id = o.review_id
    inner join ref.review_rule as u on u.regime = o.replay_regime
    where o.place = 1
),
judged as (
    select
        review_id,
        replay_regime,
        rule_no,
        case
            when measured is null then null
            when is_strict then measured * denominator > base * numerator
            else measured * denominator >= base * numerator
        end as holds
    from measured
),
first_rule as ( -- an unknown rule stops the search as one that holds does
    select review_id, replay_regime, min(rule_no) as rule_no
    from judged
    where holds is null or holds
    group by review_id, replay_regime
)
select
    p.review_id,
    p.own_regime,
    p.replay_regime,
    p.outcome_kind,
    o.base is not null and (f.rule_no is null or j.holds is not null) as is_evaluable,
    case
        when o.base is null or (f.rule_no is not null and j.holds is null) then null
        when f.rule_no is null then p.otherwise_code
        else u.code
    end as code,
    case
        when o.base is null or (f.rule_no is not null and j.holds is null) then null
        when f.rule_no is null then p.otherwise_tier
        else u.tier
    end as tier
from pairs as p
left join offered as o on o.review_id = p.review_id and o.replay_regime = p.replay_regime and o.place = 1
left join first_rule as f on f.review_id = p.review_id and f.replay_regime = p.replay_regime
left join judged as j on j.review_id = f.review_id and j.replay_regime = f.replay_regime and j.rule_no = f.rule_no
left join ref.review_rule as u on u.regime = p.replay_regime and u.rule_no = f.rule_no
