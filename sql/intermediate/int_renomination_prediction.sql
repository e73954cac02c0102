-- The rows of the logistic regressions with what the other units predict of
-- them.
-- grain: measure, unit_code, congress_level, x, cluster

with design as (
    select measure, unit_code, congress_level, x, cluster, steps, n, proposed
    from intermediate.int_renomination_design
),

others as (
    select measure, unit_code, congress_level, intercept, slope
    from intermediate.int_renomination_left_out
),

predicted as (
    select
        d.measure, d.unit_code, d.congress_level, d.x, d.cluster, d.n, d.proposed,
        o.intercept + o.slope * d.steps as log_odds
    from design as d
    left join others as o
        on o.measure = d.measure and o.unit_code = d.unit_code and o.congress_level = d.congress_level
)

select
    measure,
    unit_code,
    congress_level,
    x,
    cluster,
    n,
    proposed,
    log_odds,
    1 / (1 + exp(-log_odds)) as predicted
from predicted
