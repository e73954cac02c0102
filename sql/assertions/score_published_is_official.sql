-- A published count of points holds other than the confirmed full-year rows.
-- severity: error
-- message: 积分公布数与经主任会议确认（或通报）的全年代表数不一致
with official as (
    select unit_code, scheme, year, count(*) as n
    from marts.score_deputy_year
    where
        review_state in ('confirmed', 'notified') and not is_part_year
        and case when graded_on = 'reported' then total_reported else total_recomputed end is not null
    group by unit_code, scheme, year
),
published as (
    select unit_code, scheme, year, n
    from marts.score_distribution_unit_year
    where level = 'all'
)
select
    coalesce(p.unit_code, o.unit_code) as unit_code, coalesce(p.scheme, o.scheme) as scheme,
    coalesce(p.year, o.year) as year, p.n as published, o.n as official
from published as p
full join official as o on o.unit_code = p.unit_code and o.scheme = p.scheme and o.year = p.year
where coalesce(p.n, 0) <> coalesce(o.n, 0)
