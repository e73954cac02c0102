package transform

import (
	"testing"
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
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
