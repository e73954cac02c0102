package transform

import (
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
)

// asOf is the explicit date, or else the last day of the newest period: of the
// votes, else of any monthly dataset, else of anything. It is zero for an
// empty lake.
func asOf(o Options) time.Time {
	if !o.AsOf.IsZero() {
		return o.AsOf
	}
	monthly := map[string]bool{}
	for _, d := range o.Datasets {
		monthly[d.Name] = d.Cadence == contracts.Monthly
	}
	for _, counts := range []func(dataset string) bool{
		func(dataset string) bool { return dataset == "votes" },
		func(dataset string) bool { return monthly[dataset] },
		func(string) bool { return true },
	} {
		if day := lastDay(newest(o.State, counts)); !day.IsZero() {
			return day
		}
	}
	return time.Time{}
}

func newest(state *lake.State, counts func(dataset string) bool) string {
	period := ""
	for _, b := range state.Batches {
		if b.ReplacedBy == "" && counts(b.Dataset) {
			period = max(period, b.Period)
		}
	}
	return period
}

// lastDay is the last day of a period YYYY-MM, zero when it is none.
func lastDay(period string) time.Time {
	first, err := time.Parse("2006-01", period)
	if err != nil {
		return time.Time{}
	}
	return time.Date(first.Year(), first.Month()+1, 0, 0, 0, 0, 0, time.UTC)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
