-- Somebody planned whom the unit's roster does not name, or not uniquely.
-- severity: warning
-- message: 述职计划中的代表在名册中找不到或不唯一
select unit_code, plan_year, deputy_name, mandate_id
from intermediate.int_plan
where not is_matched and unit_code in (select unit_code from marts.deputy)
