-- One figure of an article: a fact about deputies or work, or a rule.
-- grain: issue_no, issued_on, article_no, claim_no
--
-- low and high are the interval the wording allows, NULL where it allows none;
-- a rate is a fraction. quote is the sentence as printed.

with claims as (
    select
        issue_no, issued_on, article_no, claim_no, place_code, metric, kind, low, high, decimals, comparison,
        counting_unit, time_base, coalesce(is_basis_unclear, false) as is_basis_unclear, printed, quote, batch_id
    from staging.stg_bulletin_claim
)

select
    c.issue_no,
    c.article_no,
    c.claim_no,
    c.place_code,
    d.unit_code,
    c.metric,
    c.kind,
    c.low,
    c.high,
    c.decimals,
    c.comparison,
    c.counting_unit,
    c.time_base,
    c.is_basis_unclear,
    c.printed,
    c.quote,
    c.issued_on,
    c.batch_id
from claims as c
left join ref.division as d on d.division_code = c.place_code
