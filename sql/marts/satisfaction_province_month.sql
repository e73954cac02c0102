-- Satisfaction of the province in one month, on one base, over the units that
-- reported it. ci_* rest on n_eff: the units' variances of the pooled rate add
-- up, v = Σ (M_u / M)² v_u, with Σ (sessions − 1) degrees of freedom; where
-- that is not to be had, deff comes from the ICC. Every sum here equals the
-- sum over satisfaction_unit_month.
-- grain: period, level, base_kind
with
reviews as (
    select
        period,
        level,
        base_kind,
        count(distinct unit_code) as units,
        count(distinct mandate_id) as mandates,
        count(distinct session_id) as sessions,
        cast(sum(ballots) as bigint) as ballots,
        cast(sum(satisfied) as bigint) as satisfied,
        cast(sum(basic) as bigint) as basic,
        cast(sum(dissatisfied) as bigint) as dissatisfied,
        cast(sum(case when basic is not null then satisfied + basic end) as bigint) as satisfied_or_basic,
        cast(sum(case when basic is not null then ballots end) as bigint) as ballots_with_basic
    from intermediate.int_satisfaction_ballot
    group by period, level, base_kind
),
people as (
    select
        period, level, base_kind,
        cast(sum(satisfaction_rate) as double) / count(*) as mean_deputy_rate
    from intermediate.int_satisfaction_mandate
    group by period, level, base_kind
),
grades as (
    select
        period, level,
        cast(sum(graded_mandates) as bigint) as graded_mandates,
        cast(sum(satisfied_grade_mandates) as bigint) as satisfied_grade_mandates
    from intermediate.int_satisfaction_grade
    group by period, level
),
variances as (
    select
        period,
        level,
        base_kind,
        cast(sum(sessions - 1) as bigint) as df,
        cast(sum(sessions) as bigint) as sessions,
        cast(sum(mm) as double) as mm,
        count(*) - count(v) as unknown_units,
        -- decimals add up to the same sum in any order
        cast(sum(cast(v * ballots * ballots as decimal(38, 12))) as double) as v_ballots
    from intermediate.int_satisfaction_place
    where place_kind = 'unit'
    group by period, level, base_kind
),
rated as (
    select
        r.*,
        cast(r.satisfied as double) / r.ballots as p,
        coalesce(v.df < 3 or v.unknown_units > 0 or v.v_ballots = 0, true) as is_icc,
        v.df as own_df,
        v.mm,
        v.v_ballots,
        i.icc,
        i.icc_df
    from reviews as r
    left join variances as v on v.period = r.period and v.level = r.level and v.base_kind = r.base_kind
    left join intermediate.int_satisfaction_icc as i on i.period = r.period and i.level = r.level and i.base_kind = r.base_kind
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
),
effective as (
    select
        s.*,
        floored_deff(s.raw_deff) as deff,
        effective_ballots(s.ballots, s.raw_deff, t_quantile(s.df, t.t975)) as n_eff
    from spread as s
    left join ref.t_quantile as t on t.df = t_row(s.df)
)
select
    e.period,
    e.level,
    e.base_kind,
    e.units,
    e.mandates,
    e.sessions,
    e.ballots,
    e.satisfied,
    e.basic,
    e.dissatisfied,
    e.satisfied_or_basic,
    e.ballots_with_basic,
    e.p as satisfaction_rate,
    cast(e.satisfied_or_basic as double) / nullif(e.ballots_with_basic, 0) as satisfaction_rate_with_basic,
    people.mean_deputy_rate,
    g.graded_mandates,
    g.satisfied_grade_mandates,
    cast(g.satisfied_grade_mandates as double) / nullif(g.graded_mandates, 0) as satisfied_grade_share,
    wilson_low(e.p, e.ballots) as wilson_low,
    wilson_high(e.p, e.ballots) as wilson_high,
    wilson_low(e.p, e.n_eff) as ci_low,
    wilson_high(e.p, e.n_eff) as ci_high,
    e.n_eff,
    e.deff,
    coalesce(tau.tau2, 0.0) as tau2,
    too_few(e.mandates, e.sessions, c.min_mandates, c.min_sessions) as is_suppressed
from effective as e
cross join ref.choice as c
left join people on people.period = e.period and people.level = e.level and people.base_kind = e.base_kind
left join grades as g on g.period = e.period and g.level = e.level
left join intermediate.int_satisfaction_tau as tau on tau.period = e.period and tau.level = e.level and tau.base_kind = e.base_kind
