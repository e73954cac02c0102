-- What the law or a place's rule sets a day for, or asks to be looked into, and is open
-- on the as-of date: reports, mending, answers to suggestions, absences, by-elections.
-- Internal: names stand here; due_list_unit has the counts.
-- grain: kind, subject_key
-- by: unit_code
--
-- kind: report (述职), rectify_threshold and rectify_opinion (the two ledgers), suggestion,
-- absence, by_election. state: overdue (the day has come), due_soon (within
-- due_soon_days), open (later, or no day is set), clue (线索: to be verified by the
-- organs that decide, never a conclusion: absences, and mending the votes ask for
-- without an item in the ledger), unverified (待核实: whether leave was approved is
-- not known; no clue yet). latest_date: the longer limit the law allows for a
-- complex suggestion. basis: the article as it was numbered when the matter arose.

with days as (
    select r.as_of, add_days(r.as_of, c.due_soon_days) as soon
    from ref.run as r
    cross join ref.choice as c
),

reports as (
    select
        'report' as kind, mandate_id as subject_key, unit_code, county_code, level, mandate_id, deputy_name,
        cast(null as varchar) as title, basis, cast(null as date) as arose_on, due_date,
        cast(null as date) as latest_date, false as is_clue
    from intermediate.int_due_report
),

regimes as (
    select regime, min(regime_label) as regime_label from ref.review_regime group by regime
),

reviews as (
    select v.review_id, v.mandate_id, v.unit_code, v.county_code, v.level, v.deputy_name, v.review_date, v.due_date,
        v.consequence, v.consequence_state, g.regime_label
    from marts.review as v
    left join regimes as g on g.regime = v.regime
),

seats as (
    select mandate_id, county_code, level from intermediate.int_roster_mandate
),

mending as (
    select
        case when i.source_kind = 'threshold' then 'rectify_threshold' else 'rectify_opinion' end as kind,
        i.item_id as subject_key, i.unit_code, coalesce(v.county_code, s.county_code) as county_code,
        coalesce(v.level, s.level) as level, i.mandate_id, i.deputy_name,
        cast(null as varchar) as title,
        case when i.source_kind = 'threshold' then coalesce(v.regime_label, '台账所定时限') else '台账所定时限' end as basis,
        i.raised_on as arose_on, i.due_on as due_date, cast(null as date) as latest_date, false as is_clue
    from intermediate.int_rectification as i
    left join reviews as v on v.review_id = i.review_id
    left join seats as s on s.mandate_id = i.mandate_id
    where i.item_state in ('overdue', 'not_due')
        or (i.item_state = 'no_due' and i.closed_on is null and not (i.is_mended and i.is_fed_back))
),

listed as (
    select distinct review_id from intermediate.int_rectification where review_id is not null
),

unlisted as (
    select
        'rectify_threshold' as kind, v.review_id as subject_key, v.unit_code, v.county_code, v.level, v.mandate_id, v.deputy_name,
        cast(null as varchar) as title, v.regime_label as basis, v.review_date as arose_on, v.due_date,
        cast(null as date) as latest_date, true as is_clue
    from reviews as v
    cross join days as d
    left join listed as i on i.review_id = v.review_id
    where v.consequence = 'rectify' and v.consequence_state = 'confirmed' and v.review_date <= d.as_of and i.review_id is null
),

suggestions as (
    select
        'suggestion' as kind, suggestion_key as subject_key, unit_code, county_code, level, mandate_id, deputy_name,
        title, basis, assigned_on as arose_on, due_date, latest_date, false as is_clue
    from intermediate.int_due_suggestion
),

absences as (
    select
        'absence' as kind, c.mandate_id as subject_key, c.unit_code, c.county_code, c.level, c.mandate_id, c.deputy_name,
        cast(null as varchar) as title, l.basis, c.last_missed_on as arose_on, cast(null as date) as due_date,
        cast(null as date) as latest_date, true as is_clue, c.clue_state = 'unverified' as is_unverified
    from marts.absence_clue as c
    left join intermediate.int_law_article as l
        on l.matter = 'absence' and l.valid_from <= c.last_missed_on and coalesce(l.valid_to >= c.last_missed_on, true)
),

vacancies as (
    select
        'by_election' as kind, v.mandate_id as subject_key, v.unit_code, v.county_code, v.level, v.mandate_id, v.deputy_name,
        cast(null as varchar) as title, l.basis, v.ended_on as arose_on, cast(null as date) as due_date,
        cast(null as date) as latest_date, false as is_clue
    from intermediate.int_vacancy as v
    left join intermediate.int_law_article as l
        on l.matter = 'by_election' and l.valid_from <= v.ended_on and coalesce(l.valid_to >= v.ended_on, true)
),

matters as (
    select kind, subject_key, unit_code, county_code, level, mandate_id, deputy_name, title, basis, arose_on, due_date, latest_date, is_clue, false as is_unverified from reports
    union all
    select kind, subject_key, unit_code, county_code, level, mandate_id, deputy_name, title, basis, arose_on, due_date, latest_date, is_clue, false as is_unverified from mending
    union all
    select kind, subject_key, unit_code, county_code, level, mandate_id, deputy_name, title, basis, arose_on, due_date, latest_date, is_clue, false as is_unverified from unlisted
    union all
    select kind, subject_key, unit_code, county_code, level, mandate_id, deputy_name, title, basis, arose_on, due_date, latest_date, is_clue, false as is_unverified from suggestions
    union all
    select kind, subject_key, unit_code, county_code, level, mandate_id, deputy_name, title, basis, arose_on, due_date, latest_date, is_clue, is_unverified from absences
    union all
    select kind, subject_key, unit_code, county_code, level, mandate_id, deputy_name, title, basis, arose_on, due_date, latest_date, is_clue, false as is_unverified from vacancies
)

select
    m.unit_code,
    m.county_code,
    m.level,
    m.kind,
    m.subject_key,
    m.mandate_id,
    m.deputy_name,
    m.title,
    m.basis,
    case
        when m.is_unverified then 'unverified'
        when m.is_clue then 'clue'
        when m.due_date <= d.as_of then 'overdue'
        when m.due_date <= d.soon then 'due_soon'
        else 'open'
    end as state,
    m.arose_on,
    m.due_date,
    m.latest_date,
    days_between(d.as_of, m.due_date) as days_left
from matters as m
cross join days as d
