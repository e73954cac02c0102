-- Hints that a submission may have been filled in without counting: a reason to talk
-- with whoever filled it in, never a conclusion.
-- grain: unit_code, dataset, scope, period, flag
-- by: unit_code
--
-- n / of = value; a row stands here where value reaches threshold and of reaches
-- min_of (all chosen by the office, quality_*). flag: copied_last_month (rows that
-- repeat the month before but for dates), heaping (numbers ending in 0 or 5),
-- all_unanimous (sessions with nothing but satisfied ballots), totals_never_disagree
-- (own and organisation's score equal in every row), totals_all_equal (everybody has
-- the same total). batch_id is NULL where rows of several files take part.

with findings as (
    select
        q.unit_code, q.dataset, q.scope, q.period, q.batch_id, 'copied_last_month' as flag, q.n, q.of,
        c.quality_copied_share as threshold, c.quality_min_rows as min_of,
        '除日期外，本期' || cast(q.of as varchar) || '行中有' || cast(q.n as varchar) || '行与' || q.previous_period || '所报相同' as finding
    from intermediate.int_quality_copied as q
    cross join ref.choice as c
    union all
    select
        q.unit_code, q.dataset, q.scope, q.period, q.batch_id, 'heaping' as flag, q.n, q.of,
        c.quality_heaping_share as threshold, c.quality_heaping_rows as min_of,
        cast(q.of as varchar) || '个数中有' || cast(q.n as varchar) || '个是5或10的整数倍，末位均匀时约占五分之一；办法本身按5分计分的除外' as finding
    from intermediate.int_quality_heaped as q
    cross join ref.choice as c
    union all
    select
        q.unit_code, 'votes' as dataset, 'all' as scope, q.period, cast(null as varchar) as batch_id, 'all_unanimous' as flag, q.n, q.of,
        cast(1 as decimal(18, 6)) as threshold, c.quality_unanimous_sessions as min_of,
        '本月' || cast(q.of as varchar) || '场测评的有效票全部为满意票' as finding
    from intermediate.int_quality_unanimous as q
    cross join ref.choice as c
    union all
    select
        q.unit_code, 'scores' as dataset, q.scope, q.period, q.batch_id,
        case when q.measure = 'self_org' then 'totals_never_disagree' else 'totals_all_equal' end as flag, q.n, q.of,
        cast(1 as decimal(18, 6)) as threshold, c.quality_same_rows as min_of,
        case
            when q.measure = 'self_org' then cast(q.of as varchar) || '名代表的自评分与组织评定分全部相同'
            else cast(q.of as varchar) || '名代表的总分全部相同'
        end as finding
    from intermediate.int_quality_same as q
    cross join ref.choice as c
)

select
    unit_code,
    dataset,
    scope,
    period,
    batch_id,
    flag,
    n,
    of,
    cast(n as double) / of as value,
    threshold,
    min_of,
    '提示，不是结论：' || finding || '，请与填报人核实' as note_zh
from findings
where of >= min_of and n >= threshold * of
