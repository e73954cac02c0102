-- A review of a deputy whom the unit's roster does not name, or not uniquely.
-- severity: warning
-- message: 述职代表在名册中找不到或不唯一，覆盖率未计入
select v.review_id
from marts.review as v
left join marts.deputy as d on d.mandate_id = v.mandate_id
where d.mandate_id is null
    and v.unit_code in (select unit_code from marts.deputy)
