-- What became of each old seat at the change of term, from its newest file.
-- grain: mandate_id, term_to, row_no
-- by: unit_code
--
-- Out of scope by kind (age, terms, moved, died, resigned, other_level) is not
-- eligible, unless the same row proposes the person after all; else what the
-- file states; else, where the organ decided either way, eligible. What is
-- still unknown stays NULL. is_eligibility_stated tells a stated answer from a
-- concluded one.

with nominations as (
    select
        batch_id, coalesce(source_sheet, '') as source_sheet, source_row, period, batch_seq, term_from, term_to,
        is_eligible, out_of_scope_reason, is_proposed, is_candidate, is_elected
    from staging.stg_nominations
),

seats as (
    select
        batch_id, source_sheet, source_row, mandate_id, person_key, is_matched, unit_code, county_code, level, deputy_name
    from intermediate.int_mandate_match
    where dataset = 'nominations'
),

termed as (
    select
        s.mandate_id, s.person_key, s.is_matched, s.unit_code, s.county_code, s.level, s.deputy_name,
        n.batch_id, n.source_sheet, n.source_row,
        -- a term as the table of terms writes it (第13届 = 十三届), else without its 第
        coalesce(f.term, replace(n.term_from, '第', '')) as term_from,
        coalesce(t.term, replace(n.term_to, '第', '')) as term_to,
        n.is_eligible, n.out_of_scope_reason, n.is_proposed, n.is_candidate, n.is_elected, n.period, n.batch_seq
    from nominations as n
    inner join seats as s
        on s.batch_id = n.batch_id and s.source_sheet = n.source_sheet and s.source_row = n.source_row
    left join ref.term as f on f.level = s.level and plain_number(f.term) = plain_number(n.term_from)
    left join ref.term as t on t.level = s.level and plain_number(t.term) = plain_number(n.term_to)
),

ranked as (
    select
        mandate_id, person_key, is_matched, unit_code, county_code, level, deputy_name, batch_id, source_sheet,
        source_row, term_from, term_to, is_eligible, out_of_scope_reason, is_proposed, is_candidate, is_elected,
        rank() over (
            partition by mandate_id, term_to
            order by period desc nulls last, batch_seq desc nulls last, batch_id desc nulls last
        ) as age
    from termed
)

select
    mandate_id,
    term_to,
    row_number() over (partition by mandate_id, term_to order by source_sheet nulls last, source_row nulls last) as row_no,
    person_key,
    unit_code,
    county_code,
    level,
    deputy_name,
    term_from,
    case
        when out_of_scope_reason is not null and not coalesce(is_proposed, false) then false
        when is_eligible is not null then is_eligible
        when is_proposed is not null then true
    end as is_eligible,
    is_eligible is not null or out_of_scope_reason is not null as is_eligibility_stated,
    out_of_scope_reason,
    is_proposed,
    is_candidate,
    is_elected,
    is_matched,
    batch_id,
    source_sheet,
    source_row
from ranked
where age = 1
