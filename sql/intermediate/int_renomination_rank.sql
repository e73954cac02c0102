-- Twice the midranks (so that they are whole numbers) of a measure in its
-- stratum: among all, among those of one's own outcome, and of the outcome.
-- grain: stratum_kind, stratum, measure, mandate_id, term_to, row_no

with measured as (
    select stratum_kind, stratum, measure, mandate_id, term_to, row_no, is_proposed, x
    from intermediate.int_renomination_measure
    where x is not null
)

select
    stratum_kind,
    stratum,
    measure,
    mandate_id,
    term_to,
    row_no,
    is_proposed,
    x,
    2 * rank() over (partition by stratum_kind, stratum, measure order by x)
    + count(*) over (partition by stratum_kind, stratum, measure, x) - 1 as rank_all,
    2 * rank() over (partition by stratum_kind, stratum, measure, is_proposed order by x)
    + count(*) over (partition by stratum_kind, stratum, measure, is_proposed, x) - 1 as rank_within,
    2 * rank() over (partition by stratum_kind, stratum, measure order by is_proposed)
    + count(*) over (partition by stratum_kind, stratum, measure, is_proposed) - 1 as rank_outcome
from measured
