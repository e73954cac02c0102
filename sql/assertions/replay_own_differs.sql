-- A regime replayed on its own ballots gives what it gave.
-- severity: error
-- message: 本地办法对照自身的结果与述职测评不一致
select o.review_id
from intermediate.int_review_outcome as o
left join intermediate.int_review_replay as r on r.review_id = o.review_id and r.replay_regime = o.regime
left join intermediate.int_review_regime as g on g.review_id = o.review_id
where o.is_chosen and o.is_evaluable and g.outcome_kind <> 'none'
    and (r.code is distinct from o.code or r.tier is distinct from o.tier)
