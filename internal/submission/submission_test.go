package submission

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
)

// ask is a question about three units, by the shipped contracts and calendar
// with the office's own laid over it.
func ask(t *testing.T, calendar string, batches []lake.Batch, refusals ...lake.Refusal) Question {
	t.Helper()
	datasets, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	shipped, err := contracts.LoadCalendar()
	if err != nil {
		t.Fatal(err)
	}
	c, err := shipped.With([]byte(calendar), datasets, places)
	if err != nil {
		t.Fatal(err)
	}
	return Question{State: &lake.State{Batches: batches, Refusals: refusals}, Datasets: datasets, Calendar: c,
		Units: []contracts.ReportingUnit{{Code: "410100"}, {Code: "410400"}, {Code: "410900"}}}
}

// at is an hour of a day in China, as a manifest has it.
func at(text string) time.Time {
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02"} {
		if d, err := time.ParseInLocation(layout, text, time.FixedZone("", 8*60*60)); err == nil {
			return d.UTC()
		}
	}
	return time.Time{}
}

func batch(dataset, unit, period, received string, accepted, quarantined int64) lake.Batch {
	return lake.Batch{Dataset: dataset, Unit: unit, Scope: "all", Period: period, ReceivedAt: at(received), Accepted: accepted, Quarantined: quarantined, Receipt: "receipts/r.xlsx"}
}

func scoped(b lake.Batch, scope string) lake.Batch { b.Scope = scope; return b }
func replaced(b lake.Batch, by string) lake.Batch  { b.ReplacedBy = by; return b }
func refusal(unit, period, on, reason string) lake.Refusal {
	return lake.Refusal{Dataset: "votes", Unit: unit, Period: period, ReceivedAt: at(on), Reason: reason}
}

func find(t *testing.T, lines []Line, unit, dataset, period string) Line {
	t.Helper()
	for _, l := range lines {
		if l.Unit == unit && l.Dataset == dataset && l.Period == period {
			return l
		}
	}
	t.Fatalf("no line of %s %s %s", unit, dataset, period)
	return Line{}
}

func said(l Line) string {
	received := "-"
	if !l.Received.IsZero() {
		received = l.Received.Format("01-02")
	}
	return strings.TrimSpace(fmt.Sprintf("%s due %s received %s editions %d refused %d rows %d+%d days %d %s", l.State, l.Due.Format("01-02"), received, l.Editions, l.FilesRefused, l.Accepted, l.Quarantined, l.DaysLate, l.Reason))
}

func TestWhatBecameOfAFile(t *testing.T) {
	const period = "2024-05" // votes are due on Wednesday 5 June
	for name, c := range map[string]struct {
		calendar string
		batches  []lake.Batch
		refusals []lake.Refusal
		want     string
	}{
		"on the due day, corrected later": {batches: []lake.Batch{
			replaced(batch("votes", "410900", period, "2024-06-05", 10, 2), "b2"), batch("votes", "410900", period, "2024-06-20", 12, 0)},
			want: "on_time due 06-05 received 06-05 editions 2 refused 0 rows 12+0 days 0"},
		"an hour before midnight in China": {batches: []lake.Batch{batch("votes", "410900", period, "2024-06-05 23:00", 1, 0)},
			want: "on_time due 06-05 received 06-05 editions 1 refused 0 rows 1+0 days 0"},
		"an hour after it, while it is still the 5th in UTC": {batches: []lake.Batch{batch("votes", "410900", period, "2024-06-06 01:00", 1, 0)},
			want: "late due 06-05 received 06-06 editions 1 refused 0 rows 1+0 days 1"},
		"late after a refusal": {batches: []lake.Batch{batch("votes", "410900", period, "2024-06-07", 1, 1)}, refusals: []lake.Refusal{refusal("410900", period, "2024-06-02", "坏")},
			want: "late due 06-05 received 06-07 editions 1 refused 1 rows 1+1 days 2"},
		"one county late": {batches: []lake.Batch{
			scoped(batch("votes", "410900", period, "2024-06-01", 3, 0), "410928"), scoped(batch("votes", "410900", period, "2024-06-09", 4, 1), "410902")},
			want: "late due 06-05 received 06-09 editions 2 refused 0 rows 7+1 days 4"},
		"refused, twice": {refusals: []lake.Refusal{refusal("410900", period, "2024-06-02", "先"), refusal("410900", period, "2024-06-03", "后")},
			want: "refused due 06-05 received 06-03 editions 0 refused 2 rows 0+0 days 15 后"},
		"every row wrong": {batches: []lake.Batch{batch("votes", "410900", period, "2024-06-01", 0, 3)},
			want: "refused due 06-05 received 06-01 editions 1 refused 0 rows 0+3 days 15"},
		"an empty state is one": {batches: []lake.Batch{batch("votes", "410900", period, "2024-06-01", 0, 0)},
			want: "on_time due 06-05 received 06-01 editions 1 refused 0 rows 0+0 days 0"},
		"taken back": {batches: []lake.Batch{replaced(batch("votes", "410900", period, "2024-06-01", 1, 0), lake.Undone)},
			want: "missing due 06-05 received - editions 0 refused 0 rows 0+0 days 15"},
		"taken back, then sent late": {batches: []lake.Batch{
			replaced(batch("votes", "410900", period, "2024-06-01", 1, 0), lake.Undone), batch("votes", "410900", period, "2024-06-06", 2, 0)},
			want: "late due 06-05 received 06-06 editions 1 refused 0 rows 2+0 days 1"},
		"nothing": {want: "missing due 06-05 received - editions 0 refused 0 rows 0+0 days 15"},
		"excused": {calendar: "excused: [{unit: 410900, dataset: votes, from: 2024-05, to: 2024-05, reason: 改革}]",
			want: "excused due 06-05 received - editions 0 refused 0 rows 0+0 days 0 改革"},
		"excused, and late all the same": {calendar: "excused: [{unit: 410900, dataset: all, reason: 改革}]", batches: []lake.Batch{batch("votes", "410900", period, "2024-06-09", 1, 0)},
			want: "excused due 06-05 received 06-09 editions 1 refused 0 rows 1+0 days 0 改革"},
		"excused, and in time": {calendar: "excused: [{unit: 410900, dataset: all, reason: 改革}]", batches: []lake.Batch{batch("votes", "410900", period, "2024-06-05", 1, 0)},
			want: "on_time due 06-05 received 06-05 editions 1 refused 0 rows 1+0 days 0"},
		"excused for another month": {calendar: "excused: [{unit: 410900, dataset: votes, from: 2024-06, reason: 改革}]",
			want: "missing due 06-05 received - editions 0 refused 0 rows 0+0 days 15"},
	} {
		others := []lake.Batch{batch("votes", "410100", "2024-04", "2024-05-01", 1, 0), batch("votes", "410100", period, "2024-05-01", 99, 0)}
		q := ask(t, c.calendar, append(others, c.batches...), c.refusals...)
		q.Through, q.AsOf = period, contracts.Day(at("2024-06-20"))
		if got := said(find(t, Lines(q), "410900", "votes", period)); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", name, got, c.want)
		}
	}
}

