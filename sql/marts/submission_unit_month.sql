-- What each unit had to send for each period, and what became of it.
-- grain: unit_code, dataset, period
--
-- received_on is the day the last of the unit's scopes (counties) arrived for
-- the first time: a corrected edition does not make a unit late, a late county
-- does. editions counts all batches of the key, replaced ones too; rows are
-- those of the live ones. refused: only refused files, or not one row accepted;
-- excused exists as a word, no data says it yet. is_due false: missing, but not
-- yet due.

with due as (
    select unit_code, dataset, period, due_date, is_due
    from intermediate.int_submission_due
),

scopes as (
    select
        unit_code, dataset, period, coalesce(scope, 'all') as scope, min(received_on) as first_received_on,
        count(*) as editions, count(case when is_live then 1 end) as live,
        sum(case when is_live then rows_accepted else 0 end) as rows_accepted,
        sum(case when is_live then rows_quarantined else 0 end) as rows_quarantined
    from ref.batch
    group by unit_code, dataset, period, coalesce(scope, 'all')
),

received as (
    select
        unit_code, dataset, period,
        max(case when live > 0 then first_received_on end) as received_on,
        cast(sum(editions) as bigint) as editions,
        sum(live) as live,
        cast(sum(rows_accepted) as bigint) as rows_accepted,
        cast(sum(rows_quarantined) as bigint) as rows_quarantined
    from scopes
    group by unit_code, dataset, period
),

refused as (
    select unit_code, dataset, period, count(*) as files, max(received_on) as received_on
    from ref.refusal
    group by unit_code, dataset, period
)

select
    d.unit_code,
    d.dataset,
    d.period,
    case
        when b.live > 0 and b.rows_accepted = 0 and b.rows_quarantined > 0 then 'refused'
        when b.live > 0 and b.received_on > d.due_date then 'late'
        when b.live > 0 then 'on_time'
        when f.files > 0 then 'refused'
        else 'missing'
    end as state,
    coalesce(b.editions, 0) as editions,
    coalesce(f.files, 0) as files_refused,
    coalesce(b.rows_accepted, 0) as rows_accepted,
    coalesce(b.rows_quarantined, 0) as rows_quarantined,
    d.is_due,
    d.due_date,
    case when b.live > 0 then b.received_on else f.received_on end as received_on
from due as d
left join received as b on b.unit_code = d.unit_code and b.dataset = d.dataset and b.period = d.period
left join refused as f on f.unit_code = d.unit_code and f.dataset = d.dataset and f.period = d.period
