-- Each mandate in office on the as-of date: whether it has reported in its
-- term (where the table of terms does not know that, the one of the day), and how much of its term has run (the share expected at an even pace,
-- 匀速参照值; no obligation). Months are full months from the later of term
-- start and election, both ends counted. Where the place reviews in one month
-- of the year, its closed windows of the windows in the term.
-- grain: mandate_id
-- by: unit_code
with
served as ( -- the term that runs on the as-of date, else the last begun
    select
        t.level,
        t.term_start,
        t.term_end,
        row_number() over (partition by t.level order by t.term_start desc nulls last) as place
    from ref.term as t
    cross join ref.run as r
    where t.term_start <= r.as_of
),
seats as (
    select
        d.mandate_id,
        d.unit_code,
        d.county_code,
        d.level,
        r.as_of,
        case when m.term_start is not null then m.term_start else s.term_start end as term_start,
        case when m.term_start is not null then m.term_end else s.term_end end as term_end,
        case
            when d.elected_on > coalesce(m.term_start, s.term_start) then d.elected_on
            else coalesce(m.term_start, s.term_start)
        end as seat_start
    from marts.deputy as d
    cross join ref.run as r
    left join intermediate.int_roster_mandate as m on m.mandate_id = d.mandate_id
    left join served as s on s.level = d.level and s.place = 1
    where d.in_office
),
reported as (
    select distinct v.mandate_id
    from marts.review as v
    inner join seats as s on s.mandate_id = v.mandate_id
    where v.review_date <= s.as_of and (s.term_start is null or v.review_date >= s.term_start)
),
regimes as (
    select s.mandate_id, r.review_month, r.valid_from, r.regime, 1 as distance
    from seats as s
    inner join ref.review_regime as r on r.place_code = s.county_code and r.level = s.level
    where s.as_of >= r.valid_from and (r.valid_to is null or s.as_of <= r.valid_to)
    union all
    select s.mandate_id, r.review_month, r.valid_from, r.regime, 2 as distance
    from seats as s
    inner join ref.review_regime as r on r.place_code = s.unit_code and r.level = s.level
    where s.as_of >= r.valid_from and (r.valid_to is null or s.as_of <= r.valid_to)
    union all
    select s.mandate_id, r.review_month, r.valid_from, r.regime, 3 as distance
    from seats as s
    inner join ref.review_regime as r on r.place_code = '410000' and r.level = s.level
    where s.as_of >= r.valid_from and (r.valid_to is null or s.as_of <= r.valid_to)
),
ranked as (
    select
        mandate_id,
        review_month,
        row_number() over (partition by mandate_id order by distance nulls last, valid_from desc nulls last, regime nulls last) as place
    from regimes
),
paced as (
    select
        s.*,
        g.review_month,
        case
            when g.review_month is null then full_months(s.seat_start, s.as_of)
            else month_windows(s.seat_start, s.as_of, g.review_month)
        end as passed,
        case
            when g.review_month is null then full_months(s.seat_start, s.term_end)
            else month_windows(s.seat_start, s.term_end, g.review_month)
        end as in_term
    from seats as s
    left join ranked as g on g.mandate_id = s.mandate_id and g.place = 1
)
select
    p.mandate_id,
    p.unit_code,
    p.county_code,
    p.level,
    r.mandate_id is not null as has_reported,
    p.passed,
    p.in_term,
    -- decimals add up to the same sum in any order
    cast(case
        when p.in_term is null or p.passed is null then null
        when p.in_term <= 0 or p.passed <= 0 then 0
        when p.passed >= p.in_term then 1
        else cast(p.passed as double) / p.in_term
    end as decimal(18, 15)) as expected
from paced as p
left join reported as r on r.mandate_id = p.mandate_id
