-- Opening + in − out is closing, and closing is the next month's opening.
-- severity: error
-- message: 代表变动的月初、增减与月末不平衡
with months as (
    select
        unit_code, level, period, opening, elected_in, closing,
        resigned + recalled + moved + died + ended + term_over as gone,
        lag(closing) over (partition by unit_code, level order by period nulls last) as before
    from marts.roster_movement_unit_month
)
select unit_code, level, period, opening, elected_in, gone, closing, before
from months
where opening + elected_in - gone <> closing or opening <> coalesce(before, 0)
