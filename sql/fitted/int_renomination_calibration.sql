-- How being proposed follows what the other units predict, over all units.
-- grain: measure
-- columns: measure varchar, shift double, shift_low double, shift_high double, slope double, slope_low double, slope_high double, method varchar
--
-- shift is calibration-in-the-large: the log odds to add to every prediction so
-- that the total is right; slope is 1 where predictions differ as much as
-- outcomes do, less where they differ too much (Cox 1958; Miller, Hui and
-- Tierney 1991). Intervals by the sandwich variance clustered by person, CR1.
-- method: calibration_cr1, or no_calibration where a fit has no finite answer.

with predictions as (
    select measure, cluster, log_odds, n, proposed
    from intermediate.int_renomination_prediction
    where log_odds is not null
)

select
    measure,
    cluster,
    log_odds,
    n,
    proposed
from predictions
order by measure, log_odds, cluster, n, proposed
