-- One person has one month of birth and one sex, unless the analyst joined the
-- seats himself.
-- severity: error
-- message: 同一人员编号下的出生年月或性别不止一个
with
decided as (
    select p.person_key
    from intermediate.int_person_pair as d
    inner join intermediate.int_person as p on p.mandate_id = d.mandate_a
    where d.decision = 'same'
)
select p.person_key
from intermediate.int_person as p
inner join intermediate.int_person_seat as s on s.mandate_id = p.mandate_id
where p.person_key not in (select person_key from decided)
group by p.person_key
having count(distinct s.birth_month) > 1 or count(distinct s.gender) > 1
