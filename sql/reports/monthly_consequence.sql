-- What followed from the reviews of a month under each place's own rules, by
-- unit: how many could be decided, how many of these had a consequence, how many
-- lie where no rule is registered. Those that rest on a fallback base are
-- unverified (待核实) and in no published count.
select
    unit_code,
    cast(sum(case when consequence <> 'unspecified' then 1 else 0 end) as bigint) as decided,
    cast(sum(case when consequence = 'rectify' then 1 else 0 end) as bigint) as rectify,
    cast(sum(case when consequence = 'resign_or_recall' then 1 else 0 end) as bigint) as over_half,
    cast(sum(case when consequence = 'unspecified' then 1 else 0 end) as bigint) as unspecified
from marts.review
where period = ?
    and not coalesce(base_is_fallback, false)
    and consequence_state <> 'unverified'
group by unit_code
order by unit_code
