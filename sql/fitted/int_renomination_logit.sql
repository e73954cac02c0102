-- Logistic regression of being proposed on a measure, with dummies for unit and
-- level: the odds ratio of one step of the measure.
-- grain: stratum_kind, stratum, measure
-- columns: stratum_kind varchar, stratum varchar, measure varchar, step bigint, n bigint, proposed bigint, parameters bigint, clusters bigint, odds_ratio double, odds_ratio_low double, odds_ratio_high double, method varchar
--
-- A step is 10 percentage points of a percentile, or the excellent band against
-- another. Dummies that follow from others are left out (as R's glm does);
-- parameters counts those that are not, the intercept and the measure. The fit
-- is by iteratively reweighted least squares to 1e-10, the interval by the
-- sandwich variance clustered by person with the correction CR1 (Liang and
-- Zeger 1986; R's sandwich::vcovCL(type = "HC1")) and the normal quantile.
-- Where a column tells the outcome without fail, Firth's penalised likelihood
-- with its profile interval (Heinze and Schemper 2002; logistf), which knows no
-- clusters. method: logit_cr1, logit_firth, or no_logit_flat_measure (nothing
-- varies beside unit and level), no_logit_few_events (fewer of one outcome than
-- the analyst's choice for each parameter), no_logit_one_cluster,
-- no_logit_not_converged.

with design as (
    select
        province_code, measure, unit_code, congress_level, cluster, step, steps, n, proposed, events_per_parameter
    from intermediate.int_renomination_design
)

select
    province_code, measure, unit_code, congress_level, cluster, step, steps, n, proposed, events_per_parameter
from design
order by measure, unit_code, congress_level, steps, cluster
