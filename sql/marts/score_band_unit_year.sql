-- How many official full-year deputies of a unit stand in each band.
-- grain: unit_code, scheme, year, level, band
--
-- Only schemes that state bands; a band nobody stands in has n 0. Bands are
-- each place's own: no comparison between schemes.

with official as (
    select o.unit_code, o.scheme, o.year, o.level, b.band_no
    from intermediate.int_score_official as o
    inner join intermediate.int_score_band as b
        on
            b.mandate_id = o.mandate_id and b.scheme = o.scheme
            and b.year = o.year and b.row_no = o.row_no
),

groups as (
    select unit_code, scheme, year, level, count(*) as mandates
    from official
    group by unit_code, scheme, year, level
),

counted as (
    select unit_code, scheme, year, level, band_no, count(*) as n
    from official
    group by unit_code, scheme, year, level, band_no
)

select
    g.unit_code,
    g.scheme,
    g.year,
    g.level,
    b.band,
    b.band_no,
    b.is_excellent,
    coalesce(c.n, 0) as n,
    g.mandates,
    cast(coalesce(c.n, 0) as double) / g.mandates as share
from groups as g
inner join ref.scheme_band as b on b.scheme = g.scheme
left join counted as c
    on
        c.unit_code = g.unit_code and c.scheme = g.scheme and c.year = g.year
        and c.level = g.level and c.band_no = b.band_no
