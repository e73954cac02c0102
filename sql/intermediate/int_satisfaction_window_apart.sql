-- Months in which a unit has ballots and had none a year before, or the other way
-- round: windows that hold one are not compared over the year.
-- grain: unit_code, level, base_kind, month_no
-- by: unit_code
with
present as (
    select distinct unit_code, level, base_kind, month_number(period) as month_no
    from intermediate.int_satisfaction_session
),
counted as ( -- each month as itself and as the year before of another
    select unit_code, level, base_kind, month_no from present
    union all
    select unit_code, level, base_kind, month_no + 12 as month_no from present
)
select unit_code, level, base_kind, month_no
from counted
group by unit_code, level, base_kind, month_no
having count(*) = 1
