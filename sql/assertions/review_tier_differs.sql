-- The printed grade is not the one the place's own rule gives: another, or one
-- the rule defines where the votes do not reach it. Where the text is silent
-- about the votes, a grade it does not define either is no difference.
-- severity: warning
-- message: 上报等次与按本地办法计算的等次不一致，两者均保留
with defined as (
    select distinct regime, tier from ref.review_rule where tier is not null
)
select v.review_id, v.tier, v.tier_reported
from marts.review as v
left join defined as d on d.regime = v.regime and d.tier = v.tier_reported
where v.tier is not null and v.tier_reported is not null and v.tier_reported <> v.tier
    and (v.tier <> '原文未规定' or d.tier is not null)
