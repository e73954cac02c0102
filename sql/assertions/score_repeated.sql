-- One file gives one seat several totals of one year.
-- severity: warning
-- message: 同一席位同一年度在一份文件中有多行积分，均已保留
select unit_code, scheme, year, level, deputy_name, mandate_id, row_no
from marts.score_deputy_year
where row_no > 1
