-- A percentile was given to a row that is not official, or not of a full year.
-- severity: error
-- message: 未经确认或不满全年的积分被计入百分位
select mandate_id, scheme, year, row_no, percentile
from marts.score_deputy_year
cross join ref.choice as c
where percentile is not null and (not is_official or is_part_year or percentile_n < c.percentile_min_n)
