-- Seats filled and given up, by unit, level and month, as the newest rosters know:
-- opening + elected_in − all that left = closing.
-- grain: unit_code, level, period
-- by: unit_code
--
-- Months run from the first the unit's seats were held in to the as-of month.
-- closing of the as-of month is mandates_in_office where as-of is its last day.
-- Left: resigned, recalled, moved, died, ended (no reason stated, or 资格终止) and
-- term_over (the next term began). vacant: seats filled at the general election
-- that stand empty, NULL in the first half year of the term [A: the roster does not
-- state the number of seats]. A seat a newer roster no longer lists is not known.
with
spans as (
    select unit_code, level, began_on, ended_on, ended_how, is_general, settled_on, next_start from intermediate.int_seat_span where level is not null
    union all
    select unit_code, 'all' as level, began_on, ended_on, ended_how, is_general, settled_on, next_start from intermediate.int_seat_span
),
starts as (
    select unit_code, level, min(began_on) as first_day from spans group by unit_code, level
),
months as (
    select s.unit_code, s.level, m.period, m.first_day, m.last_day
    from starts as s
    cross join ref.run as r
    inner join ref.month as m on m.last_day >= s.first_day and m.period <= r.as_of_period
),
counted as (
    select
        m.unit_code,
        m.level,
        m.period,
        count(case when s.began_on < m.first_day and (s.ended_on is null or s.ended_on >= m.first_day) then 1 end) as opening,
        count(case when s.began_on >= m.first_day and s.began_on <= m.last_day then 1 end) as elected_in,
        count(case when s.ended_on between m.first_day and m.last_day and s.ended_how = 'resigned' then 1 end) as resigned,
        count(case when s.ended_on between m.first_day and m.last_day and s.ended_how = 'recalled' then 1 end) as recalled,
        count(case when s.ended_on between m.first_day and m.last_day and s.ended_how = 'moved' then 1 end) as moved,
        count(case when s.ended_on between m.first_day and m.last_day and s.ended_how = 'died' then 1 end) as died,
        count(case when s.ended_on between m.first_day and m.last_day and s.ended_how = 'ended' then 1 end) as ended,
        count(case when s.ended_on between m.first_day and m.last_day and s.ended_how = 'term_over' then 1 end) as term_over,
        count(case when s.began_on <= m.last_day and (s.ended_on is null or s.ended_on > m.last_day) then 1 end) as closing,
        -- seats of the general election of the term that runs at the month's end
        count(case when s.is_general and s.settled_on <= m.last_day
            and (s.next_start is null or s.next_start > m.last_day) then 1 end) as general
    from months as m
    inner join spans as s on s.unit_code = m.unit_code and s.level = m.level
    group by m.unit_code, m.level, m.period
)
select
    unit_code,
    level,
    period,
    opening,
    elected_in,
    resigned,
    recalled,
    moved,
    died,
    ended,
    term_over,
    closing,
    case when general = 0 then null when general > closing then general - closing else 0 end as vacant
from counted
