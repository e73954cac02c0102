-- A rate lies between 0 and 1.
-- severity: error
-- message: 比率不在0到1之间
with rates as (
    select 'plan_unit_year' as mart, unit_code, plan_rate as rate from marts.plan_unit_year
    union all
    select 'coverage_unit' as mart, unit_code, plan_rate as rate from marts.coverage_unit
    union all
    select 'coverage_province' as mart, level as unit_code, plan_rate as rate from marts.coverage_province
    union all
    select 'plan_composition_unit_year' as mart, unit_code, planned_share as rate from marts.plan_composition_unit_year
    union all
    select 'plan_composition_unit_year' as mart, unit_code, roster_share as rate from marts.plan_composition_unit_year
    union all
    select 'procedure_unit_month' as mart, unit_code, done_rate as rate from marts.procedure_unit_month
    union all
    select 'rectification_unit_month' as mart, unit_code, on_time_rate as rate from marts.rectification_unit_month
    union all
    select 'station_unit' as mart, unit_code, assigned_rate as rate from marts.station_unit
    union all
    select 'dossier_unit' as mart, unit_code, archived_rate as rate from marts.dossier_unit
    union all
    select 'dossier_unit' as mart, unit_code, with_event_rate as rate from marts.dossier_unit
)
select mart, unit_code, rate
from rates
where rate < 0 or rate > 1
