-- A review whose votes ask for mending, of a unit that keeps the ledger, without an
-- item in it.
-- severity: warning
-- message: 述职测评达到限期整改线，而整改台账中没有该代表
select v.review_id, v.unit_code, v.period
from marts.review as v
cross join ref.run as r
where v.consequence = 'rectify' and v.consequence_state = 'confirmed' and v.review_date <= r.as_of
    and v.unit_code in (select unit_code from intermediate.int_rectification where source_kind = 'threshold')
    and v.review_id not in (select review_id from intermediate.int_rectification where review_id is not null)
