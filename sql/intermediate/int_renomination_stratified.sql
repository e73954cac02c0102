-- AUC inside the cells of unit and level, pooled: sum of n1 n0 A over sum of
-- n1 n0, so that no difference between units or levels enters it.
-- grain: stratum_kind, stratum, measure

with cells as (
    select stratum, measure, cast(proposed as double) * (n - proposed) as pairs, auc
    from intermediate.int_renomination_correlation
    where stratum_kind = 'cell' and auc is not null
),

places as (
    select distinct
        stratum_kind, stratum, measure, unit_code || ':' || coalesce(congress_level, '') as cell
    from intermediate.int_renomination_measure
    where stratum_kind <> 'cell'
)

select
    p.stratum_kind,
    p.stratum,
    p.measure,
    count(*) as cells,
    -- decimals add up to the same sum in any order; the pairs are whole numbers
    cast(sum(cast(c.pairs * c.auc as decimal(38, 12))) as double) / sum(c.pairs) as auc_stratified
from places as p
inner join cells as c on c.stratum = p.cell and c.measure = p.measure
group by p.stratum_kind, p.stratum, p.measure
