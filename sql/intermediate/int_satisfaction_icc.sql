-- How alike the ballots of one sitting are: the one-way ANOVA intraclass
-- correlation ρ over the province's sessions of a level in the twelve months
-- that end with the period, kept within [0, 1]; 0 where no ballot differs.
-- icc_df: sessions − 1, the degrees of freedom of that estimate.
-- grain: period, level, base_kind
with
monthly as (
    select
        period,
        level,
        base_kind,
        month_number(period) as month_no,
        count(*) as sessions,
        cast(sum(ballots) as bigint) as ballots,
        cast(sum(satisfied) as bigint) as satisfied,
        cast(sum(ballots * ballots) as bigint) as mm,
        -- decimals add up to the same sum in any order
        sum(cast(cast(satisfied * satisfied as double) / ballots as decimal(28, 12))) as yy_over_m
    from intermediate.int_satisfaction_session
    group by period, level, base_kind
),
windowed as (
    select
        e.period,
        e.level,
        e.base_kind,
        cast(sum(m.sessions) as bigint) as k,
        cast(sum(m.ballots) as double) as ballots,
        cast(sum(m.satisfied) as double) as satisfied,
        cast(sum(m.mm) as double) as mm,
        cast(sum(m.yy_over_m) as double) as yy_over_m
    from monthly as e
    inner join monthly as m
        on m.level = e.level and m.base_kind = e.base_kind
        and m.month_no between e.month_no - 11 and e.month_no
    group by e.period, e.level, e.base_kind
),
squares as (
    select
        *,
        (yy_over_m - satisfied * satisfied / ballots) / nullif(k - 1, 0) as between_sessions,
        (satisfied - yy_over_m) / nullif(ballots - k, 0) as within_sessions,
        (ballots - mm / ballots) / nullif(k - 1, 0) as usual_ballots
    from windowed
)
select
    period,
    level,
    base_kind,
    k as icc_sessions,
    k - 1 as icc_df,
    case
        when between_sessions is null or within_sessions is null then null
        when between_sessions + (usual_ballots - 1) * within_sessions <= 0 then 0.0
        when between_sessions <= within_sessions then 0.0
        else (between_sessions - within_sessions) / (between_sessions + (usual_ballots - 1) * within_sessions)
    end as icc
from squares
