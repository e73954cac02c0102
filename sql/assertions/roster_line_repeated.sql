-- Two current roster lines are the same person in the same congress and term.
-- severity: warning
-- message: 名册中同一席位重复出现，已按一个席位计
select unit_code, level, county_code, township, term, deputy_name, birth_month, constituency
from staging.stg_roster
group by unit_code, level, county_code, township, term, deputy_name, birth_month, constituency
having count(*) > 1
