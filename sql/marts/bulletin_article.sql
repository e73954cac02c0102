-- One article of an issue, with the unit its place reports through.
-- grain: issue_no, issued_on, article_no
--
-- level is the place's: city for a prefecture, county for a county-level unit
-- or a development zone.

with articles as (
    select issue_no, issued_on, article_no, title, place, place_code, contributor, body, batch_id
    from staging.stg_bulletin_article
)

select
    a.issue_no,
    a.article_no,
    a.title,
    a.place,
    a.place_code,
    d.unit_code,
    case d.division_level when 'prefecture' then 'city' when 'county' then 'county' when 'pseudo' then 'county' end as level,
    a.contributor,
    a.body,
    a.issued_on,
    a.batch_id
from articles as a
left join ref.division as d on d.division_code = a.place_code
