-- Whom a row speaks of: the identity columns of every dataset that names a
-- deputy, one under the other, as the row states them.
-- grain: dataset, batch_id, source_sheet, source_row
-- by: unit_code
--
-- A file that speaks for one county (scope) states the county for rows that
-- have no county column; 济源, a unit without a city congress, is the county of
-- its own. The term a nomination speaks of is the old one: where only the new
-- one stands, the one before it. A term is compared without its 第 (第十三届 =
-- 十三届), and is the table's where the unit counts otherwise (平顶山市十一届 is the
-- table's 十二届). event_start and event_period are the first and the last month the
-- row speaks of; NULL for nominations. event_date: the day of a review or of an
-- activity, where the file states it; other rows may speak of somebody who left.

with further as ( -- those that say little of a deputy but the name
    select
        'activities' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name, county_code,
        township, event_period, case when not coalesce(date_imputed, false) then activity_date end as event_date
    from staging.stg_activities
    union all
    select
        'rectifications' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name, county_code,
        township, event_period, cast(null as date) as event_date
    from staging.stg_rectifications
    union all
    select
        'suggestions' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name, county_code,
        cast(null as varchar) as township, event_period, cast(null as date) as event_date
    from staging.stg_suggestions
    union all
    select
        'honours' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name, county_code,
        cast(null as varchar) as township, event_period, cast(null as date) as event_date
    from staging.stg_honours
    union all
    select
        'uses' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name, county_code,
        cast(null as varchar) as township, event_period, cast(null as date) as event_date
    from staging.stg_uses
    union all
    select
        'contacts' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name, county_code,
        cast(null as varchar) as township, period as event_period, cast(null as date) as event_date
    from intermediate.int_contact
),

stated as (
    select
        'votes' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name,
        county_code, electing_unit_code, township, constituency, birth_month, term, cast(null as varchar) as term_to,
        event_period as event_start, event_period,
        case when not coalesce(date_imputed, false) then review_date end as event_date
    from staging.stg_votes
    union all
    select
        'scores' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name,
        county_code, cast(null as varchar) as electing_unit_code, township, constituency, birth_month, term,
        cast(null as varchar) as term_to, cast(year as varchar) || '-01' as event_start,
        cast(year as varchar) || '-12' as event_period, cast(null as date) as event_date
    from staging.stg_scores
    union all
    select
        'nominations' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name,
        county_code, cast(null as varchar) as electing_unit_code, township, constituency, birth_month, term_from as term,
        term_to, cast(null as varchar) as event_start, cast(null as varchar) as event_period,
        cast(null as date) as event_date
    from staging.stg_nominations
    union all
    select
        'plans' as dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name,
        county_code, electing_unit_code, township, constituency, birth_month, cast(null as varchar) as term,
        cast(null as varchar) as term_to, cast(plan_year as varchar) || '-01' as event_start,
        cast(plan_year as varchar) || '-12' as event_period, cast(null as date) as event_date
    from staging.stg_plans
    union all
    select
        dataset, batch_id, source_sheet, source_row, unit_code, scope, level, deputy_name, county_code,
        cast(null as varchar) as electing_unit_code, township, cast(null as varchar) as constituency,
        cast(null as varchar) as birth_month, cast(null as varchar) as term, cast(null as varchar) as term_to,
        event_period as event_start, event_period, event_date
    from further
),

successions as (
    select level, term, lag(term) over (partition by level order by term_start nulls last) as term_before
    from ref.term as t
)

select
    s.dataset,
    s.batch_id,
    coalesce(s.source_sheet, '') as source_sheet,
    s.source_row,
    s.unit_code,
    s.level,
    s.deputy_name,
    coalesce(
        s.county_code,
        case when s.scope <> 'all' then substr(s.scope, 1, 6) end,
        case when not u.has_city_congress then s.unit_code end
    ) as county_code,
    s.electing_unit_code,
    s.township,
    s.constituency,
    s.birth_month,
    coalesce(l.term, replace(s.term, '第', ''), o.term_before) as term,
    s.event_start,
    s.event_period,
    s.event_date
from stated as s
left join ref.unit as u on u.unit_code = s.unit_code
left join ref.local_term as l
    on l.unit_code = s.unit_code and l.level = s.level and plain_number(l.local_term) = plain_number(s.term)
left join ref.local_term as n
    on n.unit_code = s.unit_code and n.level = s.level and plain_number(n.local_term) = plain_number(s.term_to)
left join successions as o on o.level = s.level and plain_number(o.term) = plain_number(coalesce(n.term, s.term_to))
where s.deputy_name is not null -- an activity of which only counts are sent names nobody
