-- Who is planned, against who sits: the composition of a year's plan beside that
-- of the roster (各行各业、以老带新), trait by trait.
-- grain: unit_code, level, plan_year, trait_kind, trait
-- by: unit_code
--
-- Only planned mandates found in the roster have traits; the roster's side counts
-- mandates in office on the as-of date. A mandate whose roster line does not say
-- the trait is in neither side. Ages are full years at the end of the plan year.
with
planned as (
    select distinct mandate_id, unit_code, plan_year from intermediate.int_plan
),
years as (
    select distinct unit_code, plan_year from planned
),
seats as (
    select
        d.mandate_id, d.unit_code, d.level, y.plan_year, d.in_office, p.mandate_id is not null as is_planned,
        d.gender, d.structure, d.is_reelected, age_in(y.plan_year, d.birth_month) as age
    from marts.deputy as d
    inner join years as y on y.unit_code = d.unit_code
    left join planned as p on p.mandate_id = d.mandate_id and p.plan_year = y.plan_year
    where d.level is not null
),
traits as (
    select unit_code, level, plan_year, in_office, is_planned, 'gender' as trait_kind, gender as trait from seats
    union all
    select unit_code, level, plan_year, in_office, is_planned, 'structure' as trait_kind, structure as trait from seats
    union all
    select
        unit_code, level, plan_year, in_office, is_planned, 'seniority' as trait_kind,
        case when is_reelected then '连任' when not is_reelected then '新任' end as trait
    from seats
    union all
    select
        unit_code, level, plan_year, in_office, is_planned, 'age' as trait_kind,
        case
            when age <= 35 then '35岁及以下'
            when age <= 45 then '36—45岁'
            when age <= 55 then '46—55岁'
            when age > 55 then '56岁及以上'
        end as trait
    from seats
),
counted as (
    select
        unit_code, level, plan_year, trait_kind, trait,
        count(case when is_planned then 1 end) as planned,
        count(case when in_office then 1 end) as in_office
    from traits
    where trait is not null
    group by unit_code, level, plan_year, trait_kind, trait
),
summed as (
    select
        *,
        sum(planned) over (partition by unit_code, level, plan_year, trait_kind) as planned_all,
        sum(in_office) over (partition by unit_code, level, plan_year, trait_kind) as in_office_all
    from counted
)
select
    unit_code,
    level,
    plan_year,
    trait_kind,
    trait,
    planned,
    cast(planned_all as bigint) as planned_with_trait,
    cast(planned as double) / nullif(planned_all, 0) as planned_share,
    in_office as mandates_in_office,
    cast(in_office_all as bigint) as in_office_with_trait,
    cast(in_office as double) / nullif(in_office_all, 0) as roster_share
from summed
where planned_all > 0
