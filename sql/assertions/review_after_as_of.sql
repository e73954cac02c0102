-- Reviews dated after the as-of date: they stand in their month, not in coverage.
-- severity: warning
-- message: 述职日期晚于数据截止日
select v.review_id
from marts.review as v
cross join ref.run as r
where v.review_date > r.as_of
