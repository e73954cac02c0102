-- The reviews a stated number speaks of, pooled by seat.
-- grain: statement_id, mandate_id
--
-- A unit's number speaks of all of it; a county's of the seats of its own and
-- of those it elects. grade is that of the seat's last review in the window which
-- can be graded: by a regime that defines 满意, and not 待核实.

with stated as (
    select statement_id, unit_code, place_code, levels, window_start, window_end
    from intermediate.int_stated
    where window_start is not null
),

reviews as (
    select
        mandate_id, unit_code, county_code, electing_unit_code, level, satisfied, basic, valid,
        case when regime_defines_grade and consequence_state = 'confirmed' then coalesce(tier, '') end as grade,
        coalesce(review_date, cast(period || '-01' as date)) as review_date
    from marts.review
),

inside as (
    select
        s.statement_id, r.mandate_id, r.satisfied, r.basic, r.valid, r.grade,
        row_number() over (
            partition by s.statement_id, r.mandate_id
            order by case when r.grade is null then 1 else 0 end nulls last, r.review_date desc nulls last, r.grade asc nulls last
        ) as age
    from stated as s
    inner join reviews as r on r.unit_code = s.unit_code
    where
        r.review_date between s.window_start and s.window_end
        and (s.levels = 'all' or position(coalesce(r.level, '?') in s.levels) > 0)
        and (s.place_code = s.unit_code or r.county_code = s.place_code or r.electing_unit_code = s.place_code)
)

select
    statement_id,
    mandate_id,
    cast(sum(case when valid > 0 and satisfied is not null then valid end) as bigint) as ballots,
    cast(sum(case when valid > 0 then satisfied end) as bigint) as satisfied,
    cast(sum(case when valid > 0 and satisfied is not null and basic is not null then valid end) as bigint) as ballots_with_basic,
    cast(sum(case when valid > 0 and satisfied is not null then satisfied + basic end) as bigint) as satisfied_with_basic,
    max(case when age = 1 then grade end) as grade
from inside
group by statement_id, mandate_id
