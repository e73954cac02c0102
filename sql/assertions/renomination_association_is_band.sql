-- The association of a stratum rests on other seats than its bands.
-- severity: error
-- message: 换届提名关联分析的席位数与分档表不一致
with banded as (
    select
        stratum_kind, stratum, measure,
        sum(case when band <> '无此项数据' then n else 0 end) as n,
        sum(case when band = '无此项数据' then n else 0 end) as missing,
        sum(case when band <> '无此项数据' then proposed else 0 end) as proposed
    from marts.renomination_band
    group by stratum_kind, stratum, measure
)
select a.stratum_kind, a.stratum, a.measure, a.n, a.missing, a.proposed
from marts.renomination_association as a
left join banded as b on b.stratum_kind = a.stratum_kind and b.stratum = a.stratum and b.measure = a.measure
where
    coalesce(b.n, -1) <> a.n or coalesce(b.missing, -1) <> a.missing or coalesce(b.proposed, -1) <> a.proposed
    or a.high_proposed + a.low_proposed > a.proposed
