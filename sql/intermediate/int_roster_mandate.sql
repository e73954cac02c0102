-- One row per mandate the newest rosters know: a person's seat in one congress for one
-- term. A roster line repeated in two files of one unit is one mandate, as the
-- newer file has it. A term is written without its 第 (第十三届 = 十三届).
-- county_code is the county of statistics: the electing unit of a city deputy,
-- the constituency's county of a county or township deputy.
-- grain: mandate_id
with
placed as (
    select
        *,
        -- a county's own file need not name the county
        coalesce(county_code, case when scope <> 'all' then substr(scope, 1, 6) end) as home_county
    from staging.stg_roster
),
known as (
    select
        p.*,
        t.township_code,
        coalesce(replace(p.term, '第', ''), served.term) as mandate_term,
        congress_of(p.level, p.unit_code, p.home_county, t.township_code, p.township) as congress_code
    from placed as p
    left join ref.township as t on t.county_code = p.home_county and t.township_name = p.township
    left join ref.month as m on m.period = p.period
    left join ref.term as served on served.level = p.level and m.last_day between served.term_start and served.term_end
),
keyed as (
    select
        *,
        mandate_key(congress_code, mandate_term, deputy_name, constituency, birth_month) as mandate_id
    from known
),
ranked as (
    select
        *,
        row_number() over (
            partition by mandate_id
            order by period desc, batch_seq desc, batch_id, source_sheet, source_row
        ) as place
    from keyed
)
select
    mandate_id,
    case
        when birth_month is not null
            then short_key(unit_code || '|' || deputy_name || '|' || birth_month || '|' || coalesce(gender, ''))
        else mandate_id
    end as person_key,
    unit_code,
    case when level = 'city' then coalesce(electing_unit_code, home_county) else home_county end as county_code,
    level,
    congress_code,
    case when level = 'city' then coalesce(electing_unit_code, home_county) else electing_unit_code end as electing_unit_code,
    township_code,
    township,
    mandate_term as term,
    deputy_name,
    gender,
    birth_month,
    constituency,
    delegation,
    station,
    structure,
    is_reelected,
    status,
    elected_on,
    left_on,
    batch_id,
    source_sheet,
    source_row
from ranked
where place = 1
