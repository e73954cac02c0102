package transform

import (
	"strings"
	"testing"
	"time"

	models "lvzhi/sql"
)

// nationalSeats are 180,000 eligible seats in 18 units and three levels, one in
// fifty people with two, percentiles with two decimals.
const nationalSeats = `select 'm' || i, '十二届', '十三届', 1, 'p' || case when i % 50 = 1 then i - 1 else i end,
	cast(410100 + 100 * (i // 10000) as varchar), ['city', 'county', 'township', 'township'][1 + i % 4], true,
	hash(i) % 100 < 30 + (hash(i + 1) % 10000) // 200, (hash(i + 1) % 10000) / 100.0, (hash(i + 2) % 10000) / 100.0, hash(i + 3) % 3 = 0
	from range(180000) as r (i)`

// BenchmarkRenomination builds everything on re-nomination from 180,000 seats
// and prints how many times longer it takes than its plain SELECTs alone.
func BenchmarkRenomination(b *testing.B) {
	for range b.N {
		var sql, fits time.Duration
		rebuilt(b, nationalSeats, func(m models.Model, took time.Duration) {
			switch {
			case !strings.Contains(m.Name, "renomination"):
				return
			case m.IsFitted():
				fits += took
			default:
				sql += took
			}
		})
		b.ReportMetric(float64(sql+fits)/float64(sql), "all/selects")
		b.ReportMetric(fits.Seconds(), "s-in-fits")
	}
}
