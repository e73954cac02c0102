-- The eligible seats whose proposal is known, once per prior measure, in each
-- stratum they belong to: the province, their unit, their level, and the cell
-- of both.
-- grain: stratum_kind, stratum, measure, mandate_id, term_to, row_no
--
-- x is the measure (the percentile, or 1 for an excellent band and 0 for
-- another), rounded to 8 decimals so that equal values tie. is_high: top
-- third true, bottom third false, middle NULL for percentiles (cuts at 33 1/3
-- and 66 2/3, both inclusive); excellent true, other false for bands.

with eligible as (
    select
        mandate_id, term_to, row_no, person_key, unit_code, congress_level, term_from, is_proposed, score_percentile,
        band_scheme, score_band, is_excellent, satisfaction_percentile
    from marts.renomination_deputy
    where is_eligible and is_proposed is not null
),

measured as (
    select
        mandate_id, term_to, row_no, person_key, unit_code, congress_level, term_from, is_proposed,
        'score_percentile' as measure, cast(null as varchar) as scheme, cast(null as varchar) as word,
        cast(score_percentile as decimal(18, 8)) as x
    from eligible
    union all
    select
        mandate_id, term_to, row_no, person_key, unit_code, congress_level, term_from, is_proposed,
        'satisfaction' as measure, cast(null as varchar) as scheme, cast(null as varchar) as word,
        cast(satisfaction_percentile as decimal(18, 8)) as x
    from eligible
    union all
    select
        mandate_id, term_to, row_no, person_key, unit_code, congress_level, term_from, is_proposed,
        'score_band' as measure, band_scheme as scheme, score_band as word,
        cast(case when is_excellent then 1 when not is_excellent then 0 end as decimal(18, 8)) as x
    from eligible
),

grouped as (
    select
        mandate_id, term_to, row_no, person_key, unit_code, congress_level, term_from, is_proposed, measure, scheme, word, x,
        case
            when measure = 'score_band' then x = 1
            when 3 * x >= 200 then true
            when 3 * x <= 100 then false
        end as is_high
    from measured
)

select
    'province' as stratum_kind, '410000' as stratum, measure, mandate_id, term_to, row_no, person_key, unit_code,
    congress_level, term_from, is_proposed, scheme, word, x, is_high
from grouped
union all
select
    'unit' as stratum_kind, unit_code as stratum, measure, mandate_id, term_to, row_no, person_key, unit_code,
    congress_level, term_from, is_proposed, scheme, word, x, is_high
from grouped
union all
select
    'level' as stratum_kind, congress_level as stratum, measure, mandate_id, term_to, row_no, person_key, unit_code,
    congress_level, term_from, is_proposed, scheme, word, x, is_high
from grouped
where congress_level is not null
union all
select
    'cell' as stratum_kind, unit_code || ':' || coalesce(congress_level, '') as stratum, measure, mandate_id, term_to,
    row_no, person_key, unit_code, congress_level, term_from, is_proposed, scheme, word, x, is_high
from grouped
