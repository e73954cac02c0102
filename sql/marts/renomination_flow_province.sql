-- The way of old seats to the new congress over all units that sent a change of
-- term, by level: each node with its seats and those of the node above it.
-- grain: congress_level, term_from, term_to, node
--
-- units sent that change of term. Children add up to their parent, and nodes to
-- those of the units (renomination_flow_unit).

with nodes as (
    select
        congress_level, term_from, term_to, node_path, node,
        count(distinct unit_code) as units,
        cast(sum(mandates) as bigint) as mandates
    from intermediate.int_renomination_flow
    group by congress_level, term_from, term_to, node_path, node
)

select
    n.congress_level,
    n.term_from,
    n.term_to,
    n.units,
    n.node_path,
    n.node,
    p.node as parent_node,
    n.mandates,
    p.mandates as parent_mandates,
    cast(n.mandates as double) / nullif(p.mandates, 0) as share
from nodes as n
left join nodes as p
    on
        coalesce(p.congress_level, '') = coalesce(n.congress_level, '')
        and coalesce(p.term_from, '') = coalesce(n.term_from, '') and coalesce(p.term_to, '') = coalesce(n.term_to, '')
        and p.node_path = substr(n.node_path, 1, length(n.node_path) - 1)
