-- One old seat at the change of term: out of scope, eligible, proposed,
-- candidate, elected, beside its holder's measures of the term.
-- grain: mandate_id, term_to, row_no
--
-- NULL is unknown, a node of its own. score_percentile is the mean of the
-- yearly percentiles (years_used of them), score_band the latest official
-- band, satisfaction_percentile the place inside unit and level. Points are
-- an official criterion of proposal: an association shows policy applied.

with seats as (
    select
        mandate_id, term_to, row_no, person_key, unit_code, county_code, level, deputy_name, term_from, is_eligible,
        is_eligibility_stated, out_of_scope_reason, is_proposed, is_candidate, is_elected, is_matched, batch_id,
        source_sheet, source_row
    from intermediate.int_renomination
),

scores as (
    select mandate_id, score_percentile, years_used, band_scheme, band_year, score_band, is_excellent
    from intermediate.int_mandate_score
),

satisfaction as (
    select mandate_id, satisfaction_rate, satisfaction_percentile
    from intermediate.int_mandate_satisfaction
)

select
    n.mandate_id,
    n.row_no,
    n.person_key,
    n.unit_code,
    n.county_code,
    n.level as congress_level,
    n.term_from,
    n.term_to,
    n.deputy_name,
    s.score_percentile,
    coalesce(s.years_used, 0) as years_used,
    s.band_scheme,
    s.band_year,
    s.score_band,
    s.is_excellent,
    v.satisfaction_rate,
    v.satisfaction_percentile,
    n.is_eligible,
    n.is_eligibility_stated,
    n.out_of_scope_reason,
    n.is_proposed,
    n.is_candidate,
    n.is_elected,
    n.is_matched,
    n.batch_id,
    n.source_sheet,
    n.source_row
from seats as n
left join scores as s on s.mandate_id = n.mandate_id
left join satisfaction as v on v.mandate_id = n.mandate_id
