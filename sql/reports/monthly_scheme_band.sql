-- The bands of each scheme in order, so that an empty band still has its colour.
select
    scheme,
    band,
    cast(band_no as bigint) as band_no
from ref.scheme_band
order by scheme, band_no
