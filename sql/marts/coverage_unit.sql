-- How many mandates in office on the as-of date have reported in their term
-- (述职覆盖), by unit and level and in `all`. mandates_reported is NULL, not 0,
-- where the unit never sent votes; mandates_in_office is NULL where it never
-- sent a roster at that level. mandates_reported_ever includes those who left
-- or whom no roster names. expected_rate is 匀速参照值. plan_to_date: mandates of
-- the term's plans whose day has come; plan_done: of these, those reviewed;
-- plan_rate is NULL where the unit sent no plan, or none of it is due.
-- grain: unit_code, level
-- by: unit_code
with
served as (
    select
        t.level,
        t.term_start,
        row_number() over (partition by t.level order by t.term_start desc nulls last) as place
    from ref.term as t
    cross join ref.run as r
    where t.term_start <= r.as_of
),
reviews as (
    select distinct v.unit_code, v.level, v.mandate_id
    from marts.review as v
    cross join ref.run as r
    left join served as s on s.level = v.level and s.place = 1
    where v.review_date <= r.as_of and (s.term_start is null or v.review_date >= s.term_start)
),
ever as (
    select unit_code, level, count(distinct mandate_id) as mandates_reported_ever
    from reviews where level is not null group by unit_code, level
    union all
    select unit_code, 'all' as level, count(distinct mandate_id) as mandates_reported_ever
    from reviews group by unit_code
),
seats as (
    select unit_code, level, has_reported, expected from intermediate.int_coverage_mandate where level is not null
    union all
    select unit_code, 'all' as level, has_reported, expected from intermediate.int_coverage_mandate
),
sitting as (
    select
        unit_code,
        level,
        count(*) as mandates_in_office,
        count(case when has_reported then 1 end) as mandates_reported,
        cast(sum(expected) as double) as expected_sum,
        count(expected) as expected_mandates
    from seats
    group by unit_code, level
),
voting as ( -- a unit that sent votes, if only an empty file
    select unit_code from ref.batch where dataset = 'votes' and is_live
    union
    select unit_code from marts.review
),
planned as ( -- a mandate planned in several years of the term counts once
    select
        p.unit_code, p.level, p.mandate_id,
        max(case when p.is_due and p.plan_state <> 'left' then 1 else 0 end) as due,
        max(case when p.plan_state = 'done' then 1 else 0 end) as done
    from intermediate.int_plan as p
    left join served as s on s.level = p.level and s.place = 1
    where s.term_start is null or p.plan_year >= extract(year from s.term_start)
    group by p.unit_code, p.level, p.mandate_id
),
plans as (
    select unit_code, level, sum(due) as plan_to_date, sum(due * done) as plan_done
    from planned where level is not null group by unit_code, level
    union all
    select unit_code, 'all' as level, sum(due) as plan_to_date, sum(due * done) as plan_done
    from planned group by unit_code
),
places as (
    select unit_code, level from plans
    union
    select unit_code, level from ever
    union
    select unit_code, level from sitting
)
select
    p.unit_code,
    u.unit_name,
    p.level,
    r.as_of,
    s.mandates_in_office,
    case when v.unit_code is not null then s.mandates_reported end as mandates_reported,
    case when v.unit_code is not null then coalesce(e.mandates_reported_ever, 0) end as mandates_reported_ever,
    case when v.unit_code is not null then cast(s.mandates_reported as double) / nullif(s.mandates_in_office, 0) end as coverage_rate,
    s.expected_sum / nullif(s.expected_mandates, 0) as expected_rate,
    cast(n.plan_to_date as bigint) as plan_to_date,
    cast(n.plan_done as bigint) as plan_done,
    cast(n.plan_done as double) / nullif(n.plan_to_date, 0) as plan_rate
from places as p
cross join ref.run as r
left join ref.unit as u on u.unit_code = p.unit_code
left join sitting as s on s.unit_code = p.unit_code and s.level = p.level
left join ever as e on e.unit_code = p.unit_code and e.level = p.level
left join voting as v on v.unit_code = p.unit_code
left join plans as n on n.unit_code = p.unit_code and n.level = p.level
