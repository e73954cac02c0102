-- A unit's own summary differs from its detail.
-- severity: warning
-- message: 单位汇总数与明细不一致，两个数都已保留
select unit_code, place_code, population, metric, window_start, window_end, stated_low, stated_high, computed, batch_id
from marts.reconciliation
where source = 'summary' and verdict = '超出惯例区间'
