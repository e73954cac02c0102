-- Satisfaction of one unit in one month as if its ballots were spread over the
-- levels as the province's mandates are (direct standardisation), beside the
-- crude rate. Weights: int_satisfaction_weight, frozen on 1 January. Where a level
-- the analyst compares (ref.choice.standard_levels) has no ballots of the unit, or
-- no mandates on that day (the year of a general election), nothing is computed;
-- missing_levels counts them. The province beside it: its own rates under the same
-- weights. direction_turns (Simpson 1951): pooled, the unit lies on one side of
-- the province, standardised on the other; NULL where the unit is suppressed or
-- not standardised. levels_above, levels_below: at how many levels it lies where.
-- grain: unit_code, period, base_kind
with
years as (
    select year, sum(mandates) as mandates
    from intermediate.int_satisfaction_weight
    group by year
),
wanted as (
    select cast(length(standard_levels) - length(replace(standard_levels, ',', '')) + 1 as bigint) as levels
    from ref.choice
),
compared as (
    select
        u.unit_code,
        u.period,
        u.base_kind,
        u.satisfaction_rate as unit_rate,
        p.satisfaction_rate as province_rate,
        cast(w.mandates as double) / y.mandates as weight
    from marts.satisfaction_unit_month as u
    inner join marts.satisfaction_province_month as p
        on p.period = u.period and p.level = u.level and p.base_kind = u.base_kind
    inner join intermediate.int_satisfaction_weight as w
        on w.level = u.level and w.year = substr(u.period, 1, 4)
    inner join years as y on y.year = w.year
),
standardised as (
    select
        unit_code,
        period,
        base_kind,
        count(*) as levels_used,
        count(case when unit_rate > province_rate then 1 end) as levels_above,
        count(case when unit_rate < province_rate then 1 end) as levels_below,
        -- decimals add up to the same sum in any order
        cast(sum(cast(weight * unit_rate as decimal(18, 16))) as double) as unit_standard,
        cast(sum(cast(weight * province_rate as decimal(18, 16))) as double) as province_standard
    from compared
    group by unit_code, period, base_kind
),
joined as (
    select
        u.unit_code,
        u.unit_name,
        u.period,
        u.base_kind,
        u.ballots,
        u.satisfied,
        u.satisfaction_rate as crude,
        p.satisfied as province_satisfied,
        p.ballots as province_ballots,
        p.satisfaction_rate as province_crude,
        coalesce(s.levels_used, 0) as levels_used,
        n.levels - coalesce(s.levels_used, 0) as missing_levels,
        coalesce(s.levels_above, 0) as levels_above,
        coalesce(s.levels_below, 0) as levels_below,
        case when s.levels_used = n.levels then s.unit_standard end as standard,
        case when s.levels_used = n.levels then s.province_standard end as province_standard,
        u.is_suppressed
    from marts.satisfaction_unit_month as u
    left join marts.satisfaction_province_month as p
        on p.period = u.period and p.level = u.level and p.base_kind = u.base_kind
    left join standardised as s
        on s.unit_code = u.unit_code and s.period = u.period and s.base_kind = u.base_kind
    cross join wanted as n
    where u.level = 'all'
)
select
    unit_code,
    unit_name,
    period,
    base_kind,
    ballots,
    satisfied,
    crude as satisfaction_rate,
    standard as satisfaction_rate_standardised,
    province_satisfied,
    province_ballots,
    province_crude as province_rate,
    province_standard as province_rate_standardised,
    levels_used,
    missing_levels,
    crude - province_crude as crude_difference,
    standard - province_standard as standardised_difference,
    levels_above,
    levels_below,
    case
        when not is_suppressed and standard is not null then
            crude > province_crude and standard < province_standard or crude < province_crude and standard > province_standard
    end as direction_turns,
    is_suppressed
from joined
