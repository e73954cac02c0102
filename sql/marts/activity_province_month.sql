-- What deputies did in the province, each unit of counting for itself: the sums
-- of activity_unit_month over the units that sent any. Kinds are the units' own
-- words, so only `all` is summed; 代表人数 counts people of each unit.
-- grain: period, counting_unit
select
    period,
    counting_unit,
    count(*) as units,
    cast(sum(n) as bigint) as n,
    cast(sum(activities) as bigint) as activities
from marts.activity_unit_month
where activity_kind = 'all'
group by period, counting_unit
