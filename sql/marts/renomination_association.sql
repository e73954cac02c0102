-- How a measure of the term goes with being proposed again, among the
-- eligible whose proposal is known.
-- grain: stratum_kind, stratum, measure
--
-- For the internal analysis only; points are an official criterion of
-- proposal, so the association shows policy applied. n have the measure,
-- missing have not, proposed are among n. congress_level, term_from and
-- term_to read `all` where several are summed. Odds ratios compare high with
-- low: top with bottom third of a percentile (middle dropped), excellent with
-- other bands. odds_ratio_logit is of one step of the measure, logit_step:
-- 10 percentage points of a percentile, excellent against other bands (1);
-- unit and level are held. breslow_day asks whether one odds ratio holds in
-- all strata. method lists what was computed and how.

with measured as (
    select stratum_kind, stratum, measure, term_from, term_to, x
    from intermediate.int_renomination_measure
    where stratum_kind <> 'cell'
),

counted as (
    select
        stratum_kind, stratum, measure,
        case when min(term_from) = max(term_from) and count(*) = count(term_from) then min(term_from) else 'all' end as term_from,
        case when min(term_to) = max(term_to) and count(*) = count(term_to) then min(term_to) else 'all' end as term_to,
        count(x) as n,
        count(*) - count(x) as missing
    from measured
    group by stratum_kind, stratum, measure
),

correlations as (
    select stratum_kind, stratum, measure, proposed, point_biserial, spearman, auc, auc_low, auc_high
    from intermediate.int_renomination_correlation
),

stratified as (
    select stratum_kind, stratum, measure, auc_stratified, auc_stratified_low, auc_stratified_high
    from intermediate.int_renomination_stratified
),

odds as (
    select
        stratum_kind, stratum, measure, high_proposed, high_not, low_proposed, low_not, is_haldane, odds_ratio_crude,
        odds_ratio_mh, odds_ratio_mh_low, odds_ratio_mh_high, cmh, strata_used, strata_dropped
    from intermediate.int_renomination_odds
),

homogeneity as (
    select
        stratum_kind, stratum, measure, breslow_day_tarone, breslow_day_df, expected_cells, small_expected_cells
    from intermediate.int_renomination_homogeneity
),

tails as (
    select stratum_kind, stratum, measure, cmh_p, breslow_day_p
    from intermediate.int_renomination_significance
),

logits as (
    select
        stratum_kind, stratum, measure, step, parameters, clusters, odds_ratio, odds_ratio_low, odds_ratio_high, method
    from intermediate.int_renomination_logit
)

select
    n.stratum_kind,
    n.stratum,
    n.measure,
    case when n.stratum_kind = 'level' then n.stratum else 'all' end as congress_level,
    n.term_from,
    n.term_to,
    n.n,
    n.missing,
    coalesce(c.proposed, 0) as proposed,
    coalesce(o.high_proposed, 0) as high_proposed,
    coalesce(o.high_not, 0) as high_not,
    coalesce(o.low_proposed, 0) as low_proposed,
    coalesce(o.low_not, 0) as low_not,
    coalesce(o.strata_used, 0) as strata_used,
    coalesce(o.strata_dropped, 0) as strata_dropped,
    c.point_biserial,
    c.spearman,
    c.auc,
    c.auc_low,
    c.auc_high,
    s.auc_stratified,
    s.auc_stratified_low,
    s.auc_stratified_high,
    o.odds_ratio_crude,
    o.odds_ratio_mh,
    o.odds_ratio_mh_low,
    o.odds_ratio_mh_high,
    o.cmh,
    t.cmh_p,
    h.breslow_day_tarone,
    h.breslow_day_df,
    t.breslow_day_p,
    coalesce(h.expected_cells, 0) as expected_cells,
    coalesce(h.small_expected_cells, 0) as small_expected_cells,
    l.odds_ratio as odds_ratio_logit,
    l.odds_ratio_low as odds_ratio_logit_low,
    l.odds_ratio_high as odds_ratio_logit_high,
    l.step as logit_step,
    l.parameters as logit_parameters,
    l.clusters as logit_clusters,
    case when c.spearman is null then 'no_correlation' else 'point_biserial;spearman_midrank' end
    || case
        when c.auc is null then ';no_auc'
        when c.auc_low is null then ';auc_without_interval'
        else ';auc_delong_wald'
    end
    || case
        when s.auc_stratified is null then ';no_auc_stratified'
        when s.auc_stratified_low is null then ';auc_stratified_without_interval'
        else ';auc_stratified_delong_wald'
    end
    || case
        when o.odds_ratio_crude is null then ';no_or_crude'
        when o.is_haldane then ';or_crude_haldane'
        else ';or_crude'
    end
    || case when o.odds_ratio_mh is null then ';no_or_mh' else ';or_mh_rbg' end
    || case
        when h.breslow_day_tarone is not null then ';breslow_day_tarone'
        when h.expected_cells > 4 then ';no_breslow_day_small_cells'
        else ';no_breslow_day'
    end
    || ';' || coalesce(l.method, 'no_logit') as method
from counted as n
left join correlations as c on c.stratum_kind = n.stratum_kind and c.stratum = n.stratum and c.measure = n.measure
left join stratified as s on s.stratum_kind = n.stratum_kind and s.stratum = n.stratum and s.measure = n.measure
left join odds as o on o.stratum_kind = n.stratum_kind and o.stratum = n.stratum and o.measure = n.measure
left join homogeneity as h on h.stratum_kind = n.stratum_kind and h.stratum = n.stratum and h.measure = n.measure
left join tails as t on t.stratum_kind = n.stratum_kind and t.stratum = n.stratum and t.measure = n.measure
left join logits as l on l.stratum_kind = n.stratum_kind and l.stratum = n.stratum and l.measure = n.measure
