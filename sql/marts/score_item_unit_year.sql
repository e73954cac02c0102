-- What each class and bonus item contributes to the official full-year totals of a unit.
-- grain: unit_code, scheme, year, level, item
--
-- n: rows that print the item; all figures are over these rows only. share_of_total:
-- item_points / total_points, where a deduction makes the shares add up to more than
-- 1. at_max: rows at the highest points of the item observed in the group; near 1,
-- the item tells nobody apart. correlation: Pearson's, of the item with the total it
-- is part of; NULL where either does not vary.

with items as (
    select mandate_id, scheme, year, row_no, item, item_kind, points
    from intermediate.int_score_item
),

rows_of_groups as (
    select
        o.unit_code, o.scheme, o.year, o.level, i.item, i.item_kind, i.points, o.graded_total,
        max(i.points) over (partition by o.unit_code, o.scheme, o.year, o.level, i.item) as max_points
    from intermediate.int_score_official as o
    inner join items as i
        on
            i.mandate_id = o.mandate_id and i.scheme = o.scheme
            and i.year = o.year and i.row_no = o.row_no
),

summed as (
    select
        unit_code, scheme, year, level, item, item_kind,
        count(*) as n,
        sum(points) as item_points,
        sum(graded_total) as total_points,
        max(points) as max_points,
        count(case when points = max_points then 1 end) as at_max,
        sum(points * points) as xx,
        sum(graded_total * graded_total) as yy,
        sum(points * graded_total) as xy
    from rows_of_groups
    group by unit_code, scheme, year, level, item, item_kind
),

varied as (
    select
        unit_code, scheme, year, level, item, item_kind, n, item_points, total_points, max_points, at_max,
        cast(n * xx - item_points * item_points as double) as dx,
        cast(n * yy - total_points * total_points as double) as dy,
        cast(n * xy - item_points * total_points as double) as dxy
    from summed
),

labels as (
    select scheme, field, min(label) as item_label
    from ref.scheme_part
    group by scheme, field
)

select
    v.unit_code,
    v.scheme,
    v.year,
    v.level,
    v.item,
    v.item_kind,
    l.item_label,
    v.n,
    cast(v.item_points as double) as item_points,
    cast(v.total_points as double) as total_points,
    cast(v.item_points as double) / v.n as mean_points,
    cast(v.item_points as double) / nullif(cast(v.total_points as double), 0) as share_of_total,
    cast(v.max_points as double) as max_points,
    v.at_max,
    cast(v.at_max as double) / v.n as at_max_share,
    case when v.dx > 0 and v.dy > 0 then v.dxy / (sqrt(v.dx) * sqrt(v.dy)) end as correlation
from varied as v
left join labels as l on l.scheme = v.scheme and l.field = v.item
