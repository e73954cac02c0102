-- Satisfaction of one reporting unit in one month on one base. Rates of
-- different bases are never compared; a unit whose files lack a base has no
-- row there. wilson_* is the plain 95% interval; ci_* rests on n_eff, because
-- ballots of one sitting are clustered. comparison is the funnel's word (高于,
-- 相当, 低于: outside 99.8% of the province, with τ² from counties and their
-- shares of the unit's ballots); is_near_limit: between 95% and 99.8%.
-- is_suppressed: fewer than 10 mandates or 3 sessions, neither printed nor compared.
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
        cast(sum(satisfaction_rate) as double) / count(*) as mean_deputy_rate
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
        r.mandates < 10 or r.sessions < 3 as is_suppressed,
        (asin(sqrt(c.p)) - asin(sqrt(p.satisfaction_rate)))
        / sqrt(1 / (4 * c.n_eff) + coalesce(tau.tau2, 0.0) * s.share_square) as funnel_z
    from reviews as r
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
    case
        when j.is_suppressed or j.funnel_z is null then null
        when j.funnel_z > z998() then '高于'
        when j.funnel_z < -z998() then '低于'
        else '相当'
    end as comparison,
    case
        when j.is_suppressed or j.funnel_z is null then null
        else abs(j.funnel_z) > z95() and abs(j.funnel_z) <= z998()
    end as is_near_limit,
    j.is_suppressed
from joined as j
left join ref.unit as u on u.unit_code = j.unit_code
left join people
    on people.unit_code = j.unit_code and people.period = j.period and people.level = j.level and people.base_kind = j.base_kind
left join intermediate.int_satisfaction_grade as g
    on g.unit_code = j.unit_code and g.period = j.period and g.level = j.level
