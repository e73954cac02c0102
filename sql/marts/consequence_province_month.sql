-- How many reviews in the province had a consequence, over the units whose rules
-- know it and that decided any (units): the sums over consequence_unit_month.
-- print_kind: shown; withheld (＊) where the total would tell one unit's count, and
-- then for the rest of the year to date; internal (a level's share).
-- grain: period, level, consequence, window_kind
with
levels as (
    select
        period, level, consequence,
        count(*) as units,
        cast(sum(decided) as bigint) as decided,
        cast(sum(n) as bigint) as n
    from intermediate.int_consequence_count
    where level <> 'all'
    group by period, level, consequence
)
select period, 'all' as level, consequence, window_kind, units, decided, n, print_kind
from intermediate.int_consequence_print
where unit_code = ''
union all
select period, level, consequence, 'month' as window_kind, units, decided, n, 'internal' as print_kind
from levels
