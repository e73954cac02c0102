-- What the three rates of a change of term are made of, by unit and level.
-- grain: unit_code, congress_level, term_from, term_to
--
-- reelected are the seats whose holder was elected to the same congress again,
-- however proposed. Those out of scope, not proposed or no candidate, of whom
-- no result is stated, were not; of the others without a result it is unknown.
-- new_mandates are those of the new term in the roster, by-elections among them,
-- NULL where it has none. retention_base and share_base are the denominators of
-- 留任率 and 连任占比, NULL while a result is unknown; the latter also where the
-- new roster is not there or smaller than the re-elected.

with seats as (
    select
        unit_code, congress_level, term_from, term_to, is_eligible, is_proposed, is_elected,
        is_elected is null and coalesce(is_eligible, true) and coalesce(is_proposed, true)
        and coalesce(is_candidate, true) as is_open
    from marts.renomination_deputy
),

counted as (
    select
        unit_code, congress_level, term_from, term_to,
        count(*) as mandates,
        count(case when is_eligible then 1 end) as eligible,
        count(case when is_eligible and is_proposed is null then 1 end) as proposal_unknown,
        count(case when is_eligible and is_proposed then 1 end) as proposed,
        count(case when is_elected then 1 end) as reelected,
        count(case when is_open then 1 end) as result_unknown
    from seats
    group by unit_code, congress_level, term_from, term_to
),

rosters as (
    select unit_code, level, plain_number(term) as term_no, count(*) as new_mandates
    from marts.deputy
    group by unit_code, level, plain_number(term)
)

select
    c.unit_code,
    c.congress_level,
    c.term_from,
    c.term_to,
    c.mandates,
    c.eligible,
    c.proposal_unknown,
    c.proposed,
    c.reelected,
    c.result_unknown,
    r.new_mandates,
    c.eligible - c.proposal_unknown as proposal_base,
    case when c.result_unknown = 0 then c.mandates end as retention_base,
    case when c.result_unknown = 0 and r.new_mandates >= c.reelected then r.new_mandates end as share_base
from counted as c
left join rosters as r
    on r.unit_code = c.unit_code and r.level = c.congress_level and r.term_no = plain_number(c.term_to)
