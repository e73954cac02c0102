-- Which seat (mandate) a row that names a deputy belongs to, and who holds it.
-- grain: dataset, batch_id, source_sheet, source_row
-- by: unit_code
--
-- person_key is int_person's. Of a row that two seats fit, both of one person
-- (a city and a county seat, say), the person is known though the seat is not;
-- else a row whose seat no roster names and that states no month of birth is a
-- person of its own.
select
    s.dataset,
    s.batch_id,
    s.source_sheet,
    s.source_row,
    s.mandate_id,
    coalesce(p.person_key, case when f.person_key = l.person_key then f.person_key end, s.mandate_id) as person_key,
    s.is_matched,
    s.unit_code,
    s.level,
    s.deputy_name,
    s.county_code,
    s.congress_code,
    s.electing_unit_code,
    s.township,
    s.constituency,
    s.birth_month,
    s.term
from intermediate.int_seat_match as s
left join intermediate.int_person as p on p.mandate_id = s.mandate_id
left join intermediate.int_person as f on f.mandate_id = s.first_fit
left join intermediate.int_person as l on l.mandate_id = s.last_fit
