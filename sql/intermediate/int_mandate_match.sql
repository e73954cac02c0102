-- Which seat (mandate) a row of votes, scores or nominations belongs to.
-- grain: dataset, batch_id, source_sheet, source_row
--
-- The roster's mandate where exactly one fits: same unit and name, and
-- nothing that both state may differ (level, term, place, township,
-- constituency, birth month); nobody acts on a seat before being elected to it.
-- Otherwise an id of its own from the same parts,
-- so that votes or scores alone work. An unknown part of such a row is filled
-- from the other unmatched rows of the same unit, level, township and name
-- when all of those that state it agree; where any part is disputed (two
-- people of one name) nothing is filled.

with stated as (
    select
        dataset, batch_id, source_sheet, source_row, unit_code, level, deputy_name, county_code,
        electing_unit_code, township, constituency, birth_month, term, event_period
    from intermediate.int_identity
),

roster as (
    select
        mandate_id, person_key, unit_code, level, deputy_name, county_code, congress_code,
        electing_unit_code, township, constituency, birth_month, replace(term, '第', '') as term,
        elected_on
    from intermediate.int_roster_mandate
),

fitting as (
    select s.dataset, s.batch_id, s.source_sheet, s.source_row, min(r.mandate_id) as mandate_id
    from stated as s
    inner join roster as r
        on r.unit_code = s.unit_code and r.deputy_name = s.deputy_name
    where
        coalesce(r.level = s.level, true)
        and coalesce(r.term = s.term, true)
        and coalesce(r.township = s.township, true)
        and coalesce(r.constituency = s.constituency, true)
        and coalesce(r.birth_month = s.birth_month, true)
        and coalesce(month_of(r.elected_on) <= s.event_period, true)
        and coalesce(
            r.electing_unit_code = s.electing_unit_code,
            r.county_code = s.county_code,
            r.electing_unit_code = s.county_code,
            r.county_code = s.electing_unit_code,
            true
        )
    group by s.dataset, s.batch_id, s.source_sheet, s.source_row
    having count(distinct r.mandate_id) = 1
),

matched as (
    select
        f.dataset, f.batch_id, f.source_sheet, f.source_row, f.mandate_id, r.person_key, r.unit_code,
        r.level, r.deputy_name, r.county_code, r.congress_code, r.electing_unit_code, r.township,
        r.constituency, r.birth_month, r.term
    from fitting as f
    inner join roster as r on r.mandate_id = f.mandate_id
),

unmatched as (
    select
        s.dataset, s.batch_id, s.source_sheet, s.source_row, s.unit_code, s.level, s.deputy_name,
        s.county_code, s.electing_unit_code, s.township, s.constituency, s.birth_month, s.term,
        coalesce(s.electing_unit_code, s.county_code) as place
    from stated as s
    left join fitting as f
        on
            f.dataset = s.dataset and f.batch_id = s.batch_id
            and f.source_sheet = s.source_sheet and f.source_row = s.source_row
    where f.mandate_id is null
),

agreed as (
    select
        unit_code, coalesce(level, '') as level, coalesce(township, '') as township, deputy_name,
        min(place) as place, min(constituency) as constituency, min(birth_month) as birth_month, min(term) as term
    from unmatched
    group by unit_code, coalesce(level, ''), coalesce(township, ''), deputy_name
    having
        count(distinct place) <= 1 and count(distinct constituency) <= 1
        and count(distinct birth_month) <= 1 and count(distinct term) <= 1
),

filled as (
    select
        u.dataset, u.batch_id, u.source_sheet, u.source_row, u.unit_code, u.level, u.deputy_name,
        coalesce(u.county_code, case when u.level in ('county', 'township') then a.place end) as county_code,
        u.electing_unit_code, u.township,
        coalesce(u.constituency, a.constituency) as constituency,
        coalesce(u.birth_month, a.birth_month) as birth_month,
        coalesce(u.term, a.term) as term,
        coalesce(u.place, a.place) as place
    from unmatched as u
    left join agreed as a
        on
            a.unit_code = u.unit_code and a.level = coalesce(u.level, '')
            and a.township = coalesce(u.township, '') and a.deputy_name = u.deputy_name
),

placed as (
    select
        f.dataset, f.batch_id, f.source_sheet, f.source_row, f.unit_code, f.level, f.deputy_name,
        f.county_code, f.electing_unit_code, f.township, f.constituency, f.birth_month, f.term, f.place,
        congress_of(f.level, f.unit_code, f.county_code, t.township_code, f.township) as congress_code
    from filled as f
    left join ref.township as t
        on t.county_code = f.county_code and t.township_name = f.township
),

own as (
    select
        dataset, batch_id, source_sheet, source_row, unit_code, level, deputy_name, county_code,
        congress_code, electing_unit_code, township, constituency, birth_month, term,
        mandate_key(
            coalesce(congress_code, unit_code || '?'), term, deputy_name, coalesce(constituency, place), birth_month
        ) as mandate_id
    from placed
)

select
    dataset, batch_id, source_sheet, source_row, mandate_id, person_key, true as is_matched, unit_code,
    level, deputy_name, county_code, congress_code, electing_unit_code, township, constituency, birth_month, term
from matched
union all
select
    dataset,
    batch_id,
    source_sheet,
    source_row,
    mandate_id,
    short_key(
        case
            when birth_month is not null then unit_code || '|' || deputy_name || '|' || birth_month || '|'
            else mandate_id
        end
    ) as person_key,
    false as is_matched,
    unit_code, level, deputy_name, county_code, congress_code, electing_unit_code, township, constituency, birth_month, term
from own
