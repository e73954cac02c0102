-- Which article of the law stands behind a matter, by the day it is asked for: article
-- numbers moved when the law on deputies was revised on 11 March 2025.
-- grain: matter, valid_from
--
-- 《代表法》 of 2015-08-29 and 2025-03-11, 《选举法》 of 2020-10-18. covers_indirect:
-- whether deputies elected by a congress are meant too (reporting: only since 2025).
-- months and complex_months: the limit the article sets, and the one for what is
-- complex; NULL where it sets none.

with articles as (
    select
        'report' as matter, date '2015-08-29' as valid_from, date '2025-03-10' as valid_to,
        '《代表法》2015年第四十五条' as basis, false as covers_indirect,
        cast(null as bigint) as months, cast(null as bigint) as complex_months
    union all
    select
        'report' as matter, date '2025-03-11' as valid_from, cast(null as date) as valid_to,
        '《代表法》2025年第五十八条' as basis, true as covers_indirect,
        cast(null as bigint) as months, cast(null as bigint) as complex_months
    union all
    select
        'suggestion' as matter, date '2015-08-29' as valid_from, date '2025-03-10' as valid_to,
        '《代表法》2015年第四十二条' as basis, true as covers_indirect,
        cast(3 as bigint) as months, cast(6 as bigint) as complex_months
    union all
    select
        'suggestion' as matter, date '2025-03-11' as valid_from, cast(null as date) as valid_to,
        '《代表法》2025年第五十一条' as basis, true as covers_indirect,
        cast(3 as bigint) as months, cast(6 as bigint) as complex_months
    union all
    select
        'absence' as matter, date '2015-08-29' as valid_from, date '2025-03-10' as valid_to,
        '《代表法》2015年第四十九条第三项' as basis, true as covers_indirect,
        cast(null as bigint) as months, cast(null as bigint) as complex_months
    union all
    select
        'absence' as matter, date '2025-03-11' as valid_from, cast(null as date) as valid_to,
        '《代表法》2025年第六十二条第三项' as basis, true as covers_indirect,
        cast(null as bigint) as months, cast(null as bigint) as complex_months
    union all
    select
        'by_election' as matter, date '2020-10-18' as valid_from, cast(null as date) as valid_to,
        '《选举法》2020年第五十七条' as basis, true as covers_indirect,
        cast(null as bigint) as months, cast(null as bigint) as complex_months
)

select matter, valid_from, valid_to, basis, covers_indirect, months, complex_months
from articles
