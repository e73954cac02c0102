-- Every headline equals the sum of its table.
-- severity: error
-- message: 全省后续处理人次与各单位之和不一致
with
summed as (
    select period, level, consequence, window_kind, sum(decided) as decided, sum(n) as n, count(*) as units
    from marts.consequence_unit_month
    group by period, level, consequence, window_kind
)
select p.period, p.level, p.consequence, p.window_kind
from marts.consequence_province_month as p
full outer join summed as s
    on s.period = p.period and s.level = p.level and s.consequence = p.consequence and s.window_kind = p.window_kind
where p.decided is distinct from s.decided or p.n is distinct from s.n or p.units is distinct from s.units
