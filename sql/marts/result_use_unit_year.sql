-- What was done with results, by unit, year and kind: 通报组织部门, 向社会公布, 通报代表,
-- 谈心谈话, 媒体宣传, 颁发证书, 建档.
-- grain: unit_code, year, use_kind
-- by: unit_code
--
-- uses: rows; deputies: distinct deputies named; organs: distinct organs named.
-- Of talks, due counts the deputies whose confirmed points of the year before, or
-- of that year, lie below the scheme's line for a talk, talked those of them with
-- a talk in that year; NULL where no scheme of the unit has such a line. `unstated`: the row
-- names no kind. Where talks are due and none is told of, the line of talks stands
-- all the same: uses is 0, or NULL where the unit sent nothing of that year.
with
used as (
    select
        u.unit_code, cast(substr(u.event_period, 1, 4) as bigint) as year,
        coalesce(u.use_kind, 'unstated') as use_kind, u.organ, m.mandate_id, m.person_key
    from staging.stg_uses as u
    left join intermediate.int_mandate_match as m
        on m.dataset = 'uses' and m.batch_id = u.batch_id
        and m.source_sheet = coalesce(u.source_sheet, '') and m.source_row = u.source_row
),
counted as (
    select
        unit_code, year, use_kind,
        count(*) as uses,
        nullif(count(distinct person_key), 0) as deputies,
        nullif(count(distinct organ), 0) as organs
    from used
    group by unit_code, year, use_kind
),
lines as (
    select scheme, max(talk_below) as talk_below from ref.scheme as g where talk_below is not null group by scheme
),
scored as (
    select s.unit_code, s.mandate_id, s.year, s.graded_total < l.talk_below as is_below
    from intermediate.int_score_mandate as s
    inner join lines as l on l.scheme = s.scheme
    where s.is_official and not s.is_part_year and s.graded_total is not null
),
talks as (
    select distinct unit_code, year, mandate_id from used where use_kind = 'talk' and mandate_id is not null
),
years as ( -- in which talks were told of, or points of the year before call for one
    select unit_code, year from counted where use_kind = 'talk'
    union
    select s.unit_code, s.year + 1 as year
    from scored as s
    cross join ref.run as r
    where s.is_below and s.year + 1 <= extract(year from r.as_of)
),
owed as ( -- points of a year are confirmed in that year or the next
    select
        y.unit_code, y.year,
        count(distinct case when s.is_below then s.mandate_id end) as due,
        count(distinct case when s.is_below and t.mandate_id is not null then s.mandate_id end) as talked
    from years as y
    inner join scored as s on s.unit_code = y.unit_code and s.year between y.year - 1 and y.year
    left join talks as t on t.unit_code = y.unit_code and t.year = y.year and t.mandate_id = s.mandate_id
    group by y.unit_code, y.year
),
telling as (
    select distinct unit_code, year from used
),
places as (
    select unit_code, year, use_kind from counted
    union
    select unit_code, year, 'talk' as use_kind from owed
)
select
    p.unit_code,
    p.year,
    p.use_kind,
    coalesce(c.uses, case when w.unit_code is not null then 0 end) as uses,
    c.deputies,
    c.organs,
    o.due,
    o.talked
from places as p
left join counted as c on c.unit_code = p.unit_code and c.year = p.year and c.use_kind = p.use_kind
left join owed as o on o.unit_code = p.unit_code and o.year = p.year and p.use_kind = 'talk'
left join telling as w on w.unit_code = p.unit_code and w.year = p.year
