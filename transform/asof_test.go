package transform

import (
	"context"
	"testing"
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
)

func TestAsOfIsTheNewestCompletePeriod(t *testing.T) {
	received := func(day string) time.Time {
		d, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return d.Add(9 * time.Hour)
	}
	monthly := []contracts.Dataset{{Name: "votes", Cadence: contracts.Monthly}, {Name: "summary", Cadence: contracts.Monthly}, {Name: "scores", Cadence: contracts.Yearly}}
	for _, c := range []struct {
		name    string
		batches []lake.Batch
		want    string
	}{
		{"nothing", nil, ""},
		{"the month before", []lake.Batch{{Dataset: "votes", Period: "2024-08", ReceivedAt: received("2024-09-05")}, {Dataset: "votes", Period: "2024-09", ReceivedAt: received("2024-10-05")}}, "2024-09-30"},
		{"the running month is not complete", []lake.Batch{{Dataset: "votes", Period: "2024-08", ReceivedAt: received("2024-09-05")}, {Dataset: "votes", Period: "2024-09", ReceivedAt: received("2024-09-20")}}, "2024-08-31"},
		{"a month by mistake", []lake.Batch{{Dataset: "votes", Period: "2024-08", ReceivedAt: received("2024-09-05")}, {Dataset: "votes", Period: "2038-02", ReceivedAt: received("2024-09-05")}}, "2024-08-31"},
		{"votes lead", []lake.Batch{{Dataset: "votes", Period: "2024-08", ReceivedAt: received("2025-02-05")}, {Dataset: "scores", Period: "2024-12", ReceivedAt: received("2025-02-05")}}, "2024-08-31"},
		{"a replaced file does not count", []lake.Batch{{Dataset: "votes", Period: "2024-08", ReceivedAt: received("2024-10-05")}, {Dataset: "votes", Period: "2024-09", ReceivedAt: received("2024-10-05"), ReplacedBy: "x"}}, "2024-08-31"},
		{"nothing complete", []lake.Batch{{Dataset: "votes", Period: "2024-09", ReceivedAt: received("2024-09-20")}}, "2024-09-20"},
	} {
		got := asOf(Options{State: &lake.State{Batches: c.batches}, Datasets: monthly})
		if day(got) != c.want {
			t.Errorf("%s: %s, want %s", c.name, day(got), c.want)
		}
	}
}

// A past day leaves out what was sent of later periods: reviews, windows,
// consequences.
func TestAPastStateKnowsNothingOfLaterPeriods(t *testing.T) {
	w := newWorkspace(t)
	review := func(date string) row {
		return row{"deputy_name": "张三", "level": "city", "review_date": date, "valid": 10, "satisfied": 9, "basic": 1, "dissatisfied": 0, "abstain": 0}
	}
	w.add("votes", "410900", "all", "2024-08", contracts.Increment, review("2024-08-09"))
	w.add("votes", "410900", "all", "2024-09", contracts.Increment, review("2024-09-09"))
	build := func(id string, day time.Time) string {
		o := w.options
		o.BuildID, o.AsOf = id, day
		built, err := Run(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		db, err := warehouse.OpenReadOnly(context.Background(), built.Path, "")
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		found, err := db.Query(context.Background(), `select string_agg(distinct period, ' ' order by period) from (
			select period from marts.review union all select period from marts.satisfaction_unit_month
			union all select period from marts.satisfaction_window_unit_month)`)
		if err != nil {
			t.Fatal(err)
		}
		return text(found.Rows[0][0])
	}
	if got := build("now", time.Time{}); got != "2024-08 2024-09" {
		t.Errorf("now: %s", got)
	}
	if got := build("past", time.Date(2024, 8, 31, 0, 0, 0, 0, time.UTC)); got != "2024-08" {
		t.Errorf("as of August: %s", got)
	}
}
