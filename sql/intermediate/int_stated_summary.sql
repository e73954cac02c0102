-- The totals units state in their summaries, one row per stated number.
-- grain: statement_id
-- by: unit_code
--
-- The window is the file's month; of a cumulative file, January to its month.
-- A rate stands for its half-up interval at the places it was given with.

with summaries as (
    select
        s.batch_id, coalesce(s.source_sheet, '') as source_sheet, s.source_row, s.unit_code,
        coalesce(s.county_code, case when s.scope <> 'all' then substr(s.scope, 1, 6) end, s.unit_code) as place_code,
        coalesce(s.level, 'all') as levels,
        case when s.arrival = 'cumulative' then cast(date_trunc('year', m.first_day) as date) else m.first_day end as window_start,
        m.last_day as window_end,
        cast(s.mandates as decimal(18, 6)) as mandates, cast(s.mandates_reported as decimal(18, 6)) as mandates_reported,
        cast(s.sessions as decimal(18, 6)) as sessions, s.satisfaction_rate_reported,
        s.satisfaction_rate_with_basic_reported
    from staging.stg_summary as s
    inner join ref.month as m on m.period = s.period
),

numbers as (
    select
        batch_id, source_sheet, source_row, unit_code, place_code, levels, window_start, window_end,
        'deputies_total' as metric, '席位' as counting_unit, mandates as stated
    from summaries
    union all
    select
        batch_id, source_sheet, source_row, unit_code, place_code, levels, window_start, window_end,
        'deputies_reported' as metric, '名' as counting_unit, mandates_reported as stated
    from summaries
    union all
    select
        batch_id, source_sheet, source_row, unit_code, place_code, levels, window_start, window_end,
        'report_sessions' as metric, '场次' as counting_unit, sessions as stated
    from summaries
    union all
    select
        batch_id, source_sheet, source_row, unit_code, place_code, levels, window_start, window_end,
        'satisfaction_rate' as metric, '比例' as counting_unit, satisfaction_rate_reported as stated
    from summaries
    union all
    select
        batch_id, source_sheet, source_row, unit_code, place_code, levels, window_start, window_end,
        'overall_satisfaction_rate' as metric, '比例' as counting_unit, satisfaction_rate_with_basic_reported as stated
    from summaries
),

placed as (
    select
        batch_id, source_sheet, source_row, unit_code, place_code, levels, window_start, window_end, metric,
        counting_unit, stated,
        case
            when counting_unit <> '比例' then 0
            when stated * 100 = floor(stated * 100) then 0.005
            when stated * 1000 = floor(stated * 1000) then 0.0005
            when stated * 10000 = floor(stated * 10000) then 0.00005
            else 0.0000005
        end as half_unit
    from numbers
    where stated is not null
)

select
    'summary:' || batch_id || ':' || source_sheet || ':' || cast(source_row as varchar) || ':' || metric as statement_id,
    batch_id,
    unit_code,
    place_code,
    metric,
    counting_unit,
    levels,
    true as is_clear,
    counting_unit = '比例' as is_half_open,
    case when metric = 'deputies_total' then null else window_start end as window_start,
    window_end,
    stated - half_unit as stated_low,
    stated + half_unit as stated_high
from placed
