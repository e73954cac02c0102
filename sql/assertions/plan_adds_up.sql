-- Everybody in a plan is in one state; the batches and levels add up to `all`.
-- severity: error
-- message: 述职计划各状态之和不等于列入计划席位数，或分批次之和不等于合计
with planned as (
    select unit_code, plan_year, count(*) as n
    from intermediate.int_plan
    group by unit_code, plan_year
)
select m.unit_code, m.level, m.plan_year, m.batch_no, m.planned, p.n
from marts.plan_unit_year as m
left join planned as p on p.unit_code = m.unit_code and p.plan_year = m.plan_year
where m.planned <> m.planned_left + m.plan_done + m.done_ahead + m.overdue + m.not_due
    or m.plan_to_date <> m.plan_done + m.overdue
    or (m.level = 'all' and m.batch_no = 'all' and m.planned is distinct from p.n)
