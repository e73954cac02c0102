-- Bands of points, official rows, all levels together, in the newest year that
-- has any, by scheme and unit; band_no 1 is the scheme's best band.
select
    b.unit_code,
    b.scheme,
    coalesce(s.scheme_label, b.scheme) as scheme_label,
    coalesce(s.source, '') as source,
    cast(b.year as bigint) as year,
    b.band,
    cast(b.band_no as bigint) as band_no,
    cast(b.n as bigint) as n
from marts.score_band_unit_year b
    left join (
        select scheme, min(scheme_label) as scheme_label, min(source) as source from ref.scheme group by scheme
    ) s on s.scheme = b.scheme
where b.level = 'all'
    and cast(b.year as bigint) = (
        select max(cast(year as bigint)) from marts.score_band_unit_year where level = 'all' and cast(year as bigint) <= ?)
order by b.scheme, b.unit_code, b.band_no
