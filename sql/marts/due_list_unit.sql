-- How many matters of the due list each unit has, by kind and state; no names.
-- grain: unit_code, kind, state
-- by: unit_code
--
-- unlisted kinds and states have no row. `all` kinds are not summed: matters of
-- different kinds are not of one weight.

with matters as (
    select unit_code, kind, state, due_date
    from marts.due_list
)

select
    unit_code,
    kind,
    state,
    count(*) as n,
    min(due_date) as earliest_due_date
from matters
group by unit_code, kind, state
