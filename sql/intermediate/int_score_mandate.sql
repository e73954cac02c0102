-- Score rows with the seat they belong to; one seat has one total a year and
-- scheme, so only the newest file's rows count.
-- grain: mandate_id, scheme, year, row_no
-- by: unit_code
--
-- The scheme: the row's own text where it names one (id or label), else the
-- scheme of its place, the county's before the unit's, else unit:<code>. graded_total
-- is what the band is read from: as the scheme says (grade_on), the recomputed total
-- (the printed one only where the form prints no component), or the reported one
-- (the recomputed only where none is printed). is_part_year: as the row says, or as
-- the roster's dates of election and leaving do; who was elected in the first half
-- year of the term is of its general election, and no by-election [A]. row_no is
-- above 1 where one file gives one seat (or two people who cannot be told apart)
-- several rows: none is dropped.

with totals as (
    select
        batch_id, source_sheet, source_row, period, batch_seq, year, scheme_text, base_score, bonus_score,
        deducted_score, total_reported, total_recomputed, has_parts, band_reported,
        review_state, is_official, is_part_year
    from intermediate.int_score_total
),

seats as (
    select
        batch_id, source_sheet, source_row, mandate_id, is_matched, unit_code, county_code, level, deputy_name
    from intermediate.int_mandate_match
    where dataset = 'scores'
),

roster as (
    select mandate_id, elected_on, left_on
    from intermediate.int_roster_mandate
    where elected_on is not null or left_on is not null
),

terms as (
    select t.level, t.term_start, t.term_end, add_months(t.term_start, c.general_election_months) as settled_on
    from ref.term as t
    cross join ref.choice as c
),

seated as (
    select
        t.batch_id, t.source_sheet, t.source_row, t.period, t.batch_seq, t.year, t.scheme_text, t.base_score,
        t.bonus_score, t.deducted_score, t.total_reported, t.total_recomputed, t.has_parts, t.band_reported,
        t.review_state, t.is_official,
        t.is_part_year as is_part_year_stated,
        coalesce(
            r.elected_on > cast(cast(t.year as varchar) || '-01-01' as date)
            and (m.settled_on is null or r.elected_on >= m.settled_on), false) as is_elected_within,
        coalesce(r.left_on <= cast(cast(t.year as varchar) || '-12-31' as date), false) as is_left_within,
        s.mandate_id, s.is_matched, s.unit_code,
        s.county_code, s.level, s.deputy_name
    from totals as t
    inner join seats as s
        on s.batch_id = t.batch_id and s.source_sheet = t.source_sheet and s.source_row = t.source_row
    left join roster as r on r.mandate_id = s.mandate_id
    left join terms as m
        on m.level = s.level and cast(cast(t.year as varchar) || '-12-31' as date) between m.term_start and m.term_end
),

schemes as (
    select scheme, min(grade_on) as grade_on from ref.scheme as g group by scheme
),

place_scheme as (
    select year, place_code, level, scheme
    from intermediate.int_score_scheme
),

named as (
    select text, min(scheme) as scheme
    from (
        select scheme as text, scheme from ref.scheme as g
        union all
        select scheme_label as text, scheme from ref.scheme as g
    ) as names
    group by text
),

schemed as (
    select
        s.batch_id, s.source_sheet, s.source_row, s.period, s.batch_seq, s.year, s.base_score, s.bonus_score,
        s.deducted_score, s.total_reported, s.total_recomputed, s.has_parts, s.band_reported,
        s.review_state, s.is_official, s.is_part_year_stated, s.is_elected_within, s.is_left_within, s.mandate_id,
        s.is_matched, s.unit_code, s.county_code, s.level, s.deputy_name,
        coalesce(n.scheme, c.scheme, u.scheme, 'unit:' || s.unit_code) as scheme
    from seated as s
    left join named as n on n.text = s.scheme_text
    left join place_scheme as c
        on c.place_code = s.county_code and c.level = coalesce(s.level, '') and c.year = s.year
    left join place_scheme as u
        on u.place_code = s.unit_code and u.level = coalesce(s.level, '') and u.year = s.year
),

aged as (
    select
        s.batch_id, s.source_sheet, s.source_row, s.year, s.base_score, s.bonus_score, s.deducted_score,
        s.total_reported, s.total_recomputed, s.band_reported, s.review_state, s.is_official,
        s.is_part_year_stated or s.is_elected_within or s.is_left_within as is_part_year,
        s.is_elected_within, s.is_left_within, s.mandate_id, s.is_matched, s.unit_code, s.county_code, s.level,
        s.deputy_name, s.scheme,
        case
            when g.grade_on = 'reported' then coalesce(s.total_reported, s.total_recomputed)
            when s.has_parts then s.total_recomputed
            else s.total_reported
        end as graded_total,
        case
            when g.grade_on = 'reported' and s.total_reported is not null then 'reported'
            when (s.has_parts or g.grade_on = 'reported') and s.total_recomputed is not null then 'recomputed'
            when not s.has_parts and s.total_reported is not null then 'reported'
        end as graded_on,
        rank() over (
            partition by s.mandate_id, s.scheme, s.year
            order by s.period desc nulls last, s.batch_seq desc nulls last, s.batch_id desc nulls last
        ) as age
    from schemed as s
    left join schemes as g on g.scheme = s.scheme
)

select
    mandate_id,
    scheme,
    year,
    row_number() over (partition by mandate_id, scheme, year order by source_sheet nulls last, source_row nulls last) as row_no,
    unit_code,
    county_code,
    level,
    deputy_name,
    base_score,
    bonus_score,
    deducted_score,
    total_reported,
    total_recomputed,
    graded_total,
    graded_on,
    band_reported,
    review_state,
    is_official,
    is_part_year,
    is_elected_within,
    is_left_within,
    is_matched,
    batch_id,
    source_sheet,
    source_row
from aged
where age = 1
