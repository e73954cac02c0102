-- More votes than the base they would be counted on; that base is not used
-- for rates, nor to judge by.
-- severity: warning
-- message: 各档票之和多于参评、发出、收回或有效人（票）数，未按该口径计算满意率和后续处理
with counted as (
    select
        review_id, participants, issued, returned, valid,
        coalesce(satisfied, 0) + coalesce(basic, 0) + coalesce(dissatisfied, 0) + coalesce(abstain, 0) as votes
    from marts.review
)
select review_id
from counted
where votes > participants or votes > issued or votes > returned or votes > valid
