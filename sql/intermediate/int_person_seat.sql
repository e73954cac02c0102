-- Every seat that may be somebody's: the rosters', and of the seats no roster
-- names those whose rows state a month of birth. first_day and last_day: when the
-- seat was held, as far as it is known.
-- grain: mandate_id
-- by: unit_code
with
named as (
    select
        mandate_id, min(unit_code) as unit_code, min(deputy_name) as deputy_name, min(birth_month) as birth_month,
        min(level) as level, min(congress_code) as congress_code, min(county_code) as county_code,
        min(constituency) as constituency, min(term) as term
    from intermediate.int_seat_match
    where not is_matched and birth_month is not null
    group by mandate_id
)
select
    m.mandate_id, m.unit_code, m.deputy_name, m.birth_month, m.gender, m.level, m.congress_code, m.county_code,
    plain_number(m.constituency) as ward, m.workplace, m.term, m.term_start,
    case when m.elected_on > m.term_start then m.elected_on else coalesce(m.term_start, m.elected_on) end as first_day,
    case when m.left_on < m.term_end then m.left_on else coalesce(m.term_end, m.left_on) end as last_day,
    true as is_in_roster
from intermediate.int_roster_mandate as m
union all
select
    n.mandate_id, n.unit_code, n.deputy_name, n.birth_month, cast(null as varchar) as gender, n.level, n.congress_code,
    n.county_code, plain_number(n.constituency) as ward, cast(null as varchar) as workplace, n.term, t.term_start,
    t.term_start as first_day, t.term_end as last_day, false as is_in_roster
from named as n
left join ref.term as t on t.level = n.level and t.term = n.term
left join intermediate.int_roster_mandate as m on m.mandate_id = n.mandate_id
where m.mandate_id is null
