-- Deputies who missed sessions of their own congress without approved leave as
-- often as the rule says (未经批准两次不出席): a clue (线索) for the credentials
-- committee, never a conclusion. unverified: the number is reached only with
-- absences whose leave is unknown (待核实).
-- grain: mandate_id
-- by: unit_code
--
-- The rule is the county's, else the unit's, else the law's (place 410000), as it
-- holds on the as-of date. Sessions count within the mandate, which is one term.
with
seats as (
    select
        mandate_id, min(person_key) as person_key, min(deputy_name) as deputy_name, min(level) as level,
        min(county_code) as county_code, min(term) as term, min(case when is_matched then 1 else 0 end) = 1 as is_matched
    from intermediate.int_attendance
    group by mandate_id
),
missed as (
    select
        a.mandate_id,
        min(a.unit_code) as unit_code,
        min(a.congress_code) as congress_code,
        count(*) as sessions,
        count(case when a.state <> 'attended' then 1 end) as missed,
        count(case when a.state = 'excused' then 1 end) as excused,
        count(case when a.state = 'unexcused' then 1 end) as unexcused,
        count(case when a.state = 'unverified' then 1 end) as unverified,
        min(case when a.state <> 'attended' then a.first_day end) as first_missed_on,
        max(case when a.state <> 'attended' then a.first_day end) as last_missed_on
    from intermediate.int_absence as a
    cross join ref.run as r
    where a.first_day <= r.as_of
    group by a.mandate_id
),
rules as (
    select
        m.mandate_id, b.regime, b.unexcused as unexcused_limit,
        row_number() over (
            partition by m.mandate_id
            order by
                case when b.place_code = s.county_code then 1 when b.place_code = m.unit_code then 2 else 3 end nulls last,
                b.valid_from desc nulls last, b.regime nulls last
        ) as choice
    from missed as m
    left join seats as s on s.mandate_id = m.mandate_id
    cross join ref.run as r
    inner join ref.absence_rule as b
        on (b.place_code = s.county_code or b.place_code = m.unit_code or b.place_code = '410000')
        and b.valid_from <= r.as_of and coalesce(b.valid_to >= r.as_of, true)
)
select
    m.mandate_id,
    s.person_key,
    m.unit_code,
    s.county_code,
    s.level,
    m.congress_code,
    s.term,
    s.deputy_name,
    u.regime,
    u.unexcused_limit,
    m.sessions,
    m.missed,
    m.excused,
    m.unexcused,
    m.unverified,
    case when m.unexcused >= u.unexcused_limit then 'clue' else 'unverified' end as clue_state,
    s.is_matched,
    m.first_missed_on,
    m.last_missed_on
from missed as m
left join seats as s on s.mandate_id = m.mandate_id
inner join rules as u on u.mandate_id = m.mandate_id and u.choice = 1
where m.unexcused + m.unverified >= u.unexcused_limit
