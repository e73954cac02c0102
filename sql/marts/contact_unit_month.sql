-- 双联系 by unit, month and half: contacts, who kept them, and with whom.
-- grain: unit_code, period, contact_kind
-- by: unit_code
--
-- Kinds are the vocabulary's two halves, `other` and `unstated`, `all` for all
-- together. contacted is NULL where no row names the other side.
with
together as (
    select unit_code, period, contact_kind, from_name, to_name from intermediate.int_contact
    union all
    select unit_code, period, 'all' as contact_kind, from_name, to_name from intermediate.int_contact
)
select
    unit_code,
    period,
    contact_kind,
    count(*) as contacts,
    count(distinct from_name) as contacting,
    nullif(count(distinct to_name), 0) as contacted
from together
group by unit_code, period, contact_kind
