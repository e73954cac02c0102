-- The pooled rate of each reporting unit and of each county in it, with what
-- the clustering of ballots in sittings leaves of them: v, deff and n_eff.
-- With fewer than 4 sessions, or no variance between them, v cannot be had
-- from the place itself: deff then comes from the province's ICC, and t from
-- the degrees of freedom of that ICC. n_eff is NULL where even that is unknown.
-- Ballots without a county stand under place_code ''.
-- grain: period, level, base_kind, place_kind, unit_code, place_code
with
sessions as (
    select period, level, base_kind, 'unit' as place_kind, unit_code, unit_code as place_code, ballots, satisfied
    from intermediate.int_satisfaction_session
    union all
    select period, level, base_kind, 'county' as place_kind, unit_code, coalesce(county_code, '') as place_code, ballots, satisfied
    from intermediate.int_satisfaction_session
),
summed as (
    select
        period,
        level,
        base_kind,
        place_kind,
        unit_code,
        place_code,
        count(*) as sessions,
        cast(sum(ballots) as bigint) as ballots,
        cast(sum(satisfied) as bigint) as satisfied,
        cast(sum(ballots * ballots) as bigint) as mm,
        cast(sum(ballots * satisfied) as bigint) as my,
        cast(sum(satisfied * satisfied) as bigint) as yy
    from sessions
    group by period, level, base_kind, place_kind, unit_code, place_code
),
rated as (
    select
        s.*,
        cast(s.satisfied as double) / s.ballots as p,
        s.sessions < 4 or cluster_square(s.ballots, s.satisfied, s.mm, s.my, s.yy) = 0 as is_icc,
        i.icc,
        i.icc_df
    from summed as s
    left join intermediate.int_satisfaction_icc as i
        on i.period = s.period and i.level = s.level and i.base_kind = s.base_kind
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
    s.period,
    s.level,
    s.base_kind,
    s.place_kind,
    s.unit_code,
    s.place_code,
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
