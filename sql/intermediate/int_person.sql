-- Whose seat it is: one key for a person over terms and levels of one unit.
-- grain: mandate_id
-- by: unit_code
--
-- The key is made from unit, name, month of birth and sex of the person's
-- best-described seat (person_base), so that it is the same in every build; of a
-- seat without a month of birth it is the seat's own. Where two people have all
-- of these in common, those who came later have a key of their own.
with
grouped as (
    select
        s.mandate_id,
        coalesce(g.group_id, s.mandate_id) as group_id,
        s.birth_month,
        s.gender,
        s.unit_code,
        s.deputy_name,
        s.first_day
    from intermediate.int_person_seat as s
    left join intermediate.int_person_group as g on g.mandate_id = s.mandate_id
),
described as (
    select
        group_id,
        person_base(unit_code, deputy_name, birth_month, gender, mandate_id) as base,
        min(first_day) over (partition by group_id) as first_day,
        row_number() over (
            partition by group_id
            order by
                case when birth_month is null then 1 else 0 end nulls last,
                case when gender is null then 1 else 0 end nulls last,
                mandate_id nulls last
        ) as place
    from grouped
),
keyed as (
    select
        group_id,
        base,
        row_number() over (partition by base order by first_day nulls last, group_id nulls last) as twin_no
    from described
    where place = 1
)
select
    g.unit_code,
    g.mandate_id,
    case when k.twin_no = 1 then k.base else short_key(k.base || '|' || k.group_id) end as person_key,
    k.twin_no > 1 as is_twin
from grouped as g
inner join keyed as k on k.group_id = g.group_id
