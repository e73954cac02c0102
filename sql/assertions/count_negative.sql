-- A unit states a number below nothing; the sums carry it.
-- severity: warning
-- message: 报送的数量为负，合计受其影响，请核实
select 'activities' as dataset, unit_code, period, n
from marts.activity_unit_month
where n < 0
union all
select 'sessions' as dataset, unit_code, period, attendees as n
from marts.session_unit_month
where attendees < 0 or courseware < 0
union all
select 'stations' as dataset, unit_code, station_kind as period, deputies as n
from marts.station_unit
where deputies < 0 or visits < 0 or opinions < 0 or resolved < 0
