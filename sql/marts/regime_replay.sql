-- Internal only: what another place's rules would have said of the same
-- ballots. Compared only where both regimes give the same kind of outcome;
-- else outcome_kind is `not_comparable` and the counts are NULL. n_own_code
-- and n_replay_code count, among reviews both regimes can judge, those with a
-- consequence (outcome kind consequence) or with a grade the rule defines
-- (outcome kind grade). n_changed: code or grade differ; a regime against
-- itself changes nothing.
-- grain: unit_code, period, own_regime, replay_regime
with
reviews as (
    select v.unit_code, v.period, g.regime as own_regime, g.outcome_kind, count(*) as n
    from intermediate.int_review as v
    inner join intermediate.int_review_regime as g on g.review_id = v.review_id
    group by v.unit_code, v.period, g.regime, g.outcome_kind
),
regimes as (
    select distinct regime, outcome_kind from ref.review_regime
),
judged as (
    select
        v.unit_code,
        v.period,
        r.own_regime,
        r.replay_regime,
        r.outcome_kind,
        o.is_evaluable and r.is_evaluable as is_evaluable,
        o.code as own_code,
        r.code as replay_code,
        o.tier as own_tier,
        r.tier as replay_tier
    from intermediate.int_review_replay as r
    inner join intermediate.int_review_replay as o on o.review_id = r.review_id and o.replay_regime = r.own_regime
    inner join intermediate.int_review as v on v.review_id = r.review_id
),
flagged as (
    select
        unit_code,
        period,
        own_regime,
        replay_regime,
        is_evaluable,
        case outcome_kind
            when 'consequence' then own_code in ('rectify', 'resign_or_recall')
            else own_code = 'none'
        end as own_hit,
        case outcome_kind
            when 'consequence' then replay_code in ('rectify', 'resign_or_recall')
            else replay_code = 'none'
        end as replay_hit,
        own_code is distinct from replay_code or own_tier is distinct from replay_tier as is_changed
    from judged
),
counted as (
    select
        unit_code,
        period,
        own_regime,
        replay_regime,
        count(case when is_evaluable then 1 end) as n_evaluable,
        count(case when is_evaluable and own_hit then 1 end) as n_own_code,
        count(case when is_evaluable and replay_hit then 1 end) as n_replay_code,
        count(case when is_evaluable and is_changed then 1 end) as n_changed
    from flagged
    group by unit_code, period, own_regime, replay_regime
)
select
    v.unit_code,
    v.period,
    v.own_regime,
    r.regime as replay_regime,
    case when c.n_evaluable is null and r.regime <> v.own_regime then 'not_comparable' else v.outcome_kind end as outcome_kind,
    v.n,
    -- a regime without any rule judges nothing, and changes nothing against itself
    case when r.regime = v.own_regime then coalesce(c.n_evaluable, 0) else c.n_evaluable end as n_evaluable,
    case when r.regime = v.own_regime then coalesce(c.n_own_code, 0) else c.n_own_code end as n_own_code,
    case when r.regime = v.own_regime then coalesce(c.n_replay_code, 0) else c.n_replay_code end as n_replay_code,
    case when r.regime = v.own_regime then coalesce(c.n_changed, 0) else c.n_changed end as n_changed
from reviews as v
cross join regimes as r
left join counted as c
    on c.unit_code = v.unit_code and c.period = v.period and c.own_regime = v.own_regime and c.replay_regime = r.regime
