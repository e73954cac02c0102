-- Which scheme of points holds in a place for a level in a year that rows speak of.
-- grain: year, place_code, level
--
-- Of several that held in the year, the one that began last. Level '' stands for a
-- row of unknown level: the place's scheme of any.

with years as (
    select distinct
        year,
        cast(cast(year as varchar) || '-01-01' as date) as first_day,
        cast(cast(year as varchar) || '-12-31' as date) as last_day
    from staging.stg_scores
    where year is not null
),

held as (
    select y.year, c.place_code, c.level, c.valid_from, c.scheme
    from years as y
    inner join ref.scheme as c
        on c.valid_from <= y.last_day and coalesce(c.valid_to >= y.first_day, true)
    union
    select y.year, c.place_code, '' as level, c.valid_from, c.scheme
    from years as y
    inner join ref.scheme as c
        on c.valid_from <= y.last_day and coalesce(c.valid_to >= y.first_day, true)
),

ranked as (
    select
        year, place_code, level, scheme,
        row_number() over (partition by year, place_code, level order by valid_from desc nulls last, scheme asc nulls last) as choice
    from held
)

select year, place_code, level, scheme
from ranked
where choice = 1
