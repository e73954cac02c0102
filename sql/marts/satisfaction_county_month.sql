-- Satisfaction of one county (县、市、区) inside a reporting unit, in one month on
-- one base. Columns as in satisfaction_unit_month. Two comparisons on the scale
-- asin √p, each with the county's own variance and τ² between counties: city_*
-- against the unit the county lies in, province_* against the province. Development
-- zones and ballots without a county count in their unit only, so counties need
-- not add up to it. A county that is all of its unit (济源) has no city_*.
-- grain: unit_code, county_code, period, level, base_kind
with
reviews as (
    select
        unit_code,
        county_code,
        period,
        level,
        base_kind,
        count(distinct mandate_id) as mandates,
        cast(sum(basic) as bigint) as basic,
        cast(sum(dissatisfied) as bigint) as dissatisfied
    from intermediate.int_satisfaction_ballot
    group by unit_code, county_code, period, level, base_kind
),
units as (
    select period, level, base_kind, unit_code, p, ballots, satisfied
    from intermediate.int_satisfaction_place
    where place_kind = 'unit'
),
compared as (
    select
        c.unit_code,
        c.place_code as county_code,
        d.division_name as county_name,
        c.period,
        c.level,
        c.base_kind,
        r.mandates,
        c.sessions,
        c.ballots,
        c.satisfied,
        r.basic,
        r.dissatisfied,
        c.p,
        c.n_eff,
        c.deff,
        u.satisfied as city_satisfied,
        u.ballots as city_ballots,
        u.p as city_rate,
        p.satisfied as province_satisfied,
        p.ballots as province_ballots,
        p.satisfaction_rate as province_rate,
        coalesce(tau.tau2, 0.0) as tau2,
        u.ballots > c.ballots as is_part,
        too_few(r.mandates, c.sessions, ch.min_mandates, ch.min_sessions) as is_suppressed
    from intermediate.int_satisfaction_place as c
    inner join ref.division as d on d.division_code = c.place_code and d.division_level = 'county'
    inner join reviews as r
        on r.unit_code = c.unit_code and r.county_code = c.place_code
        and r.period = c.period and r.level = c.level and r.base_kind = c.base_kind
    inner join units as u
        on u.unit_code = c.unit_code and u.period = c.period and u.level = c.level and u.base_kind = c.base_kind
    cross join ref.choice as ch
    left join marts.satisfaction_province_month as p
        on p.period = c.period and p.level = c.level and p.base_kind = c.base_kind
    left join intermediate.int_satisfaction_tau as tau
        on tau.period = c.period and tau.level = c.level and tau.base_kind = c.base_kind
    where c.place_kind = 'county'
),
judged as (
    select
        *,
        case when is_part and not is_suppressed then funnel_z(p, city_rate, n_eff, tau2, 1) end as city_z,
        case when not is_suppressed then funnel_z(p, province_rate, n_eff, tau2, 1) end as province_z
    from compared
)
select
    unit_code,
    county_code,
    county_name,
    period,
    level,
    base_kind,
    mandates,
    sessions,
    ballots,
    satisfied,
    basic,
    dissatisfied,
    p as satisfaction_rate,
    wilson_low(p, ballots) as wilson_low,
    wilson_high(p, ballots) as wilson_high,
    wilson_low(p, n_eff) as ci_low,
    wilson_high(p, n_eff) as ci_high,
    n_eff,
    deff,
    tau2,
    city_satisfied,
    city_ballots,
    city_rate,
    city_z,
    funnel_word(city_z) as city_comparison,
    is_near_funnel(city_z) as is_near_city_limit,
    province_satisfied,
    province_ballots,
    province_rate,
    province_z,
    funnel_word(province_z) as province_comparison,
    is_near_funnel(province_z) as is_near_province_limit,
    is_suppressed
from judged
