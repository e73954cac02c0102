-- Seats that are to report (述职) and have not in this term: planned for a day, or the
-- end of the term is near.
-- grain: mandate_id
-- by: unit_code
--
-- due_date: the earliest planned day of this term that was not kept, else the next
-- planned one; without a plan, the last day of the term once it is near enough
-- (plan_last_months [A]), unless the place's own rules do not ask for one report a
-- term. A unit that sent no votes is judged by its plans only: what it did not send
-- is not known not to have been done. basis: the article of the law that held on the
-- as-of date; before 2025 it meant directly elected deputies only, so for others the
-- place's own rules, else its plan.

with served as (
    select
        t.level, t.term_start, t.term_end,
        row_number() over (partition by t.level order by t.term_start desc nulls last) as place
    from ref.term as t
    cross join ref.run as r
    where t.term_start <= r.as_of
),

sitting as (
    select
        d.mandate_id, d.unit_code, d.county_code, d.level, d.deputy_name, c.has_reported,
        coalesce(m.term_end, s.term_end) as term_end
    from marts.deputy as d
    inner join intermediate.int_coverage_mandate as c on c.mandate_id = d.mandate_id
    left join intermediate.int_roster_mandate as m on m.mandate_id = d.mandate_id
    left join served as s on s.level = d.level and s.place = 1
    where d.in_office
),

voting as (
    select unit_code from ref.batch where dataset = 'votes' and is_live
    union
    select unit_code from marts.review
),

plans as (
    select p.mandate_id, p.unit_code, p.county_code, p.level, p.deputy_name, p.plan_state, p.due_on
    from intermediate.int_plan as p
    left join served as s on s.level = p.level and s.place = 1
    where s.term_start is null or p.plan_year >= extract(year from s.term_start)
),

planned as (
    select
        mandate_id, min(unit_code) as unit_code, min(county_code) as county_code, min(level) as level,
        min(deputy_name) as deputy_name,
        coalesce(
            min(case when plan_state = 'overdue' then due_on end),
            min(case when plan_state = 'not_due' then due_on end)
        ) as due_on
    from plans
    group by mandate_id
    having count(case when plan_state = 'done' then 1 end) = 0
        and count(case when plan_state in ('overdue', 'not_due') then 1 end) > 0
),

kept as (
    select distinct mandate_id from plans where plan_state = 'done'
),

awaited as (
    select p.mandate_id, p.unit_code, p.county_code, p.level, p.deputy_name, p.due_on as due_date, true as is_planned
    from planned as p
    left join sitting as s on s.mandate_id = p.mandate_id
    where not coalesce(s.has_reported, false)
    union all
    select s.mandate_id, s.unit_code, s.county_code, s.level, s.deputy_name, s.term_end as due_date, false as is_planned
    from sitting as s
    cross join ref.run as r
    cross join ref.choice as c
    inner join voting as v on v.unit_code = s.unit_code
    left join planned as p on p.mandate_id = s.mandate_id
    left join kept as k on k.mandate_id = s.mandate_id
    where not s.has_reported and p.mandate_id is null and k.mandate_id is null
        and add_months(s.term_end, -c.plan_last_months) <= r.as_of
),

rules as (
    select
        a.mandate_id, g.regime_label, g.is_once_per_term,
        row_number() over (
            partition by a.mandate_id
            order by
                case when g.place_code = a.county_code then 1 when g.place_code = a.unit_code then 2 else 3 end nulls last,
                g.valid_from desc nulls last, g.regime nulls last
        ) as choice
    from awaited as a
    cross join ref.run as r
    inner join ref.review_regime as g
        on g.level = a.level and (g.place_code = a.county_code or g.place_code = a.unit_code or g.place_code = '410000')
        and g.valid_from <= r.as_of and coalesce(g.valid_to >= r.as_of, true)
),

articles as (
    select l.basis, l.covers_indirect
    from intermediate.int_law_article as l
    cross join ref.run as r
    where l.matter = 'report' and l.valid_from <= r.as_of and coalesce(l.valid_to >= r.as_of, true)
)

select
    a.mandate_id,
    a.unit_code,
    a.county_code,
    a.level,
    a.deputy_name,
    a.is_planned,
    case
        when l.covers_indirect or a.level in ('county', 'township') then l.basis
        else coalesce(u.regime_label, '述职计划')
    end as basis,
    u.regime_label,
    a.due_date
from awaited as a
left join articles as l on true
left join rules as u on u.mandate_id = a.mandate_id and u.choice = 1
where a.is_planned or (
    coalesce(u.is_once_per_term, true)
    -- nothing asks an indirectly elected deputy of before 2025 but the place's own rules
    and (u.regime_label is not null or coalesce(l.covers_indirect, false) or a.level in ('county', 'township'))
)
