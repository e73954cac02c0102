-- The totals that may be published: confirmed by 主任会议 or notified, for a
-- full year, with a total; each at its own level and again under `all`.
-- grain: mandate_id, scheme, year, row_no, level

with graded as (
    select mandate_id, scheme, year, row_no, unit_code, level, graded_total
    from intermediate.int_score_mandate
    where is_official and not is_part_year and graded_total is not null
)

select mandate_id, scheme, year, row_no, level, unit_code, graded_total
from graded
where level is not null
union all
select mandate_id, scheme, year, row_no, 'all' as level, unit_code, graded_total
from graded
