-- How reviews were held, by unit and month: 无记名, 当场公布, 报告审核, 会前走访, in the
-- month the place set aside for it (西峡: January), and the kinds of venue.
-- grain: unit_code, period, step, venue_kind
-- by: unit_code
--
-- stated: reviews whose row says yes or no (of venues: says where); done: those
-- that say yes (of venues: that took place at such a place); sessions: sittings
-- among done. 当场公布 also counts a stated day of publication that is the day of
-- the review, and not a later one. A step no row speaks of has no row. Of the
-- month of review, stated are the reviews under a regime that names one.
with
kinds as (
    select text, term from intermediate.int_text_term where list = 'venue_kind' and place = 1
),
reviews as (
    select
        i.unit_code, i.period, i.session_id, v.is_secret, v.is_report_reviewed, v.is_visited,
        case
            when v.published_on > i.review_date then false
            when v.published_on = i.review_date then true
            else v.is_published
        end as is_published,
        case when v.venue is not null then coalesce(k.term, 'other') end as venue_kind,
        extract(month from i.review_date) = m.review_month as is_in_month
    from intermediate.int_review as i
    inner join staging.stg_votes as v
        on v.batch_id = i.batch_id and coalesce(v.source_sheet, '') = coalesce(i.source_sheet, '') and v.source_row = i.source_row
    left join kinds as k on k.text = said(v.venue, v.session)
    left join intermediate.int_review_regime as g on g.review_id = i.review_id
    left join ref.review_regime as m on m.regime = g.regime and m.level = g.level
),
steps as (
    select unit_code, period, session_id, 'secret_ballot' as step, is_secret as is_done from reviews
    union all
    select unit_code, period, session_id, 'published_on_the_spot' as step, is_published as is_done from reviews
    union all
    select unit_code, period, session_id, 'report_reviewed' as step, is_report_reviewed as is_done from reviews
    union all
    select unit_code, period, session_id, 'visited_before' as step, is_visited as is_done from reviews
    union all
    select unit_code, period, session_id, 'in_review_month' as step, is_in_month as is_done from reviews
),
flags as (
    select
        unit_code, period, step, 'all' as venue_kind,
        count(is_done) as stated,
        count(case when is_done then 1 end) as done,
        count(distinct case when is_done then session_id end) as sessions
    from steps
    group by unit_code, period, step
    having count(is_done) > 0
),
venues as (
    select
        unit_code, period, 'venue' as step, venue_kind,
        cast(sum(count(*)) over (partition by unit_code, period) as bigint) as stated,
        count(*) as done,
        count(distinct session_id) as sessions
    from reviews
    where venue_kind is not null
    group by unit_code, period, venue_kind
),
counted as (
    select unit_code, period, step, venue_kind, stated, done, sessions from flags
    union all
    select unit_code, period, step, venue_kind, stated, done, sessions from venues
)
select
    unit_code,
    period,
    step,
    venue_kind,
    stated,
    done,
    sessions,
    cast(done as double) / nullif(stated, 0) as done_rate
from counted
