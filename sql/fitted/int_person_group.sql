-- Which seats are one person's: those that pairs of the state `same` join, also
-- through others (union–find). group_id is the smallest of their mandate_ids.
-- Seats that no pair joins are not here.
-- grain: mandate_id
-- by: unit_code
-- columns: unit_code varchar, mandate_id varchar, group_id varchar
select unit_code, mandate_a, mandate_b
from intermediate.int_person_pair
where state = 'same'
order by mandate_a, mandate_b
