-- Whether the files of votes cover what a stated number speaks of.
-- grain: statement_id
--
-- has_votes: the unit, or the county itself, sent votes for a month of the
-- window, so that nothing found there is a zero. is_covered: it sent them from
-- the window's first month on; else the detail holds only a part. A cumulative
-- file speaks for all months since January.

with stated as (
    select statement_id, unit_code, place_code, month_of(window_start) as first_month, month_of(window_end) as last_month
    from intermediate.int_stated
    where window_start is not null
),

sent as (
    select
        unit_code, coalesce(scope, 'all') as scope, period as last_month,
        case when arrival = 'cumulative' then substr(period, 1, 4) || '-01' else period end as first_month
    from ref.batch
    where dataset = 'votes' and is_live
)

select
    s.statement_id,
    max(case when v.first_month <= s.last_month and v.last_month >= s.first_month then 1 else 0 end) = 1 as has_votes,
    coalesce(min(v.first_month) <= s.first_month, false) as is_covered
from stated as s
left join sent as v
    on v.unit_code = s.unit_code
    and (v.scope = 'all' or s.place_code = s.unit_code or substr(v.scope, 1, 6) = s.place_code)
group by s.statement_id, s.first_month
