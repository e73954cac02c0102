-- What each unit had to send for a month and what became of it.
select
    m.unit_code,
    m.dataset,
    coalesce(d.label, m.dataset) as label,
    m.state,
    coalesce(m.is_due, true) as is_due,
    cast(coalesce(m.editions, 0) as bigint) as editions,
    coalesce(cast(m.due_date as varchar), '') as due_date,
    coalesce(cast(m.received_on as varchar), '') as received_on,
    cast(coalesce(m.rows_accepted, 0) as bigint) as rows_accepted,
    cast(coalesce(m.rows_quarantined, 0) as bigint) as rows_quarantined
from marts.submission_unit_month m
    left join ref.dataset d on d.dataset = m.dataset
where m.period = ?
order by m.unit_code, m.dataset
