-- From an old seat to the seat its holder has in the next term: of the same
-- congress where there is one, else the first that began after the old term.
-- No row where nobody holds a later seat under that person's key.
-- grain: mandate_id
-- by: unit_code
with
seats as (
    select s.unit_code, s.mandate_id, p.person_key, s.level, s.congress_code, s.term, s.term_start, t.term_end
    from intermediate.int_person_seat as s
    inner join intermediate.int_person as p on p.mandate_id = s.mandate_id
    inner join ref.term as t on t.level = s.level and t.term = s.term
    where s.term_start is not null
),
later as (
    select
        o.unit_code,
        o.mandate_id,
        n.mandate_id as next_mandate_id,
        n.level as next_level,
        n.term as next_term,
        n.congress_code = o.congress_code as is_same_congress,
        n.level = o.level as is_same_level,
        row_number() over (
            partition by o.mandate_id
            order by
                n.term_start nulls last,
                case when n.congress_code = o.congress_code then 0 when n.level = o.level then 1 else 2 end nulls last,
                n.mandate_id nulls last
        ) as place
    from seats as o
    inner join seats as n on n.person_key = o.person_key and n.term_start > o.term_end
)
select unit_code, mandate_id, next_mandate_id, next_level, next_term, is_same_congress, is_same_level
from later
where place = 1
