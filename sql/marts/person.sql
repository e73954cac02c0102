-- One person and the seats held: people are not seats (人 and 席位 are never added).
-- grain: person_key
-- by: unit_code
--
-- seats and terms count those the rosters and the further files know of; terms are
-- distinct levels and terms. seats_in_office: on the as-of date. The name, month
-- of birth and sex are those of the latest seat that states them; NULL where
-- seats joined by the analyst disagree.
with
seats as (
    select
        p.person_key, s.mandate_id, s.unit_code, s.deputy_name, s.birth_month, s.gender, s.level, s.term, s.first_day,
        coalesce(d.in_office, false) as in_office
    from intermediate.int_person_seat as s
    inner join intermediate.int_person as p on p.mandate_id = s.mandate_id
    left join marts.deputy as d on d.mandate_id = s.mandate_id
),
latest as (
    select
        person_key, deputy_name,
        row_number() over (partition by person_key order by first_day desc nulls last, mandate_id nulls last) as place
    from seats
)
select
    s.person_key,
    min(s.unit_code) as unit_code,
    min(case when l.place = 1 then l.deputy_name end) as deputy_name,
    case when min(s.gender) = max(s.gender) then min(s.gender) end as gender,
    case when min(s.birth_month) = max(s.birth_month) then min(s.birth_month) end as birth_month,
    count(distinct s.mandate_id) as seats,
    count(distinct s.level) as levels,
    count(distinct coalesce(s.level, '') || '|' || coalesce(s.term, '')) as terms,
    count(distinct case when s.in_office then s.mandate_id end) as seats_in_office,
    min(s.first_day) as first_day
from seats as s
left join latest as l on l.person_key = s.person_key and l.place = 1
group by s.person_key
