-- The plan of reviews against what was done, by unit, level, year and batch.
-- grain: unit_code, level, plan_year, batch_no
-- by: unit_code
--
-- plan_to_date: mandates whose day has come, without those that left before it;
-- plan_done: of these, those reviewed by the as-of date; plan_rate is their
-- share. done_ahead were reviewed before their day came; of
-- done_without_review the plan says done and no ballots were sent (逐人必评议). `all` stands for all
-- levels or batches, `unstated` for rows without a batch. notified and visited
-- are NULL where the plan has no such column.
with
items as (
    select unit_code, level, plan_year, batch_no, plan_state, is_due, is_reviewed, notified_on, is_visited
    from intermediate.int_plan
),
levelled as (
    select unit_code, level, plan_year, batch_no, plan_state, is_due, is_reviewed, notified_on, is_visited from items where level is not null
    union all
    select unit_code, 'all' as level, plan_year, batch_no, plan_state, is_due, is_reviewed, notified_on, is_visited from items
),
batched as (
    select unit_code, level, plan_year, batch_no, plan_state, is_due, is_reviewed, notified_on, is_visited from levelled
    union all
    select unit_code, level, plan_year, 'all' as batch_no, plan_state, is_due, is_reviewed, notified_on, is_visited from levelled
),
counted as (
    select
        unit_code,
        level,
        plan_year,
        batch_no,
        count(*) as planned,
        count(case when plan_state = 'left' then 1 end) as planned_left,
        count(case when is_due and plan_state <> 'left' then 1 end) as plan_to_date,
        count(case when is_due and plan_state = 'done' then 1 end) as plan_done,
        count(case when not is_due and plan_state = 'done' then 1 end) as done_ahead,
        count(case when plan_state = 'done' and not is_reviewed then 1 end) as done_without_review,
        count(case when plan_state = 'overdue' then 1 end) as overdue,
        count(case when plan_state = 'not_due' then 1 end) as not_due,
        nullif(count(notified_on), 0) as notified,
        case when count(is_visited) > 0 then count(case when is_visited then 1 end) end as visited
    from batched
    group by unit_code, level, plan_year, batch_no
)
select
    unit_code,
    level,
    plan_year,
    batch_no,
    planned,
    planned_left,
    plan_to_date,
    plan_done,
    cast(plan_done as double) / nullif(plan_to_date, 0) as plan_rate,
    done_ahead,
    done_without_review,
    overdue,
    not_due,
    notified,
    visited
from counted
