-- The printed band is not the one our total falls in; both are kept.
-- severity: warning
-- message: 上报的积分等次与按总分评定的等次不一致，两个都已保留
select unit_code, scheme, year, level, deputy_name, total_recomputed, total_reported, band_reported, band
from marts.score_deputy_year
where band is not null and band_reported is not null and band_reported <> band
