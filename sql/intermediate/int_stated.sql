-- Every number stated elsewhere that the detail may answer: claims and
-- summaries, one under the other.
-- grain: statement_id

select
    statement_id, 'claim' as source, batch_id, issue_no, article_no, claim_no, unit_code, place_code, metric,
    counting_unit, levels, is_clear, is_half_open, window_start, window_end, stated_low, stated_high
from intermediate.int_stated_claim
union all
select
    statement_id, 'summary' as source, batch_id, cast(null as bigint) as issue_no, cast(null as bigint) as article_no,
    cast(null as bigint) as claim_no, unit_code, place_code, metric, counting_unit, levels, is_clear, is_half_open,
    window_start, window_end, stated_low, stated_high
from intermediate.int_stated_summary
