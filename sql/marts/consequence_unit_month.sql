-- How many reviews of a unit had a consequence under the place's own rules, in
-- the month and in the year to date, beside how many were decided under rules
-- that know it, and how the count may go to print (print_kind): shown; small
-- (‹3: 1 or 2); complement (＊: at least 1, hidden so that no other count follows);
-- province_only (told for the province only: 超过半数 always, and a month in which
-- nothing else protects); internal (a level's share, never printed). Only
-- confirmed consequences: a fallback base is 待核实. A unit whose rules do not
-- know the consequence, or that decided nothing, has no row.
-- grain: unit_code, period, level, consequence, window_kind
--
-- Guaranteed: from every printed month, year to date and province total of the
-- year, each hidden count of at least 1 can have two values or more. Not against
-- other sources (a ledger, another year's edition made anew), nor against who
-- replays the search. Between builds: late rows may change a past month.
select
    unit_code,
    period,
    'all' as level,
    consequence,
    window_kind,
    decided,
    n,
    print_kind
from intermediate.int_consequence_print
where unit_code <> ''
union all
select
    unit_code,
    period,
    level,
    consequence,
    'month' as window_kind,
    decided,
    n,
    'internal' as print_kind
from intermediate.int_consequence_count
where level <> 'all'
