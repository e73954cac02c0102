-- What each unit had to send: unit x dataset x period, with the due date.
-- grain: unit_code, dataset, period
--
-- Periods run from the first any unit sent to the as-of month. votes: every
-- month. scores: December of every year. roster and nominations, sent once a
-- term: a unit that has sent none by then owes one in the newest period in
-- which any unit did. summary: every month from the first a unit itself sent
-- one on, for it stands in for detail. What was received or refused outside of
-- that, also after the as-of month, stands here too.
-- is_due: the due date has passed on the as-of date.

with run as (
    select as_of, as_of_period from ref.run
),

datasets as (
    select dataset, cadence, due_day, due_month
    from ref.dataset
    where dataset in ('roster', 'votes', 'scores', 'nominations', 'summary')
),

sent as (
    select distinct b.dataset, b.unit_code, b.period
    from ref.batch as b
    where b.is_live
),

first_sent as (
    select dataset, min(period) as first_period from sent group by dataset
),

first_sent_by_unit as (
    select dataset, unit_code, min(period) as first_period from sent group by dataset, unit_code
),

periods as (
    select d.dataset, d.cadence, m.period
    from datasets as d
    inner join first_sent as f on f.dataset = d.dataset
    inner join ref.month as m on m.period >= f.first_period
    cross join run as r
    where m.period <= r.as_of_period
        and (d.dataset in ('votes', 'summary') or (d.cadence = 'yearly' and substr(m.period, 6, 2) = '12'))
    union all
    select s.dataset, d.cadence, max(s.period) as period
    from sent as s
    inner join datasets as d on d.dataset = s.dataset
    cross join run as r
    where d.cadence = 'term' and s.period <= r.as_of_period
    group by s.dataset, d.cadence
),

due as (
    select u.unit_code, p.dataset, p.period
    from ref.unit as u
    cross join periods as p
    left join first_sent_by_unit as f on f.unit_code = u.unit_code and f.dataset = p.dataset
    where
        case
            when p.dataset = 'summary' then p.period >= f.first_period
            when p.cadence = 'term' then f.first_period is null or f.first_period > p.period
            else true
        end
    union
    select unit_code, dataset, period from sent
    union
    select unit_code, dataset, period from ref.refusal
)

select
    due.unit_code,
    due.dataset,
    due.period,
    case
        when d.cadence = 'yearly' then add_days(y.first_day, d.due_day - 1)
        else add_days(m.last_day, d.due_day)
    end as due_date,
    case
        when d.cadence = 'yearly' then add_days(y.first_day, d.due_day - 1)
        else add_days(m.last_day, d.due_day)
    end < r.as_of as is_due
from due
cross join run as r
inner join ref.unit as u on u.unit_code = due.unit_code
inner join datasets as d on d.dataset = due.dataset
inner join ref.month as m on m.period = due.period
left join ref.month as y
    on y.period = cast(cast(substr(due.period, 1, 4) as bigint) + 1 as varchar) || '-'
    || case when d.due_month < 10 then '0' else '' end || cast(d.due_month as varchar)
