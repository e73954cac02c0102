-- Being proposed by tenth of the probability that the other units predict.
-- grain: measure, tenth
--
-- Tenth 1 is below 0.1, tenth 10 from 0.9 (lower end inclusive); a tenth without
-- seats has no row. expected_rate is the mean prediction; it should lie inside
-- the Wilson interval of rate. Seats without a prediction are not here.

with predictions as (
    select
        measure, n, proposed, predicted,
        case when predicted >= 1 then 10 else cast(floor(10 * predicted) as bigint) + 1 end as tenth
    from intermediate.int_renomination_prediction
    where predicted is not null
),

summed as ( -- decimals add up to the same sum in any order
    select
        measure, tenth,
        cast(sum(n) as bigint) as n,
        cast(sum(proposed) as bigint) as proposed,
        cast(sum(cast(n * predicted as decimal(38, 15))) as double) as expected
    from predictions
    group by measure, tenth
)

select
    measure,
    tenth,
    n,
    proposed,
    expected,
    expected / n as expected_rate,
    cast(proposed as double) / n as rate,
    wilson_low(cast(proposed as double) / n, n) as wilson_low,
    wilson_high(cast(proposed as double) / n, n) as wilson_high
from summed
