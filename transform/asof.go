package transform

import (
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
)

// asOf is the explicit date, or else the last day of the newest complete
// period: of the votes, else of any monthly dataset, else of anything. A
// period is complete when it was over as the newest file came in; where none
// is, the day that file came in stands. It is zero for an empty lake.
func asOf(o Options) time.Time {
	if !o.AsOf.IsZero() {
		return o.AsOf
	}
	monthly := map[string]bool{}
	for _, d := range o.Datasets {
		monthly[d.Name] = d.Cadence == contracts.Monthly
	}
	received := newestArrival(o.State)
	for _, counts := range []func(dataset string) bool{
		func(dataset string) bool { return dataset == "votes" },
		func(dataset string) bool { return monthly[dataset] },
		func(string) bool { return true },
	} {
		if day := newestComplete(o.State, received, counts); !day.IsZero() {
			return day
		}
	}
	return received
}

// until is the state as if nothing of a period after the day's month had come;
// a zero day leaves it. What came late for an earlier period stays: for what
// was known on a day there are manifests.
func until(state *lake.State, day time.Time) *lake.State {
	if day.IsZero() {
		return state
	}
	last, some, kept := day.Format("2006-01"), *state, map[string]bool{}
	some.Batches, some.Files = nil, nil
	for _, b := range state.Batches {
		if b.Period <= last {
			some.Batches, kept[b.ID] = append(some.Batches, b), true
		}
	}
	for _, f := range state.Files {
		if kept[f.Batch] {
			some.Files = append(some.Files, f)
		}
	}
	return &some
}

// newestArrival is the day the newest batch came in, zero when none says.
func newestArrival(state *lake.State) time.Time {
	var newest time.Time
	for _, b := range state.Batches {
		if b.ReceivedAt.After(newest) {
			newest = b.ReceivedAt
		}
	}
	return newest.UTC().Truncate(24 * time.Hour)
}

// newestComplete is the last day of the newest period that was over on the
// day received; a zero day bounds nothing.
func newestComplete(state *lake.State, received time.Time, counts func(dataset string) bool) time.Time {
	var newest time.Time
	for _, b := range state.Batches {
		if b.ReplacedBy != "" || !counts(b.Dataset) {
			continue
		}
		day := lastDay(b.Period)
		if day.After(newest) && (received.IsZero() || !day.After(received)) {
			newest = day
		}
	}
	return newest
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
