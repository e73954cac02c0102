-- Satisfaction of the province over a window that ends with the month, over the
-- units that reported in it: the windows, intervals and yoy of
-- satisfaction_window_unit_month. Every sum equals the sum over that mart.
-- grain: period, level, base_kind, window_kind
select
    period,
    level,
    base_kind,
    window_kind,
    window_from,
    units,
    mandates,
    sessions,
    ballots,
    satisfied,
    p as satisfaction_rate,
    wilson_low,
    wilson_high,
    ci_low,
    ci_high,
    n_eff,
    deff,
    previous_mandates,
    previous_sessions,
    previous_ballots,
    previous_satisfied,
    previous_rate,
    months_apart,
    yoy_points,
    yoy_points_low,
    yoy_points_high,
    yoy_word,
    is_suppressed
from intermediate.int_satisfaction_window
where unit_code = ''
