-- Satisfaction of one reporting unit in one month on one base. Rates of
-- different bases are never compared; a unit whose files lack a base has no
-- row there. wilson_* is the plain 95% interval; ci_* rests on n_eff, because
-- ballots of one sitting are clustered. comparison is the funnel's word (高于,
-- 相当, 低于: outside 99.8% of the province, with τ² from counties and their
-- shares of the unit's ballots; funnel_z: how many standard errors);
-- is_near_limit: between 95% and 99.8%.
-- is_suppressed: too few mandates or sessions (ref.choice), neither printed,
-- compared nor ranked. rank, rank_low, rank_high: int_satisfaction_rank;
-- satisfaction_rate_shrunk, for internal use: int_satisfaction_shrunk.
-- is_ceiling: of more mandates than ceiling_percent (ref.choice) every ballot was
-- 满意. The scale has ended for them and the rate no longer tells good from better
-- (the criterion for ceiling effects of Terwee et al. 2007, 15%).
-- grain: unit_code, period, level, base_kind
with
reviews as (
    select
        unit_code,
        period,
        level,
        base_kind,
        count(distinct mandate_id) as mandates,
        count(distinct session_id) as sessions,
        cast(sum(ballots) as bigint) as ballots,
        cast(sum(satisfied) as bigint) as satisfied,
        cast(sum(basic) as bigint) as basic,
        cast(sum(dissatisfied) as bigint) as dissatisfied,
        cast(sum(case when basic is not null then satisfied + basic end) as bigint) as satisfied_or_basic,
        cast(sum(case when basic is not null then ballots end) as bigint) as ballots_with_basic
    from intermediate.int_satisfaction_ballot
    group by unit_code, period, level, base_kind
),
people as (
    select
        unit_code, period, level, base_kind,
        cast(sum(satisfaction_rate) as double) / count(*) as mean_deputy_rate,
        count(case when satisfied = ballots then 1 end) as ceiling_mandates
    from intermediate.int_satisfaction_mandate
    group by unit_code, period, level, base_kind
),
shares as (
    select
        unit_code, period, level, base_kind,
        cast(sum(ballots * ballots) as double) / sum(ballots) / sum(ballots) as share_square
    from intermediate.int_satisfaction_place
    where place_kind = 'county'
    group by unit_code, period, level, base_kind
),
joined as (
    select
        r.*,
        c.p,
        c.n_eff,
        c.deff,
        coalesce(tau.tau2, 0.0) as tau2,
        too_few(r.mandates, r.sessions, ch.min_mandates, ch.min_sessions) as is_suppressed,
        ch.ceiling_percent,
        case
            when not too_few(r.mandates, r.sessions, ch.min_mandates, ch.min_sessions)
                then funnel_z(c.p, p.satisfaction_rate, c.n_eff, coalesce(tau.tau2, 0.0), s.share_square)
        end as funnel_z
    from reviews as r
    cross join ref.choice as ch
    inner join intermediate.int_satisfaction_place as c
        on c.place_kind = 'unit' and c.unit_code = r.unit_code
        and c.period = r.period and c.level = r.level and c.base_kind = r.base_kind
    left join marts.satisfaction_province_month as p
        on p.period = r.period and p.level = r.level and p.base_kind = r.base_kind
    left join shares as s
        on s.unit_code = r.unit_code and s.period = r.period and s.level = r.level and s.base_kind = r.base_kind
    left join intermediate.int_satisfaction_tau as tau
        on tau.period = r.period and tau.level = r.level and tau.base_kind = r.base_kind
)
select
    j.unit_code,
    u.unit_name,
    j.period,
    j.level,
    j.base_kind,
    j.mandates,
    j.sessions,
    j.ballots,
    j.satisfied,
    j.basic,
    j.dissatisfied,
    j.satisfied_or_basic,
    j.ballots_with_basic,
    j.p as satisfaction_rate,
    cast(j.satisfied_or_basic as double) / nullif(j.ballots_with_basic, 0) as satisfaction_rate_with_basic,
    people.mean_deputy_rate,
    g.graded_mandates,
    g.satisfied_grade_mandates,
    cast(g.satisfied_grade_mandates as double) / nullif(g.graded_mandates, 0) as satisfied_grade_share,
    wilson_low(j.p, j.ballots) as wilson_low,
    wilson_high(j.p, j.ballots) as wilson_high,
    wilson_low(j.p, j.n_eff) as ci_low,
    wilson_high(j.p, j.n_eff) as ci_high,
    j.n_eff,
    j.deff,
    j.tau2,
    j.funnel_z,
    funnel_word(j.funnel_z) as comparison,
    is_near_funnel(j.funnel_z) as is_near_limit,
    k.ranked_units,
    k.rank,
    k.rank_low,
    k.rank_high,
    e.rank_ci_low,
    e.rank_ci_high,
    h.tau2_units,
    h.shrinkage,
    h.satisfaction_rate_shrunk,
    people.ceiling_mandates,
    cast(people.ceiling_mandates as double) / j.mandates as ceiling_share,
    case when not j.is_suppressed then 100 * people.ceiling_mandates > j.ceiling_percent * j.mandates end as is_ceiling,
    j.is_suppressed
from joined as j
left join ref.unit as u on u.unit_code = j.unit_code
left join intermediate.int_satisfaction_comparable as e
    on e.unit_code = j.unit_code and e.period = j.period and e.level = j.level and e.base_kind = j.base_kind
left join intermediate.int_satisfaction_rank as k
    on k.unit_code = j.unit_code and k.period = j.period and k.level = j.level and k.base_kind = j.base_kind
left join intermediate.int_satisfaction_shrunk as h
    on h.unit_code = j.unit_code and h.period = j.period and h.level = j.level and h.base_kind = j.base_kind
left join people
    on people.unit_code = j.unit_code and people.period = j.period and people.level = j.level and people.base_kind = j.base_kind
left join intermediate.int_satisfaction_grade as g
    on g.unit_code = j.unit_code and g.period = j.period and g.level = j.level
