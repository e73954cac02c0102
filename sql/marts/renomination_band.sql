-- The rate of being proposed again by band of a measure, among the eligible
-- whose proposal is known.
-- grain: stratum_kind, stratum, measure, band
--
-- The bands of one measure are a partition: score_percentile and satisfaction
-- by tenths and quarters of the percentile (lower end inclusive), score_band
-- by the scheme's own words (with the scheme where a stratum has several:
-- bands of different schemes are not comparable); 无此项数据 are those without
-- the measure. score_percentile_third and score_band_excellent are the
-- contrasts the odds ratios are made of. A third's cuts are 33 1/3 and 66 2/3.

with measured as (
    select
        m.stratum_kind, m.stratum, m.measure, m.is_proposed, m.scheme, m.word, m.x, m.is_high, b.band_no,
        min(m.scheme) over (partition by m.stratum_kind, m.stratum)
        <> max(m.scheme) over (partition by m.stratum_kind, m.stratum) as has_several_schemes,
        case when m.x >= 100 then 99 else m.x end as inside
    from intermediate.int_renomination_measure as m
    left join ref.scheme_band as b on b.scheme = m.scheme and b.band = m.word
    where m.stratum_kind <> 'cell'
),

banded as (
    select
        stratum_kind, stratum, measure, is_proposed, cast(null as varchar) as scheme,
        cast(floor(cast(inside as double) / 10) as bigint) + 1 as band_no,
        cast(cast(floor(cast(inside as double) / 10) as bigint) * 10 as varchar) || '～'
        || cast(cast(floor(cast(inside as double) / 10) as bigint) * 10 + 10 as varchar) as band
    from measured
    where measure = 'score_percentile' and x is not null
    union all
    select
        stratum_kind, stratum, 'score_percentile_third' as measure, is_proposed, cast(null as varchar) as scheme,
        case when is_high then 3 when not is_high then 1 else 2 end as band_no,
        case when is_high then '前三分之一' when not is_high then '后三分之一' else '中三分之一' end as band
    from measured
    where measure = 'score_percentile' and x is not null
    union all
    select
        stratum_kind, stratum, measure, is_proposed, cast(null as varchar) as scheme,
        cast(floor(cast(inside as double) / 25) as bigint) + 1 as band_no,
        cast(cast(floor(cast(inside as double) / 25) as bigint) * 25 as varchar) || '～'
        || cast(cast(floor(cast(inside as double) / 25) as bigint) * 25 + 25 as varchar) as band
    from measured
    where measure = 'satisfaction' and x is not null
    union all
    select
        stratum_kind, stratum, measure, is_proposed, scheme, band_no,
        case when has_several_schemes then word || '（' || scheme || '）' else word end as band
    from measured
    where measure = 'score_band' and x is not null
    union all
    select
        stratum_kind, stratum, 'score_band_excellent' as measure, is_proposed, cast(null as varchar) as scheme,
        case when is_high then 1 else 2 end as band_no, case when is_high then '优秀档' else '其他档' end as band
    from measured
    where measure = 'score_band' and x is not null
    union all
    select
        stratum_kind, stratum, measure, is_proposed, cast(null as varchar) as scheme,
        cast(null as bigint) as band_no, '无此项数据' as band
    from measured
    where x is null
),

counted as (
    select
        stratum_kind, stratum, measure, scheme, band_no, band,
        count(*) as n, count(case when is_proposed then 1 end) as proposed
    from banded
    group by stratum_kind, stratum, measure, scheme, band_no, band
)

select
    stratum_kind,
    stratum,
    measure,
    scheme,
    band,
    band_no,
    n,
    proposed,
    cast(proposed as double) / n as rate,
    wilson_low(cast(proposed as double) / n, n) as wilson_low,
    wilson_high(cast(proposed as double) / n, n) as wilson_high
from counted