func listed(q Question) string {
	var all []string
	for _, l := range Lines(q) {
		all = append(all, l.Unit[2:4]+" "+l.Dataset+" "+l.Period)
	}
	return strings.Join(all, "\n")
}

func TestWhatIsDue(t *testing.T) {
	for name, c := range map[string]struct {
		calendar, through, since string
		batches                  []lake.Batch
		refusals                 []lake.Refusal
		want                     string
	}{
		"votes every month, scores each December, from the first anyone sent": {through: "2024-02", batches: []lake.Batch{
			batch("votes", "410900", "2024-01", "2024-02-01", 1, 0), batch("scores", "410400", "2023-12", "2024-01-05", 1, 0), batch("votes", "410900", "2024-03", "2024-02-05", 1, 0),
			replaced(batch("votes", "410900", "2023-11", "2024-02-01", 1, 0), "x")},
			want: "01 scores 2023-12\n01 votes 2024-01\n01 votes 2024-02\n04 scores 2023-12\n04 votes 2024-01\n04 votes 2024-02\n" +
				"09 scores 2023-12\n09 votes 2024-01\n09 votes 2024-02\n09 votes 2024-03"},
		"totals from the first a unit itself sent": {through: "2024-02", batches: []lake.Batch{batch("summary", "410400", "2024-01", "2024-02-01", 1, 0)},
			want: "04 summary 2024-01\n04 summary 2024-02"},
		"a roster once a term, in the newest period anyone sent one": {through: "2024-06", batches: []lake.Batch{
			batch("roster", "410400", "2024-01", "2024-02-01", 1, 0), batch("roster", "410900", "2024-03", "2024-04-01", 1, 0),
			batch("roster", "410900", "2024-05", "2024-06-01", 1, 0), batch("roster", "410400", "2024-08", "2024-06-01", 1, 0),
			batch("roster", "410100", "2024-08", "2024-06-01", 1, 0)}, // after the as-of month: it still misses the one before
			want: "01 roster 2024-05\n01 roster 2024-08\n04 roster 2024-01\n04 roster 2024-08\n09 roster 2024-03\n09 roster 2024-05"},
		"what nobody owes is listed when it comes": {through: "2024-06", batches: []lake.Batch{batch("honours", "410400", "2024-01", "2024-02-01", 1, 0)},
			want: "04 honours 2024-01"},
		"unless the office asks for it": {through: "2024-02", calendar: "owed: {honours: every_unit}", batches: []lake.Batch{batch("honours", "410400", "2024-02", "2024-02-01", 1, 0)},
			want: "01 honours 2024-02\n04 honours 2024-02\n09 honours 2024-02"},
		"refusals that name unit, dataset and month": {through: "2024-02", refusals: []lake.Refusal{
			{Dataset: "nominations", Unit: "410900", Period: "2024-02"}, {Unit: "410900", Period: "2024-02"}, {Dataset: "votes", Unit: "130100", Period: "2024-02"},
			{Dataset: "bulletin_issue", Unit: "410900", Period: "2024-02"}, {Dataset: "votes", Unit: "410900", Period: "2024"}},
			want: "09 nominations 2024-02"},
		"nothing":                         {through: "2024-02"},
		"nothing ever, and a month asked": {through: "2024-12", since: "2024-12", want: "01 scores 2024-12\n01 votes 2024-12\n04 scores 2024-12\n04 votes 2024-12\n09 scores 2024-12\n09 votes 2024-12"},
	} {
		q := ask(t, c.calendar, c.batches, c.refusals...)
		q.Through, q.Since = c.through, c.since
		if got := listed(q); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestADueDayIsNotPastOnItself(t *testing.T) {
	q := ask(t, "", []lake.Batch{batch("votes", "410100", "2024-05", "2024-06-01", 1, 0)})
	q.Through = "2024-05"
	for day, want := range map[string]int64{"2024-05-31": 0, "2024-06-05": 0, "2024-06-06": 1, "2024-07-05": 30} {
		q.AsOf = contracts.Day(at(day))
		if l := find(t, Lines(q), "410900", "votes", "2024-05"); l.DaysLate != want || l.IsDue != (want > 0) {
			t.Errorf("on %s: %d days late, due %v", day, l.DaysLate, l.IsDue)
		}
	}
}
