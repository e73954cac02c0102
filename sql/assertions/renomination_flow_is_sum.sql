-- The province's way to the new congress is not the sum of its units', or not
-- what the rates are made of.
-- severity: error
-- message: 换届去向全省数不等于各单位之和，或与三个比例的基数不一致
with units as (
    select congress_level, term_from, term_to, node, sum(mandates) as mandates
    from marts.renomination_flow_unit
    group by congress_level, term_from, term_to, node
),
rates as (
    select congress_level, term_from, term_to, 'mandates' as node, mandates from marts.renomination_rate_province
    union all
    select congress_level, term_from, term_to, 'eligible' as node, eligible as mandates from marts.renomination_rate_province
    union all
    select congress_level, term_from, term_to, 'proposed' as node, proposed as mandates from marts.renomination_rate_province
    union all
    select congress_level, term_from, term_to, node, mandates from units
)
select r.congress_level, r.term_from, r.term_to, r.node, cast(r.mandates as bigint) as wanted, p.mandates
from rates as r
left join marts.renomination_flow_province as p
    on
        coalesce(p.congress_level, '') = coalesce(r.congress_level, '') and coalesce(p.term_from, '') = coalesce(r.term_from, '')
        and coalesce(p.term_to, '') = coalesce(r.term_to, '') and p.node = r.node
where coalesce(p.mandates, -1) <> r.mandates
