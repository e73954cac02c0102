-- A node of the way to the new congress is not the sum of the nodes below it,
-- or the first is not the seats.
-- severity: error
-- message: 换届去向各环节人数之和与上一环节不一致
with children as (
    select unit_code, congress_level, term_from, term_to, parent_node, sum(mandates) as mandates
    from marts.renomination_flow_unit
    where parent_node is not null
    group by unit_code, congress_level, term_from, term_to, parent_node
),
seats as (
    select unit_code, congress_level, term_from, term_to, 'mandates' as node, count(*) as mandates
    from marts.renomination_deputy
    group by unit_code, congress_level, term_from, term_to
),
wanted as (
    select unit_code, congress_level, term_from, term_to, parent_node as node, mandates from children
    union all
    select unit_code, congress_level, term_from, term_to, node, mandates from seats
)
select w.unit_code, w.congress_level, w.term_from, w.term_to, w.node, cast(w.mandates as bigint) as wanted, f.mandates
from wanted as w
left join marts.renomination_flow_unit as f
    on
        f.unit_code = w.unit_code and coalesce(f.congress_level, '') = coalesce(w.congress_level, '')
        and coalesce(f.term_from, '') = coalesce(w.term_from, '') and coalesce(f.term_to, '') = coalesce(w.term_to, '')
        and f.node = w.node
where coalesce(f.mandates, -1) <> w.mandates
