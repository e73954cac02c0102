-- One file gives one old seat several lines.
-- severity: warning
-- message: 同一席位在一份换届提名文件中有多行，均已保留
select unit_code, congress_level, deputy_name, mandate_id, term_to, row_no
from marts.renomination_deputy
where row_no > 1
