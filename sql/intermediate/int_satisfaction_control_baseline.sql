-- The frozen baseline of a unit's control chart, Laney's p′ (Laney 2002, Quality
-- Engineering 14:531): centre p̄ = Σy/Σn over its twelve months, z = (p − p̄) /
-- √(p̄(1 − p̄)/n) of each, σ_z = the mean of |z − z of the month before| / 1.128.
-- Baselines not yet full have no row; σ_z is NULL where every ballot agrees.
-- grain: unit_code, level, base_kind, baseline_of
with
pooled as (
    select
        unit_code, level, base_kind, baseline_of,
        min(period) as baseline_from,
        max(period) as baseline_to,
        cast(sum(ballots) as bigint) as ballots,
        cast(sum(satisfied) as bigint) as satisfied,
        cast(sum(satisfied) as double) / sum(ballots) as centre
    from intermediate.int_satisfaction_control_month
    where is_baseline
    group by unit_code, level, base_kind, baseline_of
    having count(*) = baseline_months()
),
scored as (
    select
        m.unit_code, m.level, m.base_kind, m.baseline_of, m.period,
        (cast(m.satisfied as double) / m.ballots - p.centre) / sqrt(nullif(p.centre * (1 - p.centre), 0) / m.ballots) as z
    from pooled as p
    inner join intermediate.int_satisfaction_control_month as m
        on m.unit_code = p.unit_code and m.level = p.level and m.base_kind = p.base_kind and m.baseline_of = p.baseline_of
    where m.is_baseline
),
moved as (
    select
        unit_code, level, base_kind, baseline_of,
        abs(z - lag(z) over (partition by unit_code, level, base_kind, baseline_of order by period nulls last)) as z_range
    from scored
),
ranges as (
    select
        unit_code, level, base_kind, baseline_of,
        -- decimals add up to the same sum in any order
        cast(sum(cast(z_range as decimal(38, 18))) as double) / nullif(count(z_range), 0) as mean_range
    from moved
    group by unit_code, level, base_kind, baseline_of
)
select
    p.unit_code,
    p.level,
    p.base_kind,
    p.baseline_of,
    p.baseline_from,
    p.baseline_to,
    p.ballots as baseline_ballots,
    p.satisfied as baseline_satisfied,
    p.centre,
    moving_range_sigma(r.mean_range) as sigma_z
from pooled as p
left join ranges as r
    on r.unit_code = p.unit_code and r.level = p.level and r.base_kind = p.base_kind and r.baseline_of = p.baseline_of
