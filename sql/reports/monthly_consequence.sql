-- How many reviews of a month had a consequence under the place's own rules, by
-- unit. Those decided on a fallback base are 待核实 and in no published count.
select
    unit_code,
    cast(sum(case when consequence = 'rectify' then 1 else 0 end) as bigint) as rectify,
    cast(sum(case when consequence = 'resign_or_recall' then 1 else 0 end) as bigint) as over_half
from marts.review
where period = ?
    and consequence in ('rectify', 'resign_or_recall')
    and not coalesce(base_is_fallback, false)
    and consequence_state <> 'unverified'
group by unit_code
order by unit_code
