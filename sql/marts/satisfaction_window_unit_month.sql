-- Satisfaction of one reporting unit over a window that ends with the month:
-- month (当月), ytd (rate_ytd, from January), 12m (rate_12m), term (rate_term,
-- since the term began; level `all` takes each ballot in its own level's term),
-- beside the same window one year earlier. A window stands in every month from
-- its first ballots on, also in one without ballots (months_with_ballots says how
-- many of its months had any). ci_* rest on n_eff over all sittings of the window.
-- yoy_*: the difference in 个百分点 with Newcombe's interval, and its word; a
-- month compares different people, so nothing is said without the interval.
-- A term holds the term a year before and has no yoy.
-- grain: unit_code, period, level, base_kind, window_kind
with
windows as (
    select
        window_kind, unit_code, period, level, base_kind, window_from, months_with_ballots, mandates, sessions,
        ballots, satisfied, p, wilson_low, wilson_high, ci_low, ci_high, n_eff, deff,
        previous_mandates, previous_sessions, previous_ballots, previous_satisfied, previous_rate, months_apart,
        yoy_points, yoy_points_low, yoy_points_high, yoy_word, is_suppressed
    from intermediate.int_satisfaction_window
    where unit_code <> ''
)
select
    w.unit_code,
    u.unit_name,
    w.period,
    w.level,
    w.base_kind,
    w.window_kind,
    w.window_from,
    w.months_with_ballots,
    w.mandates,
    w.sessions,
    w.ballots,
    w.satisfied,
    w.p as satisfaction_rate,
    w.wilson_low,
    w.wilson_high,
    w.ci_low,
    w.ci_high,
    w.n_eff,
    w.deff,
    w.previous_mandates,
    w.previous_sessions,
    w.previous_ballots,
    w.previous_satisfied,
    w.previous_rate,
    w.months_apart,
    w.yoy_points,
    w.yoy_points_low,
    w.yoy_points_high,
    w.yoy_word,
    w.is_suppressed
from windows as w
left join ref.unit as u on u.unit_code = w.unit_code
