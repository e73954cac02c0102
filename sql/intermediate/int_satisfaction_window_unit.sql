-- The pooled rate of each unit in each window that ends with the month (month,
-- ytd, 12m, term; int_satisfaction_window_change says what counts), with v, deff
-- and n_eff over all the window's sittings, as int_satisfaction_place has them
-- for a single month. A month without ballots has windows, but no row `month`.
-- grain: window_kind, unit_code, period, level, base_kind
-- rows: intermediate.int_satisfaction_window_change where r.month_no <= month_number(m.period) and r.month_no > case m.window_kind when 'month' then month_number(m.period) - 1 when 'ytd' then month_number(substr(m.period, 1, 4) || '-12') - 12 when '12m' then month_number(m.period) - 12 else 0 end
with
windows as (
    select distinct window_kind, unit_code, level, base_kind
    from intermediate.int_satisfaction_window_change
),
running as (
    select
        w.window_kind, w.unit_code, i.period, w.level, w.base_kind, i.icc, i.icc_df,
        cast(sum(c.months) over so_far as bigint) as months_with_ballots,
        cast(sum(c.mandates) over so_far as bigint) as mandates,
        cast(sum(c.sessions) over so_far as bigint) as sessions,
        cast(sum(c.ballots) over so_far as bigint) as ballots,
        cast(sum(c.satisfied) over so_far as bigint) as satisfied,
        cast(sum(c.mm) over so_far as bigint) as mm,
        cast(sum(c.my) over so_far as bigint) as my,
        cast(sum(c.yy) over so_far as bigint) as yy
    from windows as w
    inner join intermediate.int_satisfaction_window_icc as i on i.level = w.level and i.base_kind = w.base_kind
    left join intermediate.int_satisfaction_window_change as c
        on c.window_kind = w.window_kind and c.unit_code = w.unit_code and c.level = w.level and c.base_kind = w.base_kind
        and c.month_no = month_number(i.period)
    window so_far as (
        partition by w.window_kind, w.unit_code, w.level, w.base_kind
        order by i.period nulls last rows between unbounded preceding and current row
    )
),
rated as (
    select
        *,
        cast(satisfied as double) / ballots as p,
        sessions < 4 or cluster_square(ballots, satisfied, mm, my, yy) = 0 as is_icc
    from running
    where ballots > 0
),
spread as (
    select
        *,
        case when is_icc then icc_df else sessions - 1 end as df,
        case
            when is_icc then icc_deff(mm, ballots, icc)
            else own_deff(cluster_variance(sessions, ballots, satisfied, mm, my, yy), p, ballots)
        end as raw_deff
    from rated
)
select
    s.window_kind,
    s.unit_code,
    s.period,
    s.level,
    s.base_kind,
    s.months_with_ballots,
    s.mandates,
    s.sessions,
    s.ballots,
    s.satisfied,
    s.mm,
    s.p,
    s.is_icc,
    s.raw_deff * s.p * (1 - s.p) / s.ballots as v,
    floored_deff(s.raw_deff) as deff,
    s.df,
    effective_ballots(s.ballots, s.raw_deff, t_quantile(s.df, t.t975)) as n_eff
from spread as s
left join ref.t_quantile as t on t.df = t_row(s.df)
