-- How many of a unit's eligible deputies were proposed beside how many the
-- other units' logistic regression expects.
-- grain: measure, unit_code
--
-- The regression (an intercept for each level, one slope of the measure) is
-- fitted without the unit, fitted_n seats. n have the measure; proposed and
-- expected are among the n - unpredicted whose level another unit has. ratio is
-- proposed / expected; its interval is Wilson's of the proposed share, over the
-- expected share: expected is taken as given. A unit above 1 proposes more than
-- deputies with such measures are proposed elsewhere: leniency, not quality.

with predictions as (
    select measure, unit_code, n, proposed, predicted
    from intermediate.int_renomination_prediction
),

others as (
    select measure, unit_code, min(fitted_n) as fitted_n, min(method) as method
    from intermediate.int_renomination_left_out
    group by measure, unit_code
),

summed as ( -- decimals add up to the same sum in any order
    select
        measure, unit_code,
        cast(sum(n) as bigint) as n,
        cast(sum(case when predicted is null then n else 0 end) as bigint) as unpredicted,
        cast(sum(case when predicted is not null then n else 0 end) as bigint) as predicted_n,
        cast(sum(case when predicted is not null then proposed else 0 end) as bigint) as proposed,
        cast(sum(cast(n * predicted as decimal(38, 15))) as double) as expected
    from predictions
    group by measure, unit_code
)

select
    s.measure,
    s.unit_code,
    o.fitted_n,
    s.n,
    s.unpredicted,
    s.proposed,
    s.expected,
    s.proposed / s.expected as ratio,
    wilson_low(cast(s.proposed as double) / nullif(s.predicted_n, 0), s.predicted_n) * s.predicted_n / s.expected as ratio_low,
    wilson_high(cast(s.proposed as double) / nullif(s.predicted_n, 0), s.predicted_n) * s.predicted_n / s.expected as ratio_high,
    o.method
from summed as s
left join others as o on o.measure = s.measure and o.unit_code = s.unit_code
