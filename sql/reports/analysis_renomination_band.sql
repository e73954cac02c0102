-- Proposal rate by band of a prior measure, the province as a whole; band_no 0
-- is those without the measure.
select
    measure,
    coalesce(scheme, '') as scheme,
    cast(band as varchar) as band,
    cast(coalesce(band_no, 0) as bigint) as band_no,
    cast(n as bigint) as n,
    cast(proposed as bigint) as proposed,
    cast(wilson_low as double) as wilson_low,
    cast(wilson_high as double) as wilson_high
from marts.renomination_band
where stratum_kind = 'province'
order by measure, scheme, band_no, band
