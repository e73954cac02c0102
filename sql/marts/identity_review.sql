-- Pairs of seats that may be one person's, for the analyst to look at: those in
-- doubt, and those already decided (people.yaml: pair, decision, why). Until a
-- pair is decided the two stay apart. Internal only: names, months of birth.
-- grain: pair_id
-- by: unit_code
--
-- state: doubtful, or as decided. reason says what speaks for and against, and
-- why it is in doubt. is_same_key: the two have one person_key in this build.
with
pairs as (
    select
        pair_id, mandate_a, mandate_b, unit_code, score, state, decision, is_name_same, is_birth_same, is_gender_same,
        is_county_same, is_ward_same, is_workplace_same, is_unrelated, is_disputed
    from intermediate.int_person_pair
    where state = 'doubtful' or decision is not null
)
select
    p.pair_id,
    p.unit_code,
    a.deputy_name as deputy_name_a,
    b.deputy_name as deputy_name_b,
    a.level as level_a,
    b.level as level_b,
    a.county_code as county_code_a,
    b.county_code as county_code_b,
    a.term as term_a,
    b.term as term_b,
    a.birth_month as birth_month_a,
    b.birth_month as birth_month_b,
    a.gender as gender_a,
    b.gender as gender_b,
    p.score,
    p.state,
    d.why as decision_note,
    case when p.is_name_same then '姓名相同' else '同姓、姓名写法不同' end
    || case when p.is_birth_same then '，出生年月相同' when p.is_birth_same is null then '，有一方没有出生年月' else '，出生年月不同' end
    || case when p.is_gender_same then '' when p.is_gender_same is null then '，有一方没有性别' else '，性别不同' end
    || case when p.is_county_same then '，同县' else '' end
    || case when p.is_ward_same then '，同选区' else '' end
    || case when p.is_workplace_same then '，单位职务相同' else '' end
    || case when p.is_unrelated then '；同时在两个没有隶属关系的地方任代表' else '' end
    || case when p.is_disputed and not p.is_unrelated and p.is_name_same then '；同名的不止一人' else '' end as reason,
    coalesce(k.person_key = l.person_key, false) as is_same_key,
    p.mandate_a,
    p.mandate_b
from pairs as p
inner join intermediate.int_person_seat as a on a.mandate_id = p.mandate_a
inner join intermediate.int_person_seat as b on b.mandate_id = p.mandate_b
left join intermediate.int_person as k on k.mandate_id = p.mandate_a
left join intermediate.int_person as l on l.mandate_id = p.mandate_b
left join ref.person_decision as d on d.pair_id = p.pair_id
