-- The states of a ledger add up to what was raised, and the province to its units.
-- severity: error
-- message: 整改台账各状态之和不等于提出件数，或全省数不等于各单位之和
with items as (
    select unit_code, period, source_kind, count(*) as n
    from intermediate.int_rectification
    group by unit_code, period, source_kind
),
units as (
    select
        m.unit_code, m.period, m.source_kind, m.raised, i.n,
        m.done_on_time + m.done_late + m.done_undated + m.overdue + m.not_due + m.no_due as states
    from marts.rectification_unit_month as m
    left join items as i on i.unit_code = m.unit_code and i.period = m.period and i.source_kind = m.source_kind
),
summed as (
    select period, source_kind, cast(sum(n) as bigint) as n from items group by period, source_kind
)
select unit_code, period, source_kind, raised, states, n
from units
where raised <> states or raised <> coalesce(n, -1)
union all
select 'province' as unit_code, p.period, p.source_kind, p.raised, p.raised as states, s.n
from marts.rectification_province_month as p
full join summed as s on s.period = p.period and s.source_kind = p.source_kind
where p.raised is distinct from s.n
