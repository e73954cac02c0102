-- The facts stated in 《代表工作》, with the place, levels and window they speak of.
-- grain: statement_id
--
-- A printed percentage stands for its half-up interval, [0.975, 0.985) for
-- 98% (is_half_open). Windows: 换届以来 from 1 January of its year (of the term
-- without one), 今年以来 from 1 January of the issue's year, 截至目前 from the
-- start of the term, a stock has only an end. 主题活动 is dated from the
-- province's opening meeting (2024-04-02) but stays unclear, for a place may
-- have begun later. All else, 未载明 too, has no window. levels: which
-- deputies, from the words behind the number (a rate: the whole sentence).

with facts as (
    select
        issue_no, issued_on, article_no, claim_no, place_code, metric, low, high, decimals, counting_unit,
        time_base, coalesce(is_basis_unclear, false) as is_basis_unclear, printed, quote, batch_id
    from staging.stg_bulletin_claim
    where kind = 'fact'
),

placed as (
    select
        f.issue_no, f.issued_on, f.article_no, f.claim_no, f.place_code, f.metric, f.low, f.high, f.counting_unit,
        coalesce(f.time_base, '未载明') as time_base, f.is_basis_unclear, f.batch_id, d.unit_code,
        f.counting_unit = '比例' and (position('%' in f.printed) > 0 or position('％' in f.printed) > 0) as is_printed_rate,
        -- half a unit of the last printed place of a percentage
        case coalesce(f.decimals, 0) when 0 then 0.005 when 1 then 0.0005 when 2 then 0.00005 else 0.000005 end as half_unit,
        case
            when f.counting_unit <> '比例' and position(f.printed in f.quote) > 0
                then substr(f.quote, position(f.printed in f.quote), length(f.printed) + 14)
            else f.quote
        end as words
    from facts as f
    left join ref.division as d on d.division_code = f.place_code
),

levelled as (
    select
        issue_no, issued_on, article_no, claim_no, place_code, metric, low, high, counting_unit, time_base,
        is_basis_unclear, batch_id, unit_code, is_printed_rate, half_unit,
        case
            when words like '%县乡%代表%' or words like '%县、乡%代表%' then 'county,township'
            when words like '%乡镇人大代表%' or words like '%镇人大代表%' then 'township'
            when words like '%县人大代表%' or words like '%县级人大代表%' or words like '%县（市、区）人大代表%' then 'county'
            when words like '%市人大代表%' then 'city'
            when words like '%省人大代表%' then 'province'
            when words like '%全国人大代表%' then 'national'
            else 'all'
        end as levels,
        case when substr(time_base, 1, 4) between '2000' and '2099' and substr(time_base, 5, 1) = '年' then substr(time_base, 1, 4) end
        as stated_year,
        cast(date_trunc('year', issued_on) as date) as year_start
    from placed
),

begun as (
    select level, term_start, lead(term_start) over (partition by level order by term_start nulls last) as next_start
    from ref.term as t
),

level_terms as ( -- the term that ran, or had last begun, on the day of the issue
    select d.issued_on, b.level, b.term_start
    from (select distinct issued_on from facts) as d
    inner join begun as b on b.term_start <= d.issued_on and coalesce(d.issued_on < b.next_start, true)
),

terms as (
    select issued_on, min(term_start) as term_start
    from level_terms
    where level in ('city', 'county', 'township')
    group by issued_on
),

windowed as (
    select
        c.issue_no, c.issued_on, c.article_no, c.claim_no, c.place_code, c.metric, c.low, c.high, c.counting_unit,
        c.time_base, c.is_basis_unclear, c.batch_id, c.unit_code, c.is_printed_rate, c.half_unit, c.levels,
        case
            when c.time_base like '%换届%' and c.stated_year is not null then cast(c.stated_year || '-01-01' as date)
            when
                c.time_base like '%换届%' or c.time_base in ('截至目前', '截止目前', '到目前为止', '目前', '本届', '本届以来')
                then coalesce(l.term_start, t.term_start)
            when c.time_base in ('今年以来', '今年', '年内', '本年度') then c.year_start
            when c.time_base = '去年' then add_months(c.year_start, -12)
            when c.stated_year is not null and substr(c.time_base, 5) in ('年', '年度', '年以来')
                then cast(c.stated_year || '-01-01' as date)
            when c.time_base like '%主题活动%' then date '2024-04-02'
        end as window_start,
        case
            when c.time_base = '去年' then add_days(c.year_start, -1)
            when
                c.stated_year is not null and substr(c.time_base, 5) in ('年', '年度')
                and c.stated_year || '-12-31' < cast(c.issued_on as varchar)
                then cast(c.stated_year || '-12-31' as date)
            else c.issued_on
        end as window_end,
        c.time_base not like '%主题活动%' as is_dated
    from levelled as c
    left join terms as t on t.issued_on = c.issued_on
    left join level_terms as l on l.issued_on = c.issued_on and l.level = c.levels
)

select
    'claim:' || cast(issued_on as varchar) || ':' || cast(issue_no as varchar) || ':'
    || cast(article_no as varchar) || ':' || cast(claim_no as varchar) as statement_id,
    batch_id,
    issue_no,
    article_no,
    claim_no,
    unit_code,
    place_code,
    metric,
    counting_unit,
    levels,
    case
        when metric = 'deputies_total' then true
        else window_start is not null and is_dated
    end
    and not is_basis_unclear and (low is not null or high is not null) as is_clear,
    is_printed_rate as is_half_open,
    case when metric = 'deputies_total' then null else window_start end as window_start,
    case when window_start is not null or metric = 'deputies_total' then window_end end as window_end,
    case when is_printed_rate then low - half_unit else low end as stated_low,
    case when is_printed_rate then high + half_unit else high end as stated_high
from windowed
