-- Counts of consequences (all levels) as they may go to print: of each unit and
-- of the province (unit_code ''), of the month and of the year to date. The
-- words of print_kind are those of consequence_unit_month; which cells must be
-- hidden so that none follows from the rest is a search over the year's table
-- (stats.Suppress), month after month, so that what is in print stays right.
-- units: that decided any; of a unit, NULL.
-- grain: consequence, unit_code, period, window_kind
-- columns: consequence varchar, unit_code varchar, period varchar, window_kind varchar, units bigint, decided bigint, n bigint, print_kind varchar
with
counts as (
    select unit_code, period, consequence, decided, n
    from intermediate.int_consequence_count
    where level = 'all'
)
select
    c.consequence,
    c.unit_code,
    c.period,
    c.decided,
    c.n,
    k.small_count
from counts as c
cross join ref.choice as k
order by c.consequence, c.period, c.unit_code
