-- What the other units say of a unit: the logistic regression of being proposed
-- on a measure, fitted without that unit.
-- grain: measure, unit_code, congress_level
-- columns: measure varchar, unit_code varchar, congress_level varchar, fitted_n bigint, fitted_proposed bigint, intercept double, slope double, method varchar
--
-- A unit that is left out has no dummy of its own, so the model has an
-- intercept for each level and one slope, and no units: what it shows is
-- whether the association of the other units carries over. A level that no
-- other unit has is not predicted (intercept NULL). Refused and, under
-- separation, penalised as int_renomination_logit is: method is logit,
-- logit_firth or a reason beginning with no_logit.

with design as (
    select
        province_code, measure, unit_code, congress_level, cluster, step, steps, n, proposed, events_per_parameter
    from intermediate.int_renomination_design
)

select
    province_code, measure, unit_code, congress_level, cluster, step, steps, n, proposed, events_per_parameter
from design
order by measure, unit_code, congress_level, steps, cluster
