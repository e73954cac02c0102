-- What the due list holds of mending and suggestions is not what their own marts count.
-- severity: error
-- message: 到期清单中的逾期件数与整改台账、建议办理的逾期件数不一致
with expected as (
    select unit_code, case when source_kind = 'threshold' then 'rectify_threshold' else 'rectify_opinion' end as kind, cast(sum(overdue) as bigint) as n
    from marts.rectification_unit_month
    group by unit_code, source_kind
    union all
    select unit_code, 'suggestion' as kind, cast(sum(overdue) as bigint) as n
    from marts.suggestion_unit_year
    where suggestion_kind = 'all'
    group by unit_code
),
listed as (
    select unit_code, kind, n
    from marts.due_list_unit
    where state = 'overdue' and kind in ('rectify_threshold', 'rectify_opinion', 'suggestion')
)
select coalesce(e.unit_code, l.unit_code) as unit_code, coalesce(e.kind, l.kind) as kind, e.n as expected, l.n as listed
from expected as e
full join listed as l on l.unit_code = e.unit_code and l.kind = e.kind
where coalesce(e.n, 0) <> coalesce(l.n, 0)
