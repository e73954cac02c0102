-- Each mandate of the roster: the day it began and the day it ended, and how.
-- grain: mandate_id
-- by: unit_code
--
-- began_on: the election, at the earliest the first day of the term. ended_on: the
-- day of leaving; the day the next term of the level began; or, where the roster
-- states that somebody left and no day, the last day of the file's month (at the
-- latest the as-of date). A mandate whose end lies before its beginning is left
-- out. is_general: seated within general_election_months of the term's beginning [A].
with
terms as (
    select level, term, term_start, lead(term_start) over (partition by level order by term_start nulls last) as next_start
    from ref.term as t
),
served as (
    select
        t.level, t.term_start,
        row_number() over (partition by t.level order by t.term_start desc nulls last) as place
    from ref.term as t
    cross join ref.run as r
    where t.term_start <= r.as_of
),
seats as (
    select
        m.mandate_id, m.unit_code, m.level, m.term, m.status, m.left_on, r.as_of,
        coalesce(m.term_start, s.term_start) as term_start,
        case when m.term_start is not null then t.next_start end as next_start,
        case when m.elected_on > coalesce(m.term_start, s.term_start) then m.elected_on
            else coalesce(m.term_start, s.term_start, m.elected_on) end as began_on,
        n.last_day as stated_by
    from intermediate.int_roster_mandate as m
    cross join ref.run as r
    left join served as s on s.level = m.level and s.place = 1
    left join terms as t on t.level = m.level and t.term = m.term
    left join ref.batch as b on b.batch_id = m.batch_id
    left join ref.month as n on n.period = b.period
),
ended as (
    select
        s.*,
        coalesce(
            s.left_on,
            case
                when coalesce(status, 'in_office') not in ('in_office', 'suspended')
                    then case when stated_by < as_of then stated_by else as_of end
            end
        ) as vacated_on,
        add_months(s.term_start, c.general_election_months) as settled_on
    from seats as s
    cross join ref.choice as c
)
select
    mandate_id,
    unit_code,
    level,
    term,
    began_on,
    case when vacated_on < coalesce(next_start, add_days(vacated_on, 1)) then vacated_on else next_start end as ended_on,
    case
        when vacated_on < coalesce(next_start, add_days(vacated_on, 1))
            then case when status in ('resigned', 'recalled', 'moved', 'died') then status else 'ended' end
        when next_start is not null then 'term_over'
    end as ended_how,
    coalesce(began_on < settled_on, false) as is_general,
    settled_on,
    next_start,
    left_on is null and vacated_on is not null as is_end_imputed
from ended
where began_on is not null
    and (vacated_on is null or vacated_on >= began_on)
    and (next_start is null or next_start > began_on)
