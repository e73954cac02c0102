-- More votes than the base they would be counted on; that base is not used
-- for rates.
-- severity: warning
-- message: 满意与基本满意票之和多于参评、发出、收回或有效人（票）数，未按该口径计算满意率
select review_id
from marts.review
where satisfied + coalesce(basic, 0) > participants
    or satisfied + coalesce(basic, 0) > issued
    or satisfied + coalesce(basic, 0) > returned
    or satisfied + coalesce(basic, 0) > valid
