-- Whom a row speaks of: the identity columns of votes, scores and nominations,
-- one under the other, as the row states them.
-- grain: dataset, batch_id, source_sheet, source_row
--
-- A file that speaks for one county (scope) states the county for rows that
-- have no county column. The term a nomination speaks of is the old one. A
-- term is compared without its 第 (第十三届 = 十三届). event_period is the last
-- month the row speaks of; NULL for nominations.

with stated as (
    select
        'votes' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name,
        county_code, electing_unit_code, township, constituency, birth_month, term, event_period
    from staging.stg_votes
    union all
    select
        'scores' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name,
        county_code, cast(null as varchar) as electing_unit_code, township, constituency, birth_month, term,
        cast(year as varchar) || '-12' as event_period
    from staging.stg_scores
    union all
    select
        'nominations' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name,
        county_code, cast(null as varchar) as electing_unit_code, township, constituency, birth_month, term_from as term,
        cast(null as varchar) as event_period
    from staging.stg_nominations
)

select
    dataset,
    batch_id,
    coalesce(source_sheet, '') as source_sheet,
    source_row,
    unit_code,
    level,
    deputy_name,
    coalesce(county_code, case when scope <> 'all' then substr(scope, 1, 6) end) as county_code,
    electing_unit_code,
    township,
    constituency,
    birth_month,
    replace(term, '第', '') as term,
    event_period
from stated
