-- Two seats of one unit that may be one person's, with what speaks for it. No
-- identity number is asked for; nothing is guessed.
-- grain: pair_id
-- rows: intermediate.int_person_seat where r.mandate_id = m.mandate_a or r.mandate_id = m.mandate_b
-- by: unit_code
--
-- Pairs: seats under one name; and of different terms those under names that
-- share the surname, with the same month of birth, sex, county and constituency
-- (a name written otherwise). Names that more than person_block_max seats of a
-- unit have are left out: such a name says nothing. Fellegi and Sunter (1969)
-- with whole points from ref.choice: name, month of birth, sex, county,
-- constituency, workplace. state: different (another month of birth or sex: never
-- one person), same (person_sure points or more), doubtful (person_doubt or
-- more: for the analyst), apart. is_unrelated: held at one time in two places of
-- which neither contains the other, which the election law forbids. is_disputed:
-- among the seats that look alike here some are unrelated or contradict each
-- other, or the analyst said so: then none of them is sure. Of names written
-- otherwise none is sure. What the analyst decided (ref.person_decision) holds.
with
seats as (
    select
        mandate_id, unit_code, deputy_name, birth_month, gender, level, congress_code, county_code, ward, workplace,
        term_start, first_day, last_day, substr(deputy_name, 1, 1) as surname
    from intermediate.int_person_seat
),
blocks as (
    select
        unit_code, deputy_name,
        count(distinct birth_month) > 1 or count(distinct gender) > 1 as has_namesakes
    from seats
    group by unit_code, deputy_name
    having count(*) between 2 and (select max(person_block_max) from ref.choice)
),
candidates as (
    select a.mandate_id as a, b.mandate_id as b, true as is_name_same, k.has_namesakes
    from blocks as k
    inner join seats as a on a.unit_code = k.unit_code and a.deputy_name = k.deputy_name
    inner join seats as b on b.unit_code = k.unit_code and b.deputy_name = k.deputy_name and a.mandate_id < b.mandate_id
    union all
    select a.mandate_id as a, b.mandate_id as b, false as is_name_same, true as has_namesakes
    from seats as a
    inner join seats as b
        on b.unit_code = a.unit_code and b.surname = a.surname and b.birth_month = a.birth_month and b.gender = a.gender
        and b.county_code = a.county_code and b.ward = a.ward and b.level = a.level
    where a.mandate_id < b.mandate_id and a.deputy_name <> b.deputy_name and a.term_start <> b.term_start
),
compared as (
    select
        short_key(c.a || '|' || c.b) as pair_id,
        c.a as mandate_a,
        c.b as mandate_b,
        a.unit_code,
        a.deputy_name,
        c.is_name_same,
        c.has_namesakes,
        a.birth_month = b.birth_month as is_birth_same,
        a.gender = b.gender as is_gender_same,
        a.county_code = b.county_code as is_county_same,
        a.level = b.level and a.county_code = b.county_code and a.ward = b.ward as is_ward_same,
        a.workplace = b.workplace as is_workplace_same,
        coalesce(a.birth_month, b.birth_month) as birth_month,
        coalesce(a.first_day <= b.last_day, true) and coalesce(b.first_day <= a.last_day, true)
        and (a.level = b.level and a.congress_code <> b.congress_code
            or a.level in ('county', 'township') and b.level in ('county', 'township') and a.county_code <> b.county_code)
        as is_unrelated
    from candidates as c
    inner join seats as a on a.mandate_id = c.a
    inner join seats as b on b.mandate_id = c.b
),
decided as (
    select
        c.*,
        d.decision,
        coalesce(not c.is_birth_same, false) or coalesce(not c.is_gender_same, false) as is_contradicted
    from compared as c
    left join ref.person_decision as d on d.pair_id = c.pair_id
),
disputed as ( -- seats of one unit, name and month of birth, not all of them one person's
    select unit_code, deputy_name, birth_month
    from decided
    where is_name_same and is_birth_same
    group by unit_code, deputy_name, birth_month
    having max(case when coalesce(is_unrelated, false) or is_contradicted or decision = 'different' then 1 else 0 end) = 1
),
scored as (
    select
        d.*,
        case when d.is_name_same then w.person_name else 1 end
        + case when d.is_birth_same then w.person_birth else 0 end
        + case when d.is_gender_same then w.person_gender else 0 end
        + case when d.is_county_same then w.person_county else 0 end
        + case when d.is_ward_same then w.person_ward else 0 end
        + case when d.is_workplace_same then w.person_workplace else 0 end as score,
        w.person_sure,
        w.person_doubt,
        case when d.is_birth_same then p.deputy_name is not null else d.has_namesakes end as is_disputed
    from decided as d
    cross join ref.choice as w
    left join disputed as p
        on p.unit_code = d.unit_code and p.deputy_name = d.deputy_name and p.birth_month = d.birth_month
)
select
    pair_id,
    mandate_a,
    mandate_b,
    unit_code,
    score,
    case
        when decision = 'same' then 'same'
        when decision = 'different' or is_contradicted then 'different'
        when decision = 'undecided' then 'doubtful'
        when score >= person_sure and is_name_same and not is_disputed then 'same'
        when score >= person_doubt then 'doubtful'
        else 'apart'
    end as state,
    decision,
    is_name_same,
    is_birth_same,
    is_gender_same,
    is_county_same,
    is_ward_same,
    is_workplace_same,
    coalesce(is_unrelated, false) as is_unrelated,
    is_contradicted,
    is_disputed
from scored
