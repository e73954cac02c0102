// Package submission says what every unit had to send, by when, and what
// became of it: one truth for the warehouse and for whoever asks right after a
// file came in. It is pure: it reads contracts, the calendar and a manifest's
// batches, no files and no clock, and must not know SQL or words for users.
package submission

import (
	"cmp"
	"slices"
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
)

// State is what became of what a unit had to send.
type State string

// The states. Refused: only refused files came, or not one row was accepted.
// Excused: the office excused the unit, and nothing came in time.
const (
	OnTime  State = "on_time"
	Late    State = "late"
	Missing State = "missing"
	Excused State = "excused"
	Refused State = "refused"
)

// Question is what to tell of whom, and as of when.
type Question struct {
	State    *lake.State
	Datasets []contracts.Dataset
	Units    []contracts.ReportingUnit
	Calendar *contracts.Calendar
	Through  string    // the last period that can be due, YYYY-MM; what came later is told too
	Since    string    // where nothing was ever sent: the first period that is due; "" for none
	AsOf     time.Time // the day, as Day gives it; zero before anything is known
}

// Line is one unit × dataset × period.
type Line struct {
	Unit, Dataset, Period string
	State                 State
	Editions              int64 // batches taken in, replaced ones too, those taken back not
	Replaced              int64 // of them, those a later one replaced
	FilesRefused          int64
	Accepted, Quarantined int64 // rows of what is live
	IsDue                 bool  // the due day has passed
	DaysLate              int64 // of a late file when it came; of one still owed, as of the day asked for
	Due                   time.Time
	Received              time.Time // zero: nothing came
	Reason                string    // why the unit is excused, else why the newest refused file was
	Receipt               string    // of what was refused, below the workspace
}

// Owed reports whether the unit still has to send something.
func (l Line) Owed() bool { return l.State == Missing || l.State == Refused }

// Lines tells of every unit, dataset and period that was due, that came or
// that was refused, in the order of units, datasets and periods.
func Lines(q Question) []Line {
	came := gather(q)
	var lines []Line
	for key := range due(q, came) {
		i := slices.IndexFunc(q.Datasets, func(d contracts.Dataset) bool { return d.Name == key.dataset })
		lines = append(lines, q.line(key, q.Datasets[i], came[key]))
	}
	order := map[string]int{}
	for i, u := range q.Units {
		order[u.Code] = i
	}
	slices.SortFunc(lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(order[a.Unit], order[b.Unit]), cmp.Compare(a.Dataset, b.Dataset), cmp.Compare(a.Period, b.Period))
	})
	return lines
}

func (q Question) line(k key, d contracts.Dataset, c *arrivals) Line {
	l := Line{Unit: k.unit, Dataset: k.dataset, Period: k.period, State: Missing, Due: q.Calendar.Due(d, k.period)}
	l.IsDue = l.Due.Before(q.AsOf)
	if c != nil {
		l.take(c)
	}
	reason, excused := q.Calendar.Excused(k.unit, k.dataset, k.period)
	if excused && l.State != OnTime { // what comes all the same is welcome, never late
		l.State, l.Reason = Excused, reason
	}
	switch {
	case l.State == Late:
		l.DaysLate = days(l.Due, l.Received)
	case l.Owed() && l.IsDue:
		l.DaysLate = days(l.Due, q.AsOf)
	}
	return l
}

// take says what came. A unit's file is there when the last of its scopes
// (counties) is: on the day that scope sent its first edition, so that a
// corrected one makes nobody late, and a late county does.
func (l *Line) take(c *arrivals) {
	l.FilesRefused = c.refused
	live := false
	for _, s := range c.scopes {
		l.Editions, l.Replaced = l.Editions+s.editions, l.Replaced+s.replaced
		if !s.live {
			continue
		}
		live = true
		l.Accepted, l.Quarantined = l.Accepted+s.accepted, l.Quarantined+s.quarantined
		if s.first.After(l.Received) {
			l.Received = s.first
		}
		if s.accepted == 0 && s.quarantined > 0 {
			l.Receipt = s.receipt
		}
	}
	switch {
	case live && l.Accepted == 0 && l.Quarantined > 0:
		l.State = Refused
		return
	case live && l.Received.After(l.Due):
		l.State = Late
	case live:
		l.State = OnTime
	case c.refused > 0:
		l.State, l.Received, l.Reason, l.Receipt = Refused, c.refusedOn, c.reason, c.receipt
		return
	}
	l.Receipt = ""
}

func days(from, to time.Time) int64 { return int64(to.Sub(from) / (24 * time.Hour)) }
