package check

import (
	"time"

	"lvzhi/contracts"
)

// window is the days that a file's period covers, as days since 1970.
type window struct {
	known       bool
	first, last int64
	today       int64 // 0 when nobody says
}

func windowOf(ctx Context) window {
	month, err := time.Parse("2006-01", ctx.Period)
	if err != nil {
		return window{}
	}
	w := window{known: true, first: days(month), last: days(month.AddDate(0, 1, -1))}
	if ctx.Arrival == contracts.Cumulative {
		w.first = days(time.Date(month.Year(), 1, 1, 0, 0, 0, 0, time.UTC))
	}
	if !ctx.Today.IsZero() {
		w.today = days(contracts.Day(ctx.Today))
	}
	return w
}

func days(midnight time.Time) int64 { return midnight.Unix() / secondsPerDay }

// datedInPeriod remarks on a date that the file's period does not cover; the
// row counts in the month of its date all the same.
func (r *reader) datedInPeriod() {
	i := r.dated
	if i < 0 || !r.window.known || r.row.Values[i].Kind != Day {
		return
	}
	value := r.row.Values[i]
	if !r.row.DateImputed && r.window.today > 0 && value.Number > r.window.today {
		r.remark(r.indexOf(r.dataset.DateField), r.dataset.DateField, r.texts[i], faultf(Error, "impossible_date", "请核对日期后整份重报", "%s还没有到", value.day().Format("2006年1月2日")))
		return
	}
	if value.Number >= r.window.first && value.Number <= r.window.last {
		return
	}
	period := r.ctx.Period
	if r.ctx.Arrival == contracts.Cumulative {
		period = period[:4] + "-01至" + period
	}
	r.remark(r.indexOf(r.dataset.DateField), r.dataset.DateField, r.texts[i], faultf(Warning, "date_outside_period", "请核对日期或报送期", "日期不在报送期%s之内，已按日期归入%s", period, value.day().Format("2006-01")))
}
