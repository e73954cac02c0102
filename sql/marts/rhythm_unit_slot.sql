-- A promised rhythm (每周研判、每半月调度、每月专题汇报) slot by slot: was it held?
-- grain: regime, what, slot
-- by: unit_code
--
-- Slots are weeks (Monday to Sunday), halves of a month and months that lie in
-- the regime's time, begun by the as-of date, in months for which the unit sent
-- activities or sessions: an unreported month is not a missed one. Held: a row of
-- the place that says one of the promise's words (vocabulary, list rhythm).
-- is_due is false while the slot still runs.
with
told as (
    select unit_code, coalesce(county_code, case when scope <> 'all' then substr(scope, 1, 6) end) as county_code,
        organizer, activity_date as held_on, said(title, activity_kind) as text
    from staging.stg_activities
    where coalesce(review_state, '') not in ('filed', 'rejected')
    union
    select unit_code, coalesce(county_code, case when scope <> 'all' then substr(scope, 1, 6) end) as county_code,
        organizer, session_date as held_on, said(theme, session_format) as text
    from staging.stg_sessions
),
promises as (
    select r.regime, r.place_code, r.beat_no, r.what, r.every, r.valid_from, r.valid_to, d.unit_code, d.division_name
    from ref.rhythm as r
    inner join ref.division as d on d.division_code = r.place_code
),
places as (
    select distinct regime, place_code, unit_code, division_name from promises
),
of_place as (
    select p.regime, t.held_on, t.text
    from places as p
    inner join told as t
        on t.unit_code = p.unit_code
        and (t.county_code = p.place_code or p.place_code = p.unit_code
            or (t.county_code is null and t.organizer like p.division_name || '%'))
),
beats as (
    select distinct o.regime, w.term as what, o.held_on, o.text
    from of_place as o
    inner join intermediate.int_text_term as w on w.list = 'rhythm' and w.text = o.text
),
reported as (
    select distinct b.unit_code, m.period
    from ref.batch as b
    inner join ref.month as m
        on m.period = b.period
        or (b.arrival = 'cumulative' and m.period between substr(b.period, 1, 4) || '-01' and b.period)
    where b.is_live and b.dataset in ('activities', 'sessions')
),
slots as (
    select p.*, s.slot, s.first_day, s.last_day, month_of(s.last_day) as period, s.last_day <= r.as_of as is_due
    from promises as p
    cross join ref.run as r
    inner join ref.slot as s on s.every = p.every
    inner join reported as g on g.unit_code = p.unit_code and g.period = month_of(s.last_day)
    where s.first_day >= p.valid_from and coalesce(s.last_day <= p.valid_to, true) and s.first_day <= r.as_of
        and p.regime in (select regime from of_place)
),
counted as (
    select s.regime, s.what, s.slot, count(b.held_on) as held
    from slots as s
    left join beats as b on b.regime = s.regime and b.what = s.what and b.held_on between s.first_day and s.last_day
    group by s.regime, s.what, s.slot
)
select
    s.unit_code,
    s.place_code,
    s.regime,
    s.beat_no,
    s.what,
    s.every,
    s.slot,
    s.period,
    c.held,
    c.held > 0 as is_held,
    s.is_due,
    s.first_day,
    s.last_day
from slots as s
inner join counted as c on c.regime = s.regime and c.what = s.what and c.slot = s.slot
