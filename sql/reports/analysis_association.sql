-- Association of a prior measure with being proposed: crude and stratified.
select
    stratum_kind,
    stratum,
    measure,
    coalesce(congress_level, '') as congress_level,
    coalesce(term_from, '') as term_from,
    coalesce(term_to, '') as term_to,
    cast(n as bigint) as n,
    cast(missing as bigint) as missing,
    cast(proposed as bigint) as proposed,
    cast(spearman as double) as spearman,
    cast(auc as double) as auc,
    cast(auc_low as double) as auc_low,
    cast(auc_high as double) as auc_high,
    cast(odds_ratio_crude as double) as odds_ratio_crude,
    cast(odds_ratio_mh as double) as odds_ratio_mh,
    cast(odds_ratio_mh_low as double) as odds_ratio_mh_low,
    cast(odds_ratio_mh_high as double) as odds_ratio_mh_high,
    cast(odds_ratio_logit as double) as odds_ratio_logit,
    cast(odds_ratio_logit_low as double) as odds_ratio_logit_low,
    cast(odds_ratio_logit_high as double) as odds_ratio_logit_high,
    coalesce(method, '') as method
from marts.renomination_association
where stratum_kind = 'province'
order by measure, congress_level, term_from, stratum
