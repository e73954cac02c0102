-- Where a unit stands among the units compared with it, best first, and the
-- places it may hold with 95% for all at once (Klein, Wright and Wieczorek 2020):
-- rank_low = 1 + units certainly above, rank_high = K − units certainly below.
-- Ranks rest on unrounded rates; equal rates share the better place.
-- grain: period, level, base_kind, unit_code
select
    a.period,
    a.level,
    a.base_kind,
    a.unit_code,
    a.units as ranked_units,
    1 + count(case when b.p > a.p then 1 end) as rank,
    1 + count(case when b.rank_ci_low > a.rank_ci_high then 1 end) as rank_low,
    a.units - count(case when b.rank_ci_high < a.rank_ci_low then 1 end) as rank_high
from intermediate.int_satisfaction_comparable as a
inner join intermediate.int_satisfaction_comparable as b
    on b.period = a.period and b.level = a.level and b.base_kind = a.base_kind
group by a.period, a.level, a.base_kind, a.unit_code, a.units
