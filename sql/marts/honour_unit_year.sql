-- Honours given to deputies, by unit, year and grade, as the unit lists them.
-- grain: unit_code, year, honour_grade
-- by: unit_code
--
-- Grades are the unit's own words, `unstated` where it gives none, `all` together.
with
given as (
    select
        h.unit_code, cast(substr(h.event_period, 1, 4) as bigint) as year,
        coalesce(h.honour_grade, 'unstated') as honour_grade, m.person_key, h.document_no
    from staging.stg_honours as h
    left join intermediate.int_mandate_match as m
        on m.dataset = 'honours' and m.batch_id = h.batch_id
        and m.source_sheet = coalesce(h.source_sheet, '') and m.source_row = h.source_row
),
together as (
    select unit_code, year, honour_grade, person_key, document_no from given
    union all
    select unit_code, year, 'all' as honour_grade, person_key, document_no from given
)
select
    unit_code,
    year,
    honour_grade,
    count(*) as honours,
    count(distinct person_key) as deputies,
    nullif(count(document_no), 0) as documented
from together
group by unit_code, year, honour_grade
