-- The two ledgers of mending, never added, by unit and the month an item was
-- raised: threshold (dissatisfied votes over the line) and opinion (per item).
-- grain: unit_code, period, source_kind
-- by: unit_code
--
-- raised = done_on_time + done_late + done_undated + overdue + not_due + no_due.
-- Closed means mended and fed back by the as-of date; mended and feedback count
-- each for itself. due: items whose limit has come; on_time_of_due of these were
-- closed on time; on_time_rate is their share. no_due: 期限缺失. kind_inferred:
-- items whose ledger the row does not say.
with
items as (
    select unit_code, period, source_kind, is_kind_stated, item_state, is_due, is_mended, is_fed_back
    from intermediate.int_rectification
),
counted as (
    select
        unit_code,
        period,
        source_kind,
        count(*) as raised,
        count(case when is_due then 1 end) as due,
        count(case when item_state = 'done_on_time' then 1 end) as done_on_time,
        count(case when item_state = 'done_late' then 1 end) as done_late,
        count(case when item_state = 'done_undated' then 1 end) as done_undated,
        count(case when item_state = 'overdue' then 1 end) as overdue,
        count(case when item_state = 'not_due' then 1 end) as not_due,
        count(case when item_state = 'no_due' then 1 end) as no_due,
        count(case when is_mended then 1 end) as mended,
        count(case when is_fed_back then 1 end) as feedback,
        count(case when is_due and item_state = 'done_on_time' then 1 end) as on_time_of_due,
        count(case when not is_kind_stated then 1 end) as kind_inferred
    from items
    group by unit_code, period, source_kind
)
select
    unit_code,
    period,
    source_kind,
    raised,
    due,
    done_on_time,
    done_late,
    done_undated,
    overdue,
    not_due,
    no_due,
    mended,
    feedback,
    on_time_of_due,
    cast(on_time_of_due as double) / nullif(due, 0) as on_time_rate,
    kind_inferred
from counted
