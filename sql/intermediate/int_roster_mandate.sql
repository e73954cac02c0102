-- One row per mandate the newest rosters know: a person's seat in one congress for one
-- term. A roster line repeated in two files of one unit is one mandate, as the
-- newer file has it. A term is written as the table of terms has it (第13届 =
-- 十三届), else without its 第; where none is stated, it is the one that ran in
-- the file's month. county_code is the county of statistics: the electing unit
-- of a city deputy, the constituency's county of a county or township deputy,
-- 济源 itself for its own. term_start and term_end are the term's where the table
-- knows it; a seat won after that term's end is of a congress that counts its
-- terms otherwise, so they are NULL. A roster of a new term says nothing of the
-- one before: the seats of an earlier term stay as that term's newest file has
-- them. Who holds a seat is int_person's.
-- term_stated: as the unit counts (平顶山市十二届 is the table's 十三届).
-- grain: mandate_id
-- by: unit_code
with
listed as (
    select
        unit_code, scope, period, batch_seq, batch_id, source_sheet, source_row, level, county_code, township, term,
        deputy_name, gender, birth_month, electing_unit_code, constituency, delegation, station, structure, unit_title,
        workplace, is_reelected, status, elected_on, left_on, false as is_former
    from staging.stg_roster
    union all
    select
        unit_code, scope, period, batch_seq, batch_id, source_sheet, source_row, level, county_code, township, term,
        deputy_name, gender, birth_month, electing_unit_code, constituency, delegation, station, structure, unit_title,
        workplace, is_reelected, status, elected_on, left_on, true as is_former
    from staging.stg_roster_withdrawn
),
placed as (
    select
        r.*,
        -- a county's own file need not name the county
        coalesce(
            r.county_code,
            case when r.scope <> 'all' then substr(r.scope, 1, 6) end,
            case when not u.has_city_congress then r.unit_code end
        ) as home_county
    from listed as r
    left join ref.unit as u on u.unit_code = r.unit_code
),
known as (
    select
        p.*,
        t.township_code,
        coalesce(stated.term, replace(p.term, '第', ''), served.term) as mandate_term,
        congress_of(p.level, p.unit_code, p.home_county, t.township_code, p.township) as congress_code
    from placed as p
    left join ref.township as t on t.county_code = p.home_county and t.township_name = p.township
    left join ref.month as m on m.period = p.period
    left join ref.local_term as l
        on l.unit_code = p.unit_code and l.level = p.level and plain_number(l.local_term) = plain_number(p.term)
    left join ref.term as stated on stated.level = p.level and plain_number(stated.term) = plain_number(coalesce(l.term, p.term))
    left join ref.term as served on served.level = p.level and m.last_day between served.term_start and served.term_end
),
started as (
    select k.*, t.term_start as began
    from known as k
    left join ref.term as t on t.level = k.level and t.term = k.mandate_term
),
current_terms as (
    select unit_code, level, min(began) as oldest
    from started
    where not is_former
    group by unit_code, level
),
keyed as (
    select
        s.*,
        mandate_key(
            seat_congress(s.level, s.unit_code, s.congress_code), s.mandate_term, s.deputy_name, s.constituency, s.birth_month
        ) as mandate_id
    from started as s
    left join current_terms as c on c.unit_code = s.unit_code and c.level = s.level
    where not s.is_former or s.began < c.oldest
),
ranked as (
    select
        *,
        row_number() over (
            partition by mandate_id
            order by is_former nulls last, period desc nulls last, batch_seq desc nulls last, batch_id nulls last, source_sheet nulls last, source_row nulls last
        ) as place
    from keyed
)
select
    k.mandate_id,
    k.unit_code,
    case when k.level = 'city' then coalesce(k.electing_unit_code, k.home_county) else k.home_county end as county_code,
    k.level,
    k.congress_code,
    case when k.level = 'city' then coalesce(k.electing_unit_code, k.home_county) else k.electing_unit_code end as electing_unit_code,
    k.township_code,
    k.township,
    k.mandate_term as term,
    replace(k.term, '第', '') as term_stated,
    k.deputy_name,
    k.gender,
    k.birth_month,
    k.constituency,
    k.delegation,
    k.station,
    k.structure,
    coalesce(k.unit_title, k.workplace) as workplace,
    k.is_reelected,
    k.status,
    t.term_start,
    t.term_end,
    k.elected_on,
    k.left_on,
    k.batch_id,
    k.source_sheet,
    k.source_row
from ranked as k
left join ref.term as t
    on t.level = k.level and t.term = k.mandate_term and coalesce(k.elected_on <= t.term_end, true)
where k.place = 1
