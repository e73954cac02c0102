-- Kinds of venue compared: what reviews held at 示范点, 街道议事代表会议 and elsewhere came
-- to, by unit and year, on the office's base of comparison.
-- grain: unit_code, year, venue_kind
-- by: unit_code
--
-- venue_kind as in procedure_unit_month; `unstated`: the row says nothing of where.
-- wilson_*: plain 95% over the ballots. The kinds are not chosen
-- by chance: a difference is no effect of the venue.
with
kinds as (
    select text, term from intermediate.int_text_term where list = 'venue_kind' and place = 1
),
reviews as (
    select
        i.unit_code, cast(substr(i.period, 1, 4) as bigint) as year, i.session_id, i.mandate_id,
        case when v.venue is not null then coalesce(k.term, 'other') else 'unstated' end as venue_kind,
        b.base, i.satisfied, i.dissatisfied, m.consequence
    from intermediate.int_review as i
    inner join staging.stg_votes as v
        on v.batch_id = i.batch_id and coalesce(v.source_sheet, '') = coalesce(i.source_sheet, '') and v.source_row = i.source_row
    cross join ref.choice as c
    inner join intermediate.int_review_base as b on b.review_id = i.review_id and b.base_kind = c.comparison_base
    left join marts.review as m on m.review_id = i.review_id and m.consequence_state = 'confirmed'
    left join kinds as k on k.text = said(v.venue, v.session)
    where i.satisfied is not null
),
counted as (
    select
        unit_code, year, venue_kind,
        count(distinct session_id) as sessions,
        count(distinct mandate_id) as mandates,
        cast(sum(base) as bigint) as ballots,
        cast(sum(satisfied) as bigint) as satisfied,
        cast(sum(dissatisfied) as bigint) as dissatisfied,
        count(case when consequence in ('rectify', 'resign_or_recall') then 1 end) as over_threshold
    from reviews
    group by unit_code, year, venue_kind
)
select
    unit_code,
    year,
    venue_kind,
    sessions,
    mandates,
    ballots,
    satisfied,
    dissatisfied,
    over_threshold,
    cast(satisfied as double) / nullif(ballots, 0) as satisfaction_rate,
    wilson_low(cast(satisfied as double) / nullif(ballots, 0), ballots) as wilson_low,
    wilson_high(cast(satisfied as double) / nullif(ballots, 0), ballots) as wilson_high
from counted
