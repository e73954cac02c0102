-- One deputy and one session of the own congress (次会议, not half-days): attended
-- if there at any time; else excused or unexcused if every row says so, and
-- unverified where rows differ or do not say.
-- grain: mandate_id, session_key
-- by: unit_code
--
-- A session is what the vocabulary's list congress_session means, by its title's
-- ordinal (十三届…三次会议); without one, days of one congress at most 15 apart
-- (session_gap_days [A]) are one session. A title that names another level's congress is not the own.
with
meetings as (
    select text from intermediate.int_text_term where list = 'congress_session' and place = 1
),
rows_of_sessions as (
    select
        a.*,
        session_ordinal(a.title) as ordinal,
        coalesce(a.congress_code, a.unit_code) as congress
    from intermediate.int_attendance as a
    inner join meetings as t on t.text = said(a.title, a.activity_kind)
    where a.mandate_id is not null
        and case
            when a.title like '%全国人%' then coalesce(a.level, 'national') = 'national'
            when a.title like '%省%届%' then coalesce(a.level, 'province') = 'province'
            when matches(a.title, '[乡镇].*届') then coalesce(a.level, 'township') = 'township'
            when matches(a.title, '县.*届') then coalesce(a.level, 'county') in ('county', 'township')
            else true
        end
),
days as (
    select distinct congress, activity_date from rows_of_sessions where ordinal is null
),
breaks as (
    select
        d.congress, d.activity_date,
        case
            when lag(d.activity_date) over (partition by d.congress order by d.activity_date nulls last)
                >= add_days(d.activity_date, -c.session_gap_days) then 0
            else 1
        end as is_first
    from days as d
    cross join ref.choice as c
),
runs as (
    select
        congress, activity_date,
        sum(is_first) over (partition by congress order by activity_date nulls last rows unbounded preceding) as run
    from breaks
),
keyed as (
    select
        r.*,
        r.congress || '|' || coalesce(r.ordinal, 'run ' || cast(d.run as varchar)) as session_key
    from rows_of_sessions as r
    left join runs as d on d.congress = r.congress and d.activity_date = r.activity_date
),
counted as (
    select
        mandate_id,
        session_key,
        min(unit_code) as unit_code,
        min(congress) as congress_code,
        min(title) as title,
        min(activity_date) as first_day,
        count(*) as n,
        count(case when state = 'attended' then 1 end) as attended,
        count(case when state = 'excused' then 1 end) as excused,
        count(case when state = 'unexcused' then 1 end) as unexcused
    from keyed
    group by mandate_id, session_key
)
select
    mandate_id,
    session_key,
    unit_code,
    congress_code,
    title,
    first_day,
    case
        when attended > 0 then 'attended'
        when excused = n then 'excused'
        when unexcused = n then 'unexcused'
        else 'unverified'
    end as state
from counted
