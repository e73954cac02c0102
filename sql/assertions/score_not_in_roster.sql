-- Points of a deputy whose unit sent rosters, but no line that fits exactly.
-- severity: warning
-- message: 积分中的代表在名册中没有唯一对应的席位，已按表中信息单独计
select s.unit_code, s.scheme, s.year, s.level, s.deputy_name, s.mandate_id
from marts.score_deputy_year as s
where not s.is_matched and s.unit_code in (select unit_code from intermediate.int_roster_mandate)
