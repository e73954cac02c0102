-- One row per review: the vote on one deputy in one session, with the mandate
-- it belongs to and who voted. review_organ_code: the electing unit for a
-- deputy elected by a congress, the county or township of the voters for a
-- deputy they elect directly. session_id joins the reviews of one sitting:
-- same organ (and township), day, and session name or else venue.
-- review_id does not depend on the file the row came in: rows that agree in
-- the whole natural key are numbered by their content.
-- grain: review_id
-- by: unit_code
with
votes as (
    select
        *,
        row_number() over (
            partition by unit_code, level, county_code, township, deputy_name, constituency, review_date, session
            order by birth_month nulls last, participants nulls last, issued nulls last, returned nulls last,
                valid nulls last, satisfied nulls last, basic nulls last, dissatisfied nulls last,
                batch_id nulls last, source_sheet nulls last, source_row nulls last
        ) as same_key_no
    from staging.stg_votes
),
matched as (
    select
        v.*,
        m.mandate_id,
        m.person_key,
        coalesce(v.constituency, m.constituency) as mandate_constituency,
        m.level as mandate_level,
        m.congress_code,
        m.electing_unit_code as stated_electing_unit,
        m.county_code as mandate_county,
        t.township_code
    from votes as v
    left join intermediate.int_mandate_match as m
        on m.dataset = 'votes'
        and m.batch_id = v.batch_id
        and m.source_sheet = coalesce(v.source_sheet, '')
        and m.source_row = v.source_row
    left join ref.township as t on t.county_code = m.county_code and t.township_name = m.township
),
placed as (
    select
        *,
        case
            when mandate_level = 'city' then coalesce(stated_electing_unit, mandate_county)
            else stated_electing_unit
        end as elected_by,
        case
            when mandate_level = 'city' then coalesce(stated_electing_unit, mandate_county)
            else mandate_county
        end as home_county
    from matched
),
voted as (
    select
        *,
        case
            when mandate_level in ('county', 'township') then coalesce(
                case when mandate_level = 'township' then township_code end, home_county, unit_code)
            else coalesce(elected_by, home_county, unit_code)
        end as organ
    from placed
)
select
    short_key(
        unit_code || '|' || coalesce(level, '') || '|' || coalesce(county_code, '') || '|' || coalesce(township, '') || '|'
        || deputy_name || '|' || coalesce(constituency, '') || '|' || coalesce(cast(review_date as varchar), period) || '|'
        || coalesce(session, '') || '|' || cast(same_key_no as varchar)
    ) as review_id,
    short_key(
        unit_code || '|' || organ || '|'
        || case when mandate_level in ('county', 'township') then coalesce(township, '') else '' end || '|'
        || coalesce(cast(review_date as varchar), period) || '|' || coalesce(session, venue, '')
    ) as session_id,
    mandate_id,
    person_key,
    mandate_constituency as constituency,
    unit_code,
    home_county as county_code,
    mandate_level as level,
    congress_code,
    elected_by as electing_unit_code,
    organ as review_organ_code,
    event_period as period,
    deputy_name,
    participants,
    issued,
    returned,
    valid,
    satisfied,
    basic,
    dissatisfied,
    abstain,
    satisfaction_rate_reported,
    tier_reported,
    review_date,
    batch_id,
    source_sheet,
    source_row
from voted
