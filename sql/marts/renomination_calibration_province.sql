-- How well being proposed is predicted across units: every unit by a
-- regression fitted on the others, all units taken together.
-- grain: measure
--
-- ratio is proposed / expected among the n - unpredicted with a prediction.
-- calibration_shift (calibration-in-the-large) is the log odds to add to every
-- prediction so that the total is right, 0 where it is; calibration_slope is 1
-- where predictions differ as much as outcomes. A slope well below 1 says that
-- what holds in the other units does not hold here: units differ in their ways.

with units as (
    select measure, n, unpredicted, proposed, expected
    from marts.renomination_calibration
),

fits as (
    select measure, shift, shift_low, shift_high, slope, slope_low, slope_high, method
    from intermediate.int_renomination_calibration
),

summed as ( -- decimals add up to the same sum in any order
    select
        measure,
        count(*) as units,
        cast(sum(n) as bigint) as n,
        cast(sum(unpredicted) as bigint) as unpredicted,
        cast(sum(proposed) as bigint) as proposed,
        cast(sum(cast(expected as decimal(38, 12))) as double) as expected
    from units
    group by measure
)

select
    s.measure,
    s.units,
    s.n,
    s.unpredicted,
    s.proposed,
    s.expected,
    s.proposed / s.expected as ratio,
    f.shift as calibration_shift,
    f.shift_low as calibration_shift_low,
    f.shift_high as calibration_shift_high,
    f.slope as calibration_slope,
    f.slope_low as calibration_slope_low,
    f.slope_high as calibration_slope_high,
    coalesce(f.method, 'no_calibration') as method
from summed as s
left join fits as f on f.measure = s.measure
