-- The province's eligible and proposed are not the sum of its units, or not
-- those of the seats.
-- severity: error
-- message: 换届提名全省数不等于各单位之和，或与席位明细不一致
with seats as (
    select
        count(*) as n,
        count(case when is_proposed then 1 end) as proposed
    from marts.renomination_deputy
    where is_eligible and is_proposed is not null
),
banded as (
    select stratum_kind, measure, sum(n) as n, sum(proposed) as proposed
    from marts.renomination_band
    where stratum_kind in ('province', 'unit') and measure in ('score_percentile', 'score_band', 'satisfaction')
    group by stratum_kind, measure
)
select b.stratum_kind, b.measure, cast(b.n as bigint) as n, cast(b.proposed as bigint) as proposed,
    s.n as seats, s.proposed as seats_proposed
from banded as b
cross join seats as s
where b.n <> s.n or b.proposed <> s.proposed
