-- The intraclass correlation that holds at each month: the newest estimate of
-- int_satisfaction_icc not after it. Months run from the first with ballots to
-- the as-of month, so that a window stands also in a month without ballots.
-- grain: period, level, base_kind
with
reach as (
    select
        min(i.period) as first_period,
        case when max(r.as_of_period) > max(i.period) then max(r.as_of_period) else max(i.period) end as last_period
    from intermediate.int_satisfaction_icc as i
    cross join ref.run as r
),
estimates as (
    select
        period, level, base_kind, icc, icc_df,
        lead(period) over (partition by level, base_kind order by period nulls last) as next_period
    from intermediate.int_satisfaction_icc
)
select
    m.period,
    e.level,
    e.base_kind,
    e.icc,
    e.icc_df
from ref.month as m
inner join reach as r on m.period >= r.first_period and m.period <= r.last_period
inner join estimates as e on m.period >= e.period and (e.next_period is null or m.period < e.next_period)
