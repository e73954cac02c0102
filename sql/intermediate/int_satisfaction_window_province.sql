-- The pooled rate of the province in each window, over the units that reported
-- in it. The units' variances add up, v = Σ (M_u / M)² v_u, with Σ (sessions − 1)
-- degrees of freedom; where that is not to be had, deff comes from the ICC: as
-- satisfaction_province_month has it for a single month.
-- grain: window_kind, period, level, base_kind
with
summed as (
    select
        window_kind,
        period,
        level,
        base_kind,
        count(*) as units,
        cast(sum(mandates) as bigint) as mandates,
        cast(sum(sessions) as bigint) as sessions,
        cast(sum(ballots) as bigint) as ballots,
        cast(sum(satisfied) as bigint) as satisfied,
        cast(sum(mm) as bigint) as mm,
        cast(sum(sessions - 1) as bigint) as own_df,
        count(*) - count(v) as unknown_units,
        -- decimals add up to the same sum in any order
        cast(sum(cast(v * ballots * ballots as decimal(38, 12))) as double) as v_ballots
    from intermediate.int_satisfaction_window_unit
    group by window_kind, period, level, base_kind
),
rated as (
    select
        s.*,
        cast(s.satisfied as double) / s.ballots as p,
        coalesce(s.own_df < 3 or s.unknown_units > 0 or s.v_ballots = 0, true) as is_icc,
        i.icc,
        i.icc_df
    from summed as s
    left join intermediate.int_satisfaction_window_icc as i
        on i.period = s.period and i.level = s.level and i.base_kind = s.base_kind
),
spread as (
    select
        *,
        case when is_icc then icc_df else own_df end as df,
        case
            when is_icc then icc_deff(mm, ballots, icc)
            else own_deff(v_ballots / ballots / ballots, p, ballots)
        end as raw_deff
    from rated
)
select
    s.window_kind,
    s.period,
    s.level,
    s.base_kind,
    s.units,
    s.mandates,
    s.sessions,
    s.ballots,
    s.satisfied,
    s.p,
    s.is_icc,
    floored_deff(s.raw_deff) as deff,
    s.df,
    effective_ballots(s.ballots, s.raw_deff, t_quantile(s.df, t.t975)) as n_eff
from spread as s
left join ref.t_quantile as t on t.df = t_row(s.df)
