-- Seats that fell vacant in the running term and that nobody was elected to since.
-- grain: mandate_id
-- by: unit_code
--
-- mandate_id is the seat given up: resigned, recalled, moved, died or ended. A
-- successor sits in the same congress for the same constituency (directly elected) or
-- electing unit (elected by a congress) and was elected later than at the general
-- election; successors since the first vacancy of a place fill its vacancies in order
-- of time, one each, none before its own. Numerals of constituencies are read alike.

with spans as (
    select
        s.mandate_id, s.unit_code, s.level, s.began_on, s.ended_on, s.ended_how, s.is_general, s.is_end_imputed,
        m.deputy_name, m.county_code, m.congress_code, m.constituency, m.electing_unit_code, m.term,
        coalesce(m.congress_code, '') || '|' || coalesce(m.term, '') || '|'
        || case
            when s.level in ('county', 'township') then coalesce(plain_number(m.constituency), '')
            else coalesce(m.electing_unit_code, '')
        end as place
    from intermediate.int_seat_span as s
    cross join ref.run as r
    inner join intermediate.int_roster_mandate as m on m.mandate_id = s.mandate_id
    where s.began_on <= r.as_of and coalesce(s.next_start > r.as_of, true)
),

vacated as (
    select
        v.mandate_id, v.place, v.ended_on,
        row_number() over (partition by v.place order by v.ended_on nulls last, v.mandate_id nulls last) as turn,
        min(v.ended_on) over (partition by v.place) as first_ended_on
    from spans as v
    cross join ref.run as r
    where v.ended_on <= r.as_of and v.ended_how <> 'term_over'
),

places as (
    select distinct place, first_ended_on from vacated
),

successors as (
    select
        s.place, s.began_on,
        row_number() over (partition by s.place order by s.began_on nulls last, s.mandate_id nulls last) as turn
    from spans as s
    inner join places as p on p.place = s.place and s.began_on >= p.first_ended_on
    where not s.is_general
)

select
    v.mandate_id,
    s.unit_code,
    s.county_code,
    s.level,
    s.congress_code,
    s.electing_unit_code,
    s.constituency,
    s.term,
    s.deputy_name,
    s.ended_how,
    s.is_end_imputed,
    v.ended_on
from vacated as v
inner join spans as s on s.mandate_id = v.mandate_id
left join successors as n on n.place = v.place and n.turn = v.turn and n.began_on >= v.ended_on
where n.turn is null
