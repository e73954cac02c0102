-- Which units had sessions in an earlier month, on one base: counts of two
-- months are compared only when the same units stand in both.
select unit_code
from marts.satisfaction_unit_month
where period = ?
    and base_kind = ?
    and level = 'all'
order by unit_code
