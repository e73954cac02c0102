-- The same ballots judged by every regime of the same kind of outcome, each on
-- its own base or fallback. Only reviews that have a regime of their own; it is
-- among them. is_evaluable is false, and code and tier are NULL, where the file
-- has no base that regime takes, or not the count its rule asks for.
-- grain: review_id, replay_regime
with
regimes as (
    select distinct regime, outcome_kind
    from ref.review_regime
    where outcome_kind <> 'none'
)
select
    g.review_id,
    g.regime as own_regime,
    r.regime as replay_regime,
    r.outcome_kind,
    coalesce(j.is_evaluable, false) as is_evaluable,
    case when j.is_evaluable then j.code end as code,
    case when j.is_evaluable then j.tier end as tier
from intermediate.int_review_regime as g
inner join regimes as r on r.outcome_kind = g.outcome_kind
left join intermediate.int_review_judgement as j
    on j.review_id = g.review_id and j.regime = r.regime and j.is_taken
