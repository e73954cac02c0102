-- How many review sessions a stated number speaks of.
-- grain: statement_id

with stated as (
    select statement_id, unit_code, place_code, levels, window_start, window_end
    from intermediate.int_stated
    where metric = 'report_sessions' and window_start is not null
),

reviews as (
    select
        session_id, unit_code, county_code, electing_unit_code, level,
        coalesce(review_date, cast(period || '-01' as date)) as review_date
    from marts.review
)

select s.statement_id, count(distinct r.session_id) as sessions
from stated as s
inner join reviews as r on r.unit_code = s.unit_code
where
    r.review_date between s.window_start and s.window_end
    and (s.levels = 'all' or position(coalesce(r.level, '?') in s.levels) > 0)
    and (s.place_code = s.unit_code or r.county_code = s.place_code or r.electing_unit_code = s.place_code)
group by s.statement_id
