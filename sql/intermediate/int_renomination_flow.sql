-- How many old seats of a unit and level reach each node on the way to the new
-- congress.
-- grain: unit_code, congress_level, term_from, term_to, node
--
-- A tree: node_path is the way from the root, a parent's is its child's without
-- the last place, and children add up to their parent. A seat is at one leaf
-- and at all nodes above it. Unknown is a leaf of its own at each step; elected
-- without a word on candidacy was a candidate. Seats elected though not
-- proposed here stay under not_proposed.

with seats as (
    select
        unit_code, congress_level, term_from, term_to, is_eligible, out_of_scope_reason, is_proposed,
        coalesce(is_candidate, case when is_elected then true end) as is_candidate, is_elected
    from marts.renomination_deputy
),

nodes as (
    select '0' as node_path, 'mandates' as node
    union all select '01' as node_path, 'out_of_scope' as node
    union all select '011' as node_path, 'out_age' as node
    union all select '012' as node_path, 'out_terms' as node
    union all select '013' as node_path, 'out_moved' as node
    union all select '014' as node_path, 'out_died' as node
    union all select '015' as node_path, 'out_resigned' as node
    union all select '016' as node_path, 'out_other_level' as node
    union all select '017' as node_path, 'out_unstated' as node
    union all select '02' as node_path, 'eligibility_unknown' as node
    union all select '03' as node_path, 'eligible' as node
    union all select '031' as node_path, 'proposed' as node
    union all select '0311' as node_path, 'candidate' as node
    union all select '03111' as node_path, 'elected' as node
    union all select '03112' as node_path, 'not_elected' as node
    union all select '03113' as node_path, 'election_unknown' as node
    union all select '0312' as node_path, 'not_candidate' as node
    union all select '0313' as node_path, 'candidacy_unknown' as node
    union all select '032' as node_path, 'not_proposed' as node
    union all select '033' as node_path, 'proposal_unknown' as node
),

leaves as (
    select
        unit_code, congress_level, term_from, term_to,
        case
            when is_eligible is null then 'eligibility_unknown'
            when not is_eligible and out_of_scope_reason in ('age', 'terms', 'moved', 'died', 'resigned', 'other_level')
                then 'out_' || out_of_scope_reason
            when not is_eligible then 'out_unstated'
            when is_proposed is null then 'proposal_unknown'
            when not is_proposed then 'not_proposed'
            when is_candidate is null then 'candidacy_unknown'
            when not is_candidate then 'not_candidate'
            when is_elected is null then 'election_unknown'
            when not is_elected then 'not_elected'
            else 'elected'
        end as leaf
    from seats
),

counted as (
    select l.unit_code, l.congress_level, l.term_from, l.term_to, n.node_path, count(*) as mandates
    from leaves as l
    inner join nodes as n on n.node = l.leaf
    group by l.unit_code, l.congress_level, l.term_from, l.term_to, n.node_path
)

select
    c.unit_code,
    c.congress_level,
    c.term_from,
    c.term_to,
    n.node_path,
    n.node,
    cast(sum(case when substr(c.node_path, 1, length(n.node_path)) = n.node_path then c.mandates else 0 end) as bigint) as mandates
from counted as c
cross join nodes as n
group by c.unit_code, c.congress_level, c.term_from, c.term_to, n.node_path, n.node
