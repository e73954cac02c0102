-- The printed grade is not the one the place's own rule gives.
-- severity: warning
-- message: 上报等次与按本地办法计算的等次不一致，两者均保留
select review_id, tier, tier_reported
from marts.review
where tier is not null and tier <> '原文未规定' and tier_reported is not null and tier_reported <> tier
