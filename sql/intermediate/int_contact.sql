-- One contact of 双联系, and which half of it: a member of the standing committee
-- keeps touch with deputies, a deputy with voters. deputy_name is the deputy of
-- the pair where the row names exactly one.
-- grain: batch_id, source_sheet, source_row
-- by: unit_code
with
kinds as (
    select text, term from intermediate.int_text_term where list = 'contact_kind' and place = 1
),
kinded as (
    select
        c.batch_id, coalesce(c.source_sheet, '') as source_sheet, c.source_row, c.unit_code, c.scope,
        c.event_period as period, c.level, c.county_code, c.contact_date, c.from_name,
        nullif(replace(replace(c.to_name, ' ', ''), '　', ''), '') as to_name,
        case when c.contact_kind is null then 'unstated' else coalesce(k.term, 'other') end as contact_kind
    from staging.stg_contacts as c
    left join kinds as k on k.text = c.contact_kind
)
select
    batch_id,
    source_sheet,
    source_row,
    unit_code,
    scope,
    period,
    level,
    county_code,
    contact_kind,
    contact_date,
    from_name,
    to_name,
    case
        when contact_kind = '代表联系群众' then from_name
        when contact_kind = '常委会组成人员联系代表' and not matches(to_name, '[、，,；;等]') then to_name
    end as deputy_name
from kinded
