-- How far deputies' own scores lie from the organisation's (自评减组织评定), in points
-- and in standard deviations of the scheme, so that schemes can be compared.
-- grain: unit_code, scheme, year, level
--
-- Official full-year rows that print both. sd_gap and scheme_sd are sample standard
-- deviations (n − 1); scheme_sd is that of all official full-year totals (scheme_n) of the
-- scheme, year and level in the province. gap_in_sd = mean_gap / scheme_sd; NULL
-- where fewer than two totals, or no variation.

with printed as (
    select batch_id, coalesce(source_sheet, '') as source_sheet, source_row, self_score, org_score, self_score - org_score as gap
    from staging.stg_scores
    where self_score is not null and org_score is not null
),

seats as (
    select mandate_id, scheme, year, row_no, batch_id, source_sheet, source_row
    from intermediate.int_score_mandate
),

official as (
    select mandate_id, scheme, year, row_no, level, unit_code, graded_total
    from intermediate.int_score_official
),

pooled as (
    select
        scheme, year, level, count(*) as n,
        sum(graded_total) as total,
        sum(graded_total * graded_total) as squares
    from official
    group by scheme, year, level
),

spread as (
    select
        scheme, year, level, n,
        sqrt(cast(n * squares - total * total as double) / nullif(cast(n as double) * (n - 1), 0)) as scheme_sd
    from pooled
),

gaps as (
    select
        o.unit_code, o.scheme, o.year, o.level,
        count(*) as n,
        sum(p.self_score) as self_total,
        sum(p.org_score) as org_total,
        sum(p.gap) as gap_total,
        sum(p.gap * p.gap) as gap_squares,
        count(case when p.gap > 0 then 1 end) as above,
        count(case when p.gap < 0 then 1 end) as below
    from official as o
    inner join seats as s
        on s.mandate_id = o.mandate_id and s.scheme = o.scheme and s.year = o.year and s.row_no = o.row_no
    inner join printed as p
        on p.batch_id = s.batch_id and p.source_sheet = s.source_sheet and p.source_row = s.source_row
    group by o.unit_code, o.scheme, o.year, o.level
)

select
    g.unit_code,
    g.scheme,
    g.year,
    g.level,
    g.n,
    g.above as self_above,
    g.below as self_below,
    cast(g.self_total as double) / g.n as mean_self,
    cast(g.org_total as double) / g.n as mean_org,
    cast(g.gap_total as double) / g.n as mean_gap,
    sqrt(cast(g.n * g.gap_squares - g.gap_total * g.gap_total as double) / nullif(cast(g.n as double) * (g.n - 1), 0)) as sd_gap,
    s.n as scheme_n,
    s.scheme_sd,
    cast(g.gap_total as double) / g.n / nullif(s.scheme_sd, 0) as gap_in_sd
from gaps as g
left join spread as s on s.scheme = g.scheme and s.year = g.year and s.level = g.level
