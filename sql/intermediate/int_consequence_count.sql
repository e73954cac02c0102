-- How many reviews of a unit's month had a consequence (n), of those decided
-- under rules that know this consequence (decided): confirmed ones only, by
-- level and for all levels. A place whose rules do not know it has no row, and
-- no zero; nor has a month without a decided review.
-- grain: unit_code, period, level, consequence
-- by: unit_code
with
known as (
    select distinct regime, code as consequence
    from ref.review_rule
    where code in ('rectify', 'resign_or_recall')
),
decided as (
    select
        r.unit_code, r.period, r.level, k.consequence,
        case when r.consequence = k.consequence then 1 else 0 end as had_it
    from marts.review as r
    inner join known as k on k.regime = r.regime
    where r.consequence_state = 'confirmed' and r.consequence <> 'unspecified'
),
levels as (
    select unit_code, period, level, consequence, had_it from decided where level is not null
    union all
    select unit_code, period, 'all' as level, consequence, had_it from decided
)
select
    unit_code,
    period,
    level,
    consequence,
    count(*) as decided,
    cast(sum(had_it) as bigint) as n
from levels
group by unit_code, period, level, consequence
