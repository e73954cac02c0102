-- Numbers stated in 《代表工作》 and in units' own summaries against the detail.
-- grain: statement_id
--
-- 相符: computed lies in the interval the words allow (a printed percentage:
-- its half-up interval, upper end out). 超出惯例区间: it does not. 口径不明: the
-- window or the number is not clear, the votes begin only after the window does,
-- or a rate fits only in another reading than the pooled one (both stand beside
-- it). 库内无数: the detail does not hold this measure, or nothing of that place
-- and window; a count is 0 only where votes were sent for the window.

with stated as (
    select
        statement_id, source, batch_id, issue_no, article_no, claim_no, unit_code, place_code, metric, counting_unit,
        levels, is_clear, is_half_open, window_start, window_end, stated_low, stated_high
    from intermediate.int_stated
),

reviewed as (
    select
        statement_id,
        count(*) as mandates,
        cast(sum(satisfied) as double) / nullif(sum(ballots), 0) as satisfaction_rate,
        cast(sum(satisfied_with_basic) as double) / nullif(sum(ballots_with_basic), 0) as rate_with_basic,
        cast(sum(cast(cast(satisfied as double) / ballots as decimal(18, 12))) as double) / nullif(count(ballots), 0)
        as mean_deputy_rate,
        cast(count(case when grade = '满意' then 1 end) as double) / nullif(count(grade), 0) as grade_share
    from intermediate.int_stated_mandate
    group by statement_id
),

computed as (
    select
        s.statement_id, s.source, s.batch_id, s.issue_no, s.article_no, s.claim_no, s.unit_code, s.place_code, s.metric,
        s.counting_unit, s.levels, s.is_clear, s.is_half_open, s.window_start, s.window_end, s.stated_low, s.stated_high,
        s.metric in (
            'deputies_reported', 'report_sessions', 'satisfaction_rate', 'overall_satisfaction_rate',
            'satisfied_grade_share', 'deputies_total'
        ) as is_answerable,
        case s.metric
            when 'deputies_reported' then coalesce(cast(r.mandates as double), case when k.has_votes then 0 end)
            when 'report_sessions' then coalesce(cast(n.sessions as double), case when k.has_votes then 0 end)
            when 'satisfaction_rate' then r.satisfaction_rate
            when 'overall_satisfaction_rate' then r.rate_with_basic
            when 'satisfied_grade_share' then r.grade_share
            when 'deputies_total' then cast(d.seats as double)
        end as computed,
        case when s.metric = 'satisfaction_rate' then r.mean_deputy_rate end as mean_deputy_rate,
        case when s.metric = 'satisfaction_rate' then r.grade_share end as satisfied_grade_share,
        s.metric <> 'deputies_total' and not coalesce(k.is_covered, true) as is_partial
    from stated as s
    left join reviewed as r on r.statement_id = s.statement_id
    left join intermediate.int_stated_session as n on n.statement_id = s.statement_id
    left join intermediate.int_stated_seat as d on d.statement_id = s.statement_id
    left join intermediate.int_stated_cover as k on k.statement_id = s.statement_id
)

select
    statement_id,
    unit_code,
    place_code,
    metric,
    counting_unit,
    window_start,
    window_end,
    levels as population,
    source,
    cast(stated_low as double) as stated_low,
    cast(stated_high as double) as stated_high,
    computed,
    mean_deputy_rate,
    satisfied_grade_share,
    case
        when not is_answerable then '库内无数'
        when not is_clear then '口径不明'
        when computed is null then '库内无数'
        when is_within(computed, stated_low, stated_high, is_half_open) then '相符'
        when
            is_within(mean_deputy_rate, stated_low, stated_high, is_half_open)
            or is_within(satisfied_grade_share, stated_low, stated_high, is_half_open)
            or is_partial
            then '口径不明'
        else '超出惯例区间'
    end as verdict,
    issue_no,
    article_no,
    claim_no,
    batch_id
from computed
