-- The tail probabilities of the chi squares: of no association in any stratum
-- (Cochran-Mantel-Haenszel, one degree of freedom) and of one odds ratio in all
-- (Breslow-Day with Tarone's correction).
-- grain: stratum_kind, stratum, measure
-- columns: stratum_kind varchar, stratum varchar, measure varchar, cmh_p double, breslow_day_p double

with odds as (
    select stratum_kind, stratum, measure, cmh
    from intermediate.int_renomination_odds
),

homogeneity as (
    select stratum_kind, stratum, measure, breslow_day_tarone, breslow_day_df
    from intermediate.int_renomination_homogeneity
)

select
    o.stratum_kind,
    o.stratum,
    o.measure,
    o.cmh,
    h.breslow_day_tarone,
    h.breslow_day_df
from odds as o
left join homogeneity as h on h.stratum_kind = o.stratum_kind and h.stratum = o.stratum and h.measure = o.measure
order by o.stratum_kind, o.stratum, o.measure
