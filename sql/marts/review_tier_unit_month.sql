-- The grades of reviews by unit, month, level and regime: as the regime's rules
-- give them, and as the unit reported them.
-- grain: unit_code, period, level, regime, tier
-- by: unit_code
--
-- tier_kind: `tier`, a word the regime grades in; `award`, one the place gives by
-- no printed rule (濮阳's 优秀: kept as reported, never derived); `other`, any
-- further word. reported_share is among reviews that report a grade. `unstated`:
-- no regime holds. A grade on a fallback base is 待核实 and not counted as
-- computed; unverified counts such reviews. A grade neither computed nor reported has no row.
with
reviews as (
    select unit_code, period, coalesce(level, 'unstated') as level, coalesce(regime, 'unstated') as regime, tier_reported,
        case when consequence_state = 'confirmed' then tier end as tier,
        case when consequence_state = 'unverified' then 1 else 0 end as is_unverified
    from marts.review
),
totals as (
    select
        unit_code, period, level, regime,
        count(*) as reviews, count(tier) as graded, count(tier_reported) as stated,
        cast(sum(is_unverified) as bigint) as unverified
    from reviews
    group by unit_code, period, level, regime
),
given as (
    select unit_code, period, level, regime, tier, 1 as computed, 0 as reported from reviews where tier is not null
    union all
    select unit_code, period, level, regime, tier_reported as tier, 0 as computed, 1 as reported
    from reviews where tier_reported is not null
),
counted as (
    select
        unit_code, period, level, regime, tier,
        cast(sum(computed) as bigint) as computed,
        cast(sum(reported) as bigint) as reported
    from given
    group by unit_code, period, level, regime, tier
)
select
    c.unit_code,
    c.period,
    c.level,
    c.regime,
    c.tier,
    r.tier_no,
    case when r.is_award then 'award' when r.tier is not null then 'tier' else 'other' end as tier_kind,
    t.reviews,
    t.graded,
    t.stated,
    t.unverified,
    c.computed,
    c.reported,
    cast(c.computed as double) / nullif(t.graded, 0) as computed_share,
    cast(c.reported as double) / nullif(t.stated, 0) as reported_share
from counted as c
inner join totals as t
    on t.unit_code = c.unit_code and t.period = c.period and t.level = c.level and t.regime = c.regime
left join ref.review_tier as r on r.regime = c.regime and r.tier = c.tier
