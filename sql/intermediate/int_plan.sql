-- One mandate in the plan of one year, and what became of it: done, overdue,
-- not_due, or left (the seat was given up before the day came).
-- grain: mandate_id, plan_year
-- by: unit_code
--
-- due_on: the planned day, else the year's last. done_on: the day the plan states,
-- else the first review of that year; is_reviewed: there is a review of that year
-- (逐人必评议: a plan that says done without one is to be asked about). A mandate planned twice in a year counts
-- once, in the batch that comes first.
with
planned as (
    select
        m.mandate_id, m.is_matched, m.unit_code, m.level, m.county_code, p.deputy_name, p.plan_year,
        coalesce(p.batch_no, 'unstated') as batch_no, p.planned_on, p.done_on, p.notified_on, p.is_visited,
        coalesce(p.planned_on, cast(cast(p.plan_year as varchar) || '-12-31' as date)) as due_on,
        row_number() over (
            partition by m.mandate_id, p.plan_year
            order by p.planned_on nulls last, p.batch_no nulls last, p.done_on nulls last, p.batch_seq desc nulls last,
                p.batch_id nulls last, p.source_sheet nulls last, p.source_row nulls last
        ) as place
    from staging.stg_plans as p
    inner join intermediate.int_mandate_match as m
        on m.dataset = 'plans' and m.batch_id = p.batch_id
        and m.source_sheet = coalesce(p.source_sheet, '') and m.source_row = p.source_row
),
reviewed as (
    select v.mandate_id, cast(extract(year from v.review_date) as bigint) as plan_year, min(v.review_date) as reviewed_on
    from marts.review as v
    cross join ref.run as r
    where v.review_date <= r.as_of
    group by v.mandate_id, extract(year from v.review_date)
),
judged as (
    select
        p.*,
        coalesce(case when p.done_on <= r.as_of then p.done_on end, v.reviewed_on) as finished_on,
        p.due_on <= r.as_of as is_due,
        v.mandate_id is not null as is_reviewed,
        coalesce(
            d.left_on <= p.due_on and d.left_on <= r.as_of,
            d.left_on is null and d.status not in ('in_office', 'suspended'),
            false
        ) as has_left
    from planned as p
    cross join ref.run as r
    left join reviewed as v on v.mandate_id = p.mandate_id and v.plan_year = p.plan_year
    left join marts.deputy as d on d.mandate_id = p.mandate_id
    where p.place = 1
)
select
    mandate_id,
    plan_year,
    is_matched,
    unit_code,
    level,
    county_code,
    deputy_name,
    batch_no,
    case
        when finished_on is not null then 'done'
        when has_left then 'left'
        when is_due then 'overdue'
        else 'not_due'
    end as plan_state,
    coalesce(is_due, false) as is_due,
    is_reviewed,
    is_visited,
    planned_on,
    due_on,
    finished_on as done_on,
    notified_on
from judged
