-- Which seat (mandate) a row that names a deputy belongs to, before it is asked
-- who the person is (int_mandate_match).
-- grain: dataset, batch_id, source_sheet, source_row
-- by: unit_code
--
-- The roster's mandate where exactly one fits: same unit and name, and
-- nothing that both state may differ (level, term, place, township,
-- constituency, birth month; numerals are read alike); nobody acts on a seat
-- before its term and the election to it, nor after its term or after leaving.
-- Otherwise an id of its own from the same parts,
-- so that votes or scores alone work. Its term is the stated one, else the one
-- that ran in the last month the row speaks of. An unknown part of such a row
-- is filled from the other unmatched rows of the same unit, level, township,
-- name and term when all of those that state it agree; where any part is
-- disputed (two people of one name) nothing is filled. A row that two seats fit
-- names both (first_fit, last_fit): they may be one person's.

with calendar as (
    select
        t.level, t.term, month_of(t.term_start) as first_month, month_of(t.term_end) as last_month,
        month_of(lead(t.term_start) over (partition by t.level order by t.term_start nulls last)) as next_month
    from ref.term as t
),

stated as (
    select
        i.dataset, i.batch_id, i.source_sheet, i.source_row, i.unit_code, i.level, i.deputy_name, i.county_code,
        i.electing_unit_code, i.township, i.constituency, i.birth_month, i.term, i.event_start, i.event_period, i.event_date,
        plain_number(i.constituency) as ward, plain_number(i.term) as term_no,
        coalesce(i.term, t.term) as dated_term
    from intermediate.int_identity as i
    left join calendar as t
        on t.level = i.level and i.event_period between t.first_month and t.last_month
        -- of two terms that share a month, the later
        and coalesce(i.event_period < t.next_month, true)
),

roster as (
    select
        mandate_id, unit_code, level, deputy_name, county_code, congress_code,
        electing_unit_code, township, constituency, birth_month, replace(term, '第', '') as term,
        plain_number(constituency) as ward, plain_number(term) as term_no,
        month_of(case when elected_on > term_start then elected_on else coalesce(term_start, elected_on) end) as first_month,
        month_of(case when left_on < term_end then left_on else coalesce(term_end, left_on) end) as last_month,
        month_of(term_end) as term_last_month, left_on
    from intermediate.int_roster_mandate
),

who as ( -- many rows speak of one person: the roster is searched once for each way of naming somebody
    select distinct
        unit_code, deputy_name, level, term_no, township, ward, birth_month, electing_unit_code, county_code
    from stated
),

candidates as (
    select
        w.unit_code, w.deputy_name, w.level, w.term_no, w.township, w.ward, w.birth_month, w.electing_unit_code,
        w.county_code, r.mandate_id, r.first_month, r.last_month, r.term_last_month, r.left_on
    from who as w
    inner join roster as r
        on r.unit_code = w.unit_code and r.deputy_name = w.deputy_name
    where
        coalesce(r.level = w.level, true)
        and coalesce(r.term_no = w.term_no, true)
        and coalesce(r.township = w.township, true)
        and coalesce(r.ward = w.ward, true)
        and coalesce(r.birth_month = w.birth_month, true)
        and coalesce(
            r.electing_unit_code = w.electing_unit_code,
            r.county_code = w.county_code,
            r.electing_unit_code = w.county_code,
            r.county_code = w.electing_unit_code,
            true
        )
),

fitting as (
    select
        s.dataset, s.batch_id, s.source_sheet, s.source_row, count(*) as fits,
        min(c.mandate_id) as first_fit, max(c.mandate_id) as last_fit
    from stated as s
    inner join candidates as c
        on
            c.unit_code = s.unit_code and c.deputy_name = s.deputy_name
            and c.level is not distinct from s.level
            and c.term_no is not distinct from s.term_no
            and c.township is not distinct from s.township
            and c.ward is not distinct from s.ward
            and c.birth_month is not distinct from s.birth_month
            and c.electing_unit_code is not distinct from s.electing_unit_code
            and c.county_code is not distinct from s.county_code
    where
        coalesce(c.first_month <= s.event_period, true)
        and coalesce(c.last_month >= s.event_start, true)
        and coalesce(c.left_on >= s.event_date, true)
        -- a year's points belong to the term that ran at its end
        and coalesce(c.term_last_month >= s.event_period, true)
    group by s.dataset, s.batch_id, s.source_sheet, s.source_row
),

