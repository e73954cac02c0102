-- A rate over a window, of a unit or of the province (unit_code ''), beside the
-- same window one year earlier. yoy_points: the difference in 个百分点, with the
-- 95% interval of Newcombe 1998 (Stat Med 17:873), method 10: Wilson limits of
-- both rates, here on n_eff. yoy_word: 提高 or 下降 where the interval excludes
-- 0, 持平 where the difference rounds to 0.0 even so, else 基本相当; NULL where
-- one of the two rates is missing or rests on too few people or sittings.
-- grain: window_kind, unit_code, period, level, base_kind
--
-- Compared only where both windows hold ballots of the same months, and of the
-- province, of the same units in them: months_apart counts the unit's months (the
-- units' months) on one side only; where there are any, yoy_* are NULL.
-- A term's window holds the one a year before: those two are not independent,
-- so `term` has no yoy.
with
windows as (
    select
        window_kind, unit_code, period, level, base_kind, cast(null as bigint) as units, months_with_ballots,
        mandates, sessions, ballots, satisfied, p, deff, n_eff
    from intermediate.int_satisfaction_window_unit
    union all
    select
        window_kind, '' as unit_code, period, level, base_kind, units, cast(null as bigint) as months_with_ballots,
        mandates, sessions, ballots, satisfied, p, deff, n_eff
    from intermediate.int_satisfaction_window_province
),
limited as (
    select
        w.*,
        month_number(w.period) as month_no,
        case when w.window_kind <> 'term' then month_number(w.period) - 12 end as previous_no,
        case w.window_kind
            when 'month' then w.period
            when 'ytd' then substr(w.period, 1, 4) || '-01'
            when '12m' then month_of(add_months(m.first_day, -11))
            else t.term_from
        end as window_from,
        wilson_low(w.p, w.ballots) as wilson_low,
        wilson_high(w.p, w.ballots) as wilson_high,
        wilson_low(w.p, w.n_eff) as ci_low,
        wilson_high(w.p, w.n_eff) as ci_high,
        too_few(w.mandates, w.sessions, c.min_mandates, c.min_sessions) as is_suppressed
    from windows as w
    cross join ref.choice as c
    left join ref.month as m on m.period = w.period
    left join intermediate.int_satisfaction_window_term as t on t.level = w.level and t.period = w.period
),
apart as (
    select w.window_kind, w.unit_code, w.period, w.level, w.base_kind, count(*) as months_apart
    from limited as w
    inner join intermediate.int_satisfaction_window_apart as a
        on (w.unit_code = '' or a.unit_code = w.unit_code) and a.level = w.level and a.base_kind = w.base_kind
        and a.month_no between month_number(w.window_from) and w.month_no
    where w.previous_no is not null
    group by w.window_kind, w.unit_code, w.period, w.level, w.base_kind
),
compared as (
    select
        w.*,
        case when w.previous_no is not null then coalesce(a.months_apart, 0) end as months_apart,
        e.mandates as previous_mandates,
        e.sessions as previous_sessions,
        e.ballots as previous_ballots,
        e.satisfied as previous_satisfied,
        e.p as previous_rate,
        case when a.months_apart is null then 100 * (w.p - e.p) end as yoy_points,
        case when a.months_apart is null then 100 * newcombe_low(w.p, w.ci_low, e.p, e.ci_high) end as yoy_points_low,
        case when a.months_apart is null then 100 * newcombe_high(w.p, w.ci_high, e.p, e.ci_low) end as yoy_points_high,
        w.is_suppressed or e.is_suppressed as is_either_suppressed
    from limited as w
    left join limited as e
        on e.window_kind = w.window_kind and e.unit_code = w.unit_code
        and e.level = w.level and e.base_kind = w.base_kind and e.month_no = w.previous_no
    left join apart as a
        on a.window_kind = w.window_kind and a.unit_code = w.unit_code and a.period = w.period
        and a.level = w.level and a.base_kind = w.base_kind
)
select
    window_kind,
    unit_code,
    period,
    level,
    base_kind,
    window_from,
    units,
    months_with_ballots,
    mandates,
    sessions,
    ballots,
    satisfied,
    p,
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
    case
        when is_either_suppressed or yoy_points_low is null then null
        when yoy_points_low <= 0 and yoy_points_high >= 0 then
            case when window_kind = 'month' then '与上年同月基本相当' else '与上年同期基本相当' end
        when rounds_to_level(satisfied, ballots, previous_satisfied, previous_ballots) then '持平'
        when yoy_points > 0 then '提高'
        else '下降'
    end as yoy_word,
    is_suppressed
from compared
