-- What a review's regime says of it on each base the file offers: the first
-- rule that holds, by integers (measure × denominator against base ×
-- numerator; 超过 is strict, 以上 inclusive), else the regime's otherwise.
-- is_evaluable is false where the count a rule asks for is not in the file.
-- grain: review_id, base_kind
with
bases as (
    select
        b.review_id,
        b.base_kind,
        b.base,
        b.is_chosen,
        g.regime,
        g.otherwise_code,
        g.otherwise_tier,
        v.satisfied,
        v.basic,
        v.dissatisfied
    from intermediate.int_review_base as b
    inner join intermediate.int_review_regime as g on g.review_id = b.review_id
    inner join intermediate.int_review as v on v.review_id = b.review_id
),
measured as (
    select
        b.review_id,
        b.base_kind,
        b.base,
        u.rule_no,
        u.numerator,
        u.denominator,
        u.is_strict,
        case u.measure
            when 'satisfied' then b.satisfied
            when 'dissatisfied' then b.dissatisfied
            when 'satisfied_or_basic' then b.satisfied + b.basic
        end as measured
    from bases as b
    inner join ref.review_rule as u on u.regime = b.regime
),
judged as (
    select
        review_id,
        base_kind,
        rule_no,
        case
            when measured is null then null
            when is_strict then measured * denominator > base * numerator
            else measured * denominator >= base * numerator
        end as holds
    from measured
),
first_rule as ( -- an unknown rule stops the search as one that holds does
    select review_id, base_kind, min(rule_no) as rule_no
    from judged
    where holds is null or holds
    group by review_id, base_kind
)
select
    b.review_id,
    b.base_kind,
    b.base,
    b.is_chosen,
    b.regime,
    f.rule_no is null or j.holds is not null as is_evaluable,
    case
        when f.rule_no is null then b.otherwise_code
        when j.holds is null then 'unspecified'
        else u.code
    end as code,
    case
        when f.rule_no is null then b.otherwise_tier
        when j.holds is null then null
        else u.tier
    end as tier,
    case when j.holds then u.due_months end as due_months
from bases as b
left join first_rule as f on f.review_id = b.review_id and f.base_kind = b.base_kind
left join judged as j on j.review_id = f.review_id and j.base_kind = f.base_kind and j.rule_no = f.rule_no
left join ref.review_rule as u on u.regime = b.regime and u.rule_no = f.rule_no
