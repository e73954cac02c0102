-- What a review's own regime says of it on each base the file offers: code and
-- tier of the rule that holds (rule_no), or of the regime's otherwise.
-- is_chosen: the base the regime takes.
-- grain: review_id, base_kind
select review_id, base_kind, base, is_taken as is_chosen, regime, is_evaluable, rule_no, code, tier, due_months
from intermediate.int_review_judgement
where is_own
