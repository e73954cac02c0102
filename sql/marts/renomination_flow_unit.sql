-- The way of a unit's old seats to the new congress, by level: each node with
-- its seats and those of the node above it.
-- grain: unit_code, congress_level, term_from, term_to, node
--
-- Children add up to their parent (the node whose path lacks the last place);
-- every node has a row. 年龄 and 届数 are 不再列入推荐范围, which is no judgement
-- of work. What is unknown stays apart at each step.

with nodes as (
    select unit_code, congress_level, term_from, term_to, node_path, node, mandates
    from intermediate.int_renomination_flow
)

select
    n.unit_code,
    n.congress_level,
    n.term_from,
    n.term_to,
    n.node_path,
    n.node,
    p.node as parent_node,
    n.mandates,
    p.mandates as parent_mandates,
    cast(n.mandates as double) / nullif(p.mandates, 0) as share
from nodes as n
left join nodes as p
    on
        p.unit_code = n.unit_code and coalesce(p.congress_level, '') = coalesce(n.congress_level, '')
        and coalesce(p.term_from, '') = coalesce(n.term_from, '') and coalesce(p.term_to, '') = coalesce(n.term_to, '')
        and p.node_path = substr(n.node_path, 1, length(n.node_path) - 1)
