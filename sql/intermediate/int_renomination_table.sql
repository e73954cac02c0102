-- The 2 x 2 table (high or low measure, proposed or not) of each unit and
-- level inside a stratum.
-- grain: stratum_kind, stratum, measure, unit_code, congress_level

with grouped as (
    select
        stratum_kind, stratum, measure, unit_code, coalesce(congress_level, '') as congress_level, is_high, is_proposed
    from intermediate.int_renomination_measure
    where is_high is not null
)

select
    stratum_kind,
    stratum,
    measure,
    unit_code,
    congress_level,
    count(case when is_high and is_proposed then 1 end) as high_proposed,
    count(case when is_high and not is_proposed then 1 end) as high_not,
    count(case when not is_high and is_proposed then 1 end) as low_proposed,
    count(case when not is_high and not is_proposed then 1 end) as low_not
from grouped
group by stratum_kind, stratum, measure, unit_code, congress_level
