-- Of the mandates whose own regime defines the grade 满意, how many were graded
-- so in the month (a mandate's last review counts; a grade on a fallback base
-- is 待核实 and not counted on either side).
-- grain: period, level, unit_code
-- by: unit_code
with
graded as (
    select
        period, level, unit_code, mandate_id, tier,
        row_number() over (partition by period, mandate_id order by review_date desc nulls last, review_id nulls last) as place
    from marts.review
    where regime_defines_grade and consequence_state = 'confirmed'
),
levels as (
    select period, level, unit_code, mandate_id, tier from graded where place = 1 and level is not null
    union all
    select period, 'all' as level, unit_code, mandate_id, tier from graded where place = 1
)
select
    period,
    level,
    unit_code,
    count(*) as graded_mandates,
    count(case when tier = '满意' then 1 end) as satisfied_grade_mandates
from levels
group by period, level, unit_code
