-- The term of a level's congresses that each month lies in, and the month
-- number of its last month. A month in which one term ends and the next begins
-- belongs to the next.
-- grain: level, period
with
terms as (
    select
        r.level,
        r.term,
        month_of(r.term_start) as term_from,
        month_of(r.term_end) as stated_to,
        lead(month_of(r.term_start)) over (partition by r.level order by r.term_start nulls last, r.term nulls last) as next_from
    from ref.term as r
)
select
    t.level,
    m.period,
    t.term,
    t.term_from,
    case
        when t.next_from <= t.stated_to then month_number(t.next_from) - 1
        else month_number(t.stated_to)
    end as last_no
from terms as t
inner join ref.month as m
    on m.period >= t.term_from and m.period <= t.stated_to
    and (t.next_from is null or m.period < t.next_from)