matched as (
    select
        f.dataset, f.batch_id, f.source_sheet, f.source_row, f.first_fit as mandate_id, r.unit_code,
        r.level, r.deputy_name, r.county_code, r.congress_code, r.electing_unit_code, r.township,
        r.constituency, r.birth_month, r.term
    from fitting as f
    inner join roster as r on r.mandate_id = f.first_fit
    where f.fits = 1
),

unmatched as (
    select
        s.dataset, s.batch_id, s.source_sheet, s.source_row, s.unit_code, s.level, s.deputy_name,
        s.county_code, s.electing_unit_code, s.township, s.constituency, s.ward, s.birth_month,
        s.dated_term as term, coalesce(s.electing_unit_code, s.county_code) as place,
        case when f.fits = 2 then f.first_fit end as first_fit, case when f.fits = 2 then f.last_fit end as last_fit
    from stated as s
    left join fitting as f
        on
            f.dataset = s.dataset and f.batch_id = s.batch_id
            and f.source_sheet = s.source_sheet and f.source_row = s.source_row
    where coalesce(f.fits, 0) <> 1
),

termed as (
    select
        dataset, batch_id, source_sheet, source_row, unit_code, level, deputy_name, county_code, electing_unit_code,
        township, constituency, ward, birth_month, place, first_fit, last_fit,
        coalesce(term, case
            when min(plain_number(term)) over person = max(plain_number(term)) over person then min(term) over person
        end) as term
    from unmatched
    window person as (partition by unit_code, coalesce(level, ''), coalesce(township, ''), deputy_name)
),

agreed as (
    select
        unit_code, coalesce(level, '') as level, coalesce(township, '') as township, deputy_name,
        coalesce(plain_number(term), '') as term_no,
        min(place) as place, min(constituency) as constituency, min(birth_month) as birth_month
    from termed
    group by unit_code, coalesce(level, ''), coalesce(township, ''), deputy_name, coalesce(plain_number(term), '')
    having count(distinct place) <= 1 and count(distinct ward) <= 1 and count(distinct birth_month) <= 1
),

filled as (
    select
        u.dataset, u.batch_id, u.source_sheet, u.source_row, u.unit_code, u.level, u.deputy_name,
        coalesce(u.county_code, case when u.level in ('county', 'township') then a.place end) as county_code,
        u.electing_unit_code, u.township,
        coalesce(u.constituency, a.constituency) as constituency,
        coalesce(u.birth_month, a.birth_month) as birth_month,
        u.term,
        coalesce(u.place, a.place) as place,
        u.first_fit, u.last_fit
    from termed as u
    left join agreed as a
        on
            a.unit_code = u.unit_code and a.level = coalesce(u.level, '')
            and a.township = coalesce(u.township, '') and a.deputy_name = u.deputy_name
            and a.term_no = coalesce(plain_number(u.term), '')
),

placed as (
    select
        f.dataset, f.batch_id, f.source_sheet, f.source_row, f.unit_code, f.level, f.deputy_name,
        f.county_code, f.electing_unit_code, f.township, f.constituency, f.birth_month, f.term, f.place,
        f.first_fit, f.last_fit,
        congress_of(f.level, f.unit_code, f.county_code, t.township_code, f.township) as congress_code
    from filled as f
    left join ref.township as t
        on t.county_code = f.county_code and t.township_name = f.township
),

own as (
    select
        dataset, batch_id, source_sheet, source_row, unit_code, level, deputy_name, county_code,
        congress_code, electing_unit_code, township, constituency, birth_month, term, first_fit, last_fit,
        mandate_key(
            seat_congress(level, unit_code, congress_code), term, deputy_name, coalesce(plain_number(constituency), place),
            birth_month
        ) as mandate_id
    from placed
)

select
    dataset, batch_id, source_sheet, source_row, mandate_id, true as is_matched, unit_code,
    level, deputy_name, county_code, congress_code, electing_unit_code, township, constituency, birth_month, term,
    cast(null as varchar) as first_fit, cast(null as varchar) as last_fit
from matched
union all
select
    dataset, batch_id, source_sheet, source_row, mandate_id, false as is_matched, unit_code,
    level, deputy_name, county_code, congress_code, electing_unit_code, township, constituency, birth_month, term,
    first_fit, last_fit
from own
