-- A seat is proposed though out of scope, or elected though not a candidate.
-- severity: warning
-- message: 换届提名前后矛盾：不符合条件而被推荐，或未列为候选人而当选
select unit_code, congress_level, deputy_name, mandate_id, is_eligible, out_of_scope_reason, is_proposed, is_candidate, is_elected
from marts.renomination_deputy
where (is_proposed and not is_eligible) or (is_proposed and out_of_scope_reason is not null) or (is_elected and not is_candidate)
