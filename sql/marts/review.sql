-- One vote on one deputy in one session, with what the place's own dated rules
-- say follows. base is the regime's own count or, where the file has none, its
-- fallback: base_is_fallback, and the consequence is then `unverified` (待核实)
-- and out of every published count. A place without rules gives `unspecified`.
-- is_base_sensitive: another base the file offers gives another outcome.
-- rule_no and rule_label: the rule of the regime that holds, in its source's words.
-- A threshold is a clue for the organs that decide, never a legal conclusion.
-- grain: review_id
-- by: unit_code
with
chosen as (
    select b.review_id, b.base_kind, b.base, b.is_fallback, o.rule_no, o.code, o.tier, o.due_months, o.is_evaluable
    from intermediate.int_review_base as b
    left join intermediate.int_review_outcome as o on o.review_id = b.review_id and o.base_kind = b.base_kind
    where b.is_chosen
),
sensitive as (
    select
        c.review_id,
        max(case
            when o.code is distinct from c.code or o.tier is distinct from c.tier then 1
            else 0
        end) as other_outcome
    from chosen as c
    inner join intermediate.int_review_outcome as o on o.review_id = c.review_id
    where o.is_evaluable and c.is_evaluable
    group by c.review_id
)
select
    v.review_id,
    v.mandate_id,
    v.person_key,
    v.session_id,
    v.unit_code,
    v.county_code,
    v.congress_code,
    v.electing_unit_code,
    v.review_organ_code,
    v.constituency,
    v.period,
    v.deputy_name,
    v.level,
    v.review_date,
    v.participants,
    v.issued,
    v.returned,
    v.valid,
    v.satisfied,
    v.basic,
    v.dissatisfied,
    v.abstain,
    g.regime,
    c.base_kind,
    c.base,
    coalesce(c.is_fallback, false) as base_is_fallback,
    cast(v.satisfied as double) / nullif(c.base, 0) as satisfaction_rate,
    v.satisfaction_rate_reported,
    c.tier,
    v.tier_reported,
    coalesce(g.defines_satisfied_grade, false) as regime_defines_grade,
    case
        when g.regime is null or c.code is null then 'unspecified'
        else c.code
    end as consequence,
    case
        when c.base is null or c.is_fallback or (g.regime is not null and not c.is_evaluable) then 'unverified'
        else 'confirmed'
    end as consequence_state,
    coalesce(s.other_outcome = 1, false) as is_base_sensitive,
    case when c.due_months is not null then add_months(v.review_date, c.due_months) end as due_date,
    c.rule_no,
    u.label as rule_label
from intermediate.int_review as v
left join intermediate.int_review_regime as g on g.review_id = v.review_id
left join chosen as c on c.review_id = v.review_id
left join sensitive as s on s.review_id = v.review_id
left join ref.review_rule as u on u.regime = g.regime and u.rule_no = c.rule_no
