-- The levels of coverage add up to `all`, in the province's own count of seats.
-- severity: error
-- message: 全省述职覆盖与代表席位数不一致
select c.level, c.mandates_in_office
from marts.coverage_province as c
where c.level = 'all'
    and coalesce(c.mandates_in_office, 0) <> (select count(*) from marts.deputy where in_office)
