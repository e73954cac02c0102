-- What the way of rounding would change: how many official full-year deputies of a
-- unit stand in which band when totals are graded as they are (continuous), and
-- where under round_half_up and floor.
-- grain: unit_code, scheme, year, level, mode, band_no_from, band_no_to
--
-- A pair of bands nobody moves between has no row; rows with band_from = band_to are
-- those the mode does not touch. n of one mode adds up to mandates. The scheme's own
-- mode is is_own_mode; continuous itself would change nothing.

with schemes as (
    select scheme, coalesce(min(banding), 'continuous') as banding
    from ref.scheme as g
    group by scheme
),

official as (
    select o.unit_code, o.scheme, o.year, o.level, b.continuous_no, b.rounded_no, b.floored_no
    from intermediate.int_score_official as o
    inner join intermediate.int_score_band as b
        on
            b.mandate_id = o.mandate_id and b.scheme = o.scheme
            and b.year = o.year and b.row_no = o.row_no
),

moves as (
    select
        unit_code, scheme, year, level, 'round_half_up' as mode,
        continuous_no as band_no_from, rounded_no as band_no_to
    from official
    union all
    select
        unit_code, scheme, year, level, 'floor' as mode,
        continuous_no as band_no_from, floored_no as band_no_to
    from official
),

counted as (
    select unit_code, scheme, year, level, mode, band_no_from, band_no_to, count(*) as n
    from moves
    group by unit_code, scheme, year, level, mode, band_no_from, band_no_to
),

together as (
    select
        unit_code, scheme, year, level, mode, band_no_from, band_no_to, n,
        cast(sum(n) over (partition by unit_code, scheme, year, level, mode) as bigint) as mandates
    from counted
)

select
    t.unit_code,
    t.scheme,
    t.year,
    t.level,
    t.mode,
    t.band_no_from,
    t.band_no_to,
    f.band as band_from,
    g.band as band_to,
    t.n,
    t.mandates,
    cast(t.n as double) / t.mandates as share,
    t.band_no_from <> t.band_no_to as is_changed,
    t.band_no_to < t.band_no_from as is_up,
    t.mode = coalesce(s.banding, 'continuous') as is_own_mode
from together as t
left join schemes as s on s.scheme = t.scheme
left join ref.scheme_band as f on f.scheme = t.scheme and f.band_no = t.band_no_from
left join ref.scheme_band as g on g.scheme = t.scheme and g.band_no = t.band_no_to
