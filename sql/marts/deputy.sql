-- Who holds which seat, as the newest roster of each unit and scope says.
-- A person may hold several mandates (person_key). in_office is judged on the
-- as-of date: elected and the term begun by then, not left by then, no later
-- term of the level begun, and no status that ends a mandate unless its date of
-- leaving lies later. A suspended deputy holds the seat.
-- grain: mandate_id
-- by: unit_code
with
newest as ( -- the term that runs on the as-of date, else the last begun
    select t.level, max(t.term_start) as term_start
    from ref.term as t
    cross join ref.run as r
    where t.term_start <= r.as_of
    group by t.level
)
select
    m.mandate_id,
    p.person_key,
    m.deputy_name,
    m.unit_code,
    m.county_code,
    m.level,
    m.congress_code,
    m.electing_unit_code,
    m.constituency,
    m.term,
    m.term_stated,
    m.station,
    m.delegation,
    m.structure,
    m.gender,
    m.birth_month,
    m.status,
    m.is_reelected,
    case
        when r.as_of is null then null
        when m.elected_on > r.as_of or m.term_start > r.as_of then false
        when m.term_start < n.term_start then false
        when m.left_on is not null then m.left_on > r.as_of
        else coalesce(m.status, 'in_office') in ('in_office', 'suspended')
    end as in_office,
    m.elected_on,
    m.left_on
from intermediate.int_roster_mandate as m
cross join ref.run as r
left join intermediate.int_person as p on p.mandate_id = m.mandate_id
left join newest as n on n.level = m.level
