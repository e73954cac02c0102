-- What followed from the reviews of a month under each place's own rules, by
-- unit: how many could be decided, how many of these had a consequence, how many
-- lie where no rule is registered. Those that rest on a fallback base are
-- unverified (待核实) and in no published count. rectify_print and total_print
-- say how the unit's and the province's count of rectify may be printed.
with counted as (
    select
        unit_code,
        period,
        cast(sum(case when consequence <> 'unspecified' then 1 else 0 end) as bigint) as decided,
        cast(sum(case when consequence = 'rectify' then 1 else 0 end) as bigint) as rectify,
        cast(sum(case when consequence = 'resign_or_recall' then 1 else 0 end) as bigint) as over_half,
        cast(sum(case when consequence = 'unspecified' then 1 else 0 end) as bigint) as unspecified
    from marts.review
    where period = ?
        and not coalesce(base_is_fallback, false)
        and consequence_state <> 'unverified'
    group by unit_code, period
)
select
    c.unit_code,
    c.decided,
    c.rectify,
    c.over_half,
    c.unspecified,
    coalesce(u.print_kind, '') as rectify_print,
    coalesce(p.print_kind, '') as total_print
from counted as c
left join marts.consequence_unit_month as u
    on u.unit_code = c.unit_code and u.period = c.period and u.level = 'all' and u.consequence = 'rectify'
    and u.window_kind = 'month'
left join marts.consequence_province_month as p
    on p.period = c.period and p.level = 'all' and p.consequence = 'rectify' and p.window_kind = 'month'
order by c.unit_code
