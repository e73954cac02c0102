-- A city deputy in the files of a unit that has no city congress.
-- severity: warning
-- message: 该单位不设市级人民代表大会，却报送了市级代表的行，请核实代表层级
with stated as (
    select dataset, batch_id, source_sheet, source_row, unit_code, level, deputy_name
    from intermediate.int_identity
    union all
    select 'roster' as dataset, batch_id, source_sheet, source_row, unit_code, level, deputy_name
    from staging.stg_roster
)
select s.dataset, s.batch_id, s.source_sheet, s.source_row, s.unit_code, s.deputy_name
from stated as s
inner join ref.unit as u on u.unit_code = s.unit_code
where s.level = 'city' and not u.has_city_congress
