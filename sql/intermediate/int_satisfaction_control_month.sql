-- The months a control chart of one unit stands on: those with ballots, each
-- with its place within the term of the level. The first twelve are the baseline
-- (is_baseline), frozen: what follows changes neither centre nor limits. A new
-- term brings new deputies and so a new baseline; level `all` follows the terms
-- of the county congresses, elected together with the townships' (95% of seats).
-- is_one_month: up to here the unit reviewed in one month of the year only, in
-- at least two years, or its own rules name such a month.
-- grain: unit_code, level, base_kind, period
with
months as (
    select
        w.unit_code, w.level, w.base_kind, w.period, w.mandates, w.sessions, w.ballots, w.satisfied,
        coalesce(t.term_from, '') as baseline_of
    from intermediate.int_satisfaction_window_unit as w
    left join intermediate.int_satisfaction_window_term as t
        on t.period = w.period and t.level = case when w.level = 'all' then 'county' else w.level end
    where w.window_kind = 'month'
),
review_months as (
    select distinct g.place_code as unit_code, g.level, m.period
    from ref.review_regime as g
    inner join ref.month as m
        on m.last_day >= g.valid_from and (g.valid_to is null or m.first_day <= g.valid_to)
    where g.review_month is not null
)
select
    m.unit_code,
    m.level,
    m.base_kind,
    m.period,
    m.baseline_of,
    m.mandates,
    m.sessions,
    m.ballots,
    m.satisfied,
    row_number() over (partition by m.unit_code, m.level, m.base_kind, m.baseline_of order by m.period nulls last) as month_place,
    row_number() over (partition by m.unit_code, m.level, m.base_kind, m.baseline_of order by m.period nulls last)
    <= baseline_months() as is_baseline,
    r.period is not null or (
        min(substr(m.period, 6, 2)) over so_far = max(substr(m.period, 6, 2)) over so_far
        and min(substr(m.period, 1, 4)) over so_far < max(substr(m.period, 1, 4)) over so_far
    ) as is_one_month
from months as m
left join review_months as r on r.unit_code = m.unit_code and r.level = m.level and r.period = m.period
window so_far as (
    partition by m.unit_code, m.level, m.base_kind
    order by m.period nulls last rows between unbounded preceding and current row
)
