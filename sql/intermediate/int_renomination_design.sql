-- The rows of the logistic regressions: eligible seats with a measure and a
-- known proposal, those that are alike in everything counted together.
-- grain: measure, unit_code, congress_level, x, cluster
--
-- x counts steps: 10 percentage points of a percentile, or the excellent band
-- against another. cluster is the person where he holds several of the seats,
-- else empty: the seat stands alone. events_per_parameter is the analyst's
-- choice.

with seats as (
    select stratum, measure, unit_code, coalesce(congress_level, '') as congress_level, person_key, x, is_proposed
    from intermediate.int_renomination_measure
    where stratum_kind = 'province' and x is not null
),

held as (
    select
        stratum, measure, unit_code, congress_level, x, is_proposed,
        case
            when count(*) over (partition by measure, person_key) > 1 then coalesce(person_key, '') else ''
        end as cluster
    from seats
),

counted as (
    select
        stratum, measure, unit_code, congress_level, x, cluster,
        count(*) as n, count(case when is_proposed then 1 end) as proposed
    from held
    group by stratum, measure, unit_code, congress_level, x, cluster
),

choice as (
    select logit_events_per_parameter
    from ref.choice
)

select
    n.stratum as province_code,
    n.measure,
    n.unit_code,
    n.congress_level,
    n.x,
    n.cluster,
    cast(case when n.measure = 'score_band' then 1 else 10 end as bigint) as step,
    cast(n.x as double) / case when n.measure = 'score_band' then 1 else 10 end as steps,
    n.n,
    n.proposed,
    c.logit_events_per_parameter as events_per_parameter
from counted as n
cross join choice as c
