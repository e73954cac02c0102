-- What regimes say of a review's ballots: its own regime on each base the file
-- offers, and every other regime of the same kind of outcome (grade with grade,
-- consequence with consequence) on the base that regime would take. The one
-- place where a rule is compared: the first rule that holds decides, by integers
-- (rule_holds), else the regime's otherwise. is_evaluable is false where the
-- count a rule asks for is not in the file. Levels and dates of another regime
-- are left out of it: this asks what its thresholds would say.
-- grain: review_id, regime, base_kind
with
regimes as ( -- ref.review_regime has a row for each level
    select distinct regime, outcome_kind, base, fallback_1, fallback_2, fallback_3, otherwise_code, otherwise_tier
    from ref.review_regime
),
pairs as (
    select g.review_id, r.regime, r.base, r.fallback_1, r.fallback_2, r.fallback_3, r.regime = g.regime as is_own
    from intermediate.int_review_regime as g
    inner join regimes as r
        on r.outcome_kind = g.outcome_kind and (r.regime = g.regime or r.outcome_kind <> 'none')
),
offered as (
    select
        p.review_id,
        p.regime,
        p.is_own,
        b.base_kind,
        b.base,
        b.is_chosen,
        row_number() over (
            partition by p.review_id, p.regime
            order by case b.base_kind
                when p.base then 0
                when p.fallback_1 then 1
                when p.fallback_2 then 2
                when p.fallback_3 then 3
                else 4
            end nulls last, b.base_kind nulls last
        ) as place
    from pairs as p
    inner join intermediate.int_review_base as b on b.review_id = p.review_id
    where p.is_own or b.base_kind in (p.base, p.fallback_1, p.fallback_2, p.fallback_3)
),
taken as (
    select review_id, regime, is_own, base_kind, base, case when is_own then is_chosen else true end as is_taken
    from offered
    where is_own or place = 1
),
judged as (
    select
        t.review_id,
        t.regime,
        t.base_kind,
        u.rule_no,
        rule_holds(rule_measure(u.measure, v.satisfied, v.basic, v.dissatisfied), t.base, u.numerator, u.denominator, u.is_strict) as holds
    from taken as t
    inner join intermediate.int_review as v on v.review_id = t.review_id
    inner join ref.review_rule as u on u.regime = t.regime
),
first_rule as ( -- an unknown rule stops the search as one that holds does
    select review_id, regime, base_kind, min(rule_no) as rule_no
    from judged
    where holds is null or holds
    group by review_id, regime, base_kind
)
select
    t.review_id,
    t.regime,
    t.base_kind,
    t.base,
    t.is_own,
    t.is_taken,
    f.rule_no is null or j.holds is not null as is_evaluable,
    case when j.holds then f.rule_no end as rule_no,
    case
        when f.rule_no is null then r.otherwise_code
        when j.holds is null then 'unspecified'
        else u.code
    end as code,
    case
        when f.rule_no is null then r.otherwise_tier
        when j.holds is null then null
        else u.tier
    end as tier,
    case when j.holds then u.due_months end as due_months
from taken as t
inner join regimes as r on r.regime = t.regime
left join first_rule as f on f.review_id = t.review_id and f.regime = t.regime and f.base_kind = t.base_kind
left join judged as j
    on j.review_id = f.review_id and j.regime = f.regime and j.base_kind = f.base_kind and j.rule_no = f.rule_no
left join ref.review_rule as u on u.regime = t.regime and u.rule_no = f.rule_no
