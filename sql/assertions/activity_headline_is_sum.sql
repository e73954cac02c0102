-- The province's activities are those of the rows; no unit's kinds exceed its `all`.
-- severity: error
-- message: 全省履职活动数与各单位之和不一致，或分类数之和不等于合计
with rows_of as (
    select period, '次' as counting_unit, cast(sum(times) as bigint) as n
    from intermediate.int_activity
    group by period
    union all
    select period, '人次' as counting_unit, cast(sum(person_times) as bigint) as n
    from intermediate.int_activity
    where person_times is not null
    group by period
),
kinds as (
    select
        unit_code, period, counting_unit,
        sum(case when activity_kind = 'all' then n end) as n,
        sum(case when activity_kind <> 'all' then n end) as of_kinds
    from marts.activity_unit_month
    where counting_unit in ('次', '人次')
    group by unit_code, period, counting_unit
)
select 'province' as unit_code, r.period, r.counting_unit, p.n, r.n as summed
from rows_of as r
left join marts.activity_province_month as p on p.period = r.period and p.counting_unit = r.counting_unit
where p.n is distinct from r.n
union all
select unit_code, period, counting_unit, cast(n as bigint) as n, cast(of_kinds as bigint) as summed
from kinds
where n is distinct from of_kinds
