-- The two ledgers of mending of the province: the sums of rectification_unit_month.
-- grain: period, source_kind
select
    period,
    source_kind,
    count(*) as units,
    cast(sum(raised) as bigint) as raised,
    cast(sum(due) as bigint) as due,
    cast(sum(done_on_time) as bigint) as done_on_time,
    cast(sum(done_late) as bigint) as done_late,
    cast(sum(done_undated) as bigint) as done_undated,
    cast(sum(overdue) as bigint) as overdue,
    cast(sum(not_due) as bigint) as not_due,
    cast(sum(no_due) as bigint) as no_due,
    cast(sum(mended) as bigint) as mended,
    cast(sum(feedback) as bigint) as feedback,
    cast(sum(on_time_of_due) as bigint) as on_time_of_due,
    cast(sum(on_time_of_due) as double) / nullif(sum(due), 0) as on_time_rate
from marts.rectification_unit_month
group by period, source_kind
