-- A unit is left out of a month every unit had to send something for.
-- severity: error
-- message: 报送情况缺少单位：应报未报的单位也必须列出
with first_sent as (
    select dataset, min(period) as first_period
    from ref.batch
    where is_live
    group by dataset
)
select s.dataset, s.period, count(*) as units, max(u.units) as expected
from marts.submission_unit_month as s
inner join first_sent as f on f.dataset = s.dataset and f.first_period <= s.period
cross join (select count(*) as units from ref.unit) as u
cross join ref.run as r
where s.period <= r.as_of_period
    and (s.dataset = 'votes' or (s.dataset = 'scores' and substr(s.period, 6, 2) = '12'))
group by s.dataset, s.period
having count(*) <> max(u.units)
