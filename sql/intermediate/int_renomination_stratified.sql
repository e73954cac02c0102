-- AUC inside the cells of unit and level, pooled: sum of n1 n0 A over sum of
-- n1 n0, so that no difference between units or levels enters it.
-- grain: stratum_kind, stratum, measure
--
-- The cells are independent, so the variance is the sum of (n1 n0)² var A over
-- the square of the sum, each cell's by DeLong, DeLong and Clarke-Pearson 1988;
-- interval by Wald, clipped to 0..1. No interval where a cell has a single one
-- of an outcome: its variance is not known.

with cells as (
    select stratum, measure, proposed * (n - proposed) as pairs, auc, auc_se
    from intermediate.int_renomination_correlation
    where stratum_kind = 'cell' and auc is not null
),

places as (
    select distinct
        stratum_kind, stratum, measure, unit_code || ':' || coalesce(congress_level, '') as cell
    from intermediate.int_renomination_measure
    where stratum_kind <> 'cell'
),

summed as ( -- decimals add up to the same sum in any order
    select
        p.stratum_kind, p.stratum, p.measure,
        count(*) as cells,
        cast(sum(c.pairs) as double) as pairs,
        cast(sum(cast(c.pairs * c.auc as decimal(38, 12))) as double) as below,
        case
            when count(*) = count(c.auc_se)
                then cast(sum(cast(c.pairs * c.auc_se * (c.pairs * c.auc_se) as decimal(38, 12))) as double)
        end as variance
    from places as p
    inner join cells as c on c.stratum = p.cell and c.measure = p.measure
    group by p.stratum_kind, p.stratum, p.measure
)

select
    stratum_kind,
    stratum,
    measure,
    cells,
    below / pairs as auc_stratified,
    case
        when below - z95() * sqrt(variance) < 0 then 0
        else (below - z95() * sqrt(variance)) / pairs
    end as auc_stratified_low,
    case
        when below + z95() * sqrt(variance) > pairs then 1
        else (below + z95() * sqrt(variance)) / pairs
    end as auc_stratified_high
from summed
