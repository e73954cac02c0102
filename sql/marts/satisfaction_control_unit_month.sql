-- The control chart of one unit's monthly rate: Laney's p′ (Laney 2002), centre
-- ± 3 σ_z √(centre (1 − centre) / n) around a baseline frozen at the first twelve
-- months with ballots of the level's term. lower and upper are kept within 0…1;
-- z is the month's distance from the centre in binomial standard errors, so that
-- rule_1 is |z| > 3 σ_z. Two rules only, for months after the baseline: rule_1,
-- outside 3σ; rule_2, the month is the eighth in a row on one side. A run that
-- goes on is not told again: run_length says how long it is. A month on the
-- centre is on neither side.
-- grain: unit_code, period, level, base_kind
--
-- chart_state: charted; baseline (one of its twelve months, drawn but not
-- judged); else no chart, because few_months (the baseline is not full),
-- few_sessions (this month has too few sittings; it neither lengthens nor breaks
-- a run), no_spread (every ballot of the baseline agrees), or one_month
-- (集中月测评，不作月度图).
with
months as (
    select
        m.*,
        b.baseline_from,
        b.baseline_to,
        b.baseline_ballots,
        b.baseline_satisfied,
        b.centre,
        b.sigma_z,
        cast(m.satisfied as double) / m.ballots as rate,
        sqrt(b.centre * (1 - b.centre) / m.ballots) as error,
        too_few(m.mandates, m.sessions, c.min_mandates, c.min_sessions) as is_suppressed,
        case
            when m.is_one_month then 'one_month'
            when b.centre is null then 'few_months'
            when coalesce(b.sigma_z, 0) = 0 then 'no_spread'
            when m.sessions < c.min_sessions then 'few_sessions'
            when m.is_baseline then 'baseline'
            else 'charted'
        end as chart_state
    from intermediate.int_satisfaction_control_month as m
    cross join ref.choice as c
    left join intermediate.int_satisfaction_control_baseline as b
        on b.unit_code = m.unit_code and b.level = m.level and b.base_kind = m.base_kind and b.baseline_of = m.baseline_of
),
sided as (
    select
        unit_code, level, base_kind, period, baseline_of,
        sign(cast(satisfied as decimal(38, 0)) * baseline_ballots - cast(baseline_satisfied as decimal(38, 0)) * ballots) as side
    from months
    where chart_state = 'charted'
),
turned as (
    select
        *,
        case
            when side = lag(side) over (partition by unit_code, level, base_kind, baseline_of order by period nulls last) then 0
            else 1
        end as is_turn
    from sided
),
stretches as (
    select
        *,
        sum(is_turn) over (
            partition by unit_code, level, base_kind, baseline_of
            order by period nulls last rows between unbounded preceding and current row
        ) as stretch
    from turned
),
runs as (
    select
        unit_code, level, base_kind, period,
        case
            when side = 0 then 0
            else row_number() over (partition by unit_code, level, base_kind, baseline_of, stretch order by period nulls last)
        end as run_length
    from stretches
),
limited as (
    select
        m.*,
        m.chart_state in ('charted', 'baseline') as is_drawn,
        m.centre - 3 * m.sigma_z * m.error as low,
        m.centre + 3 * m.sigma_z * m.error as high,
        r.run_length
    from months as m
    left join runs as r
        on r.unit_code = m.unit_code and r.level = m.level and r.base_kind = m.base_kind and r.period = m.period
)
select
    l.unit_code,
    u.unit_name,
    l.period,
    l.level,
    l.base_kind,
    l.chart_state,
    case when l.is_drawn then l.baseline_from end as baseline_from,
    case when l.is_drawn then l.baseline_to end as baseline_to,
    l.month_place,
    l.mandates,
    l.sessions,
    l.ballots,
    l.satisfied,
    l.rate as satisfaction_rate,
    case when l.is_drawn then l.baseline_satisfied end as baseline_satisfied,
    case when l.is_drawn then l.baseline_ballots end as baseline_ballots,
    case when l.is_drawn then l.centre end as centre,
    case when l.is_drawn then l.sigma_z end as sigma_z,
    case when l.is_drawn then case when l.low < 0 then 0.0 else l.low end end as lower,
    case when l.is_drawn then case when l.high > 1 then 1.0 else l.high end end as upper,
    case when l.is_drawn then (l.rate - l.centre) / l.error end as z,
    l.run_length,
    case when l.chart_state = 'charted' then l.rate < l.low or l.rate > l.high end as rule_1,
    case when l.chart_state = 'charted' then l.run_length = 8 end as rule_2,
    l.is_suppressed
from limited as l
left join ref.unit as u on u.unit_code = l.unit_code
