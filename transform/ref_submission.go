package transform

import (
	"time"

	"lvzhi/internal/submission"
)

// AsOf is the day a build is as of: the one asked for, else the last day of
// the newest complete period; zero for an empty lake.
func AsOf(o Options) time.Time { return asOf(o) }

// submissionTable says what every unit had to send and what became of it.
func submissionTable(o Options) table {
	t := table{name: "submission", columns: `unit_code varchar, dataset varchar, period varchar, state varchar, editions bigint, files_refused bigint,
		rows_accepted bigint, rows_quarantined bigint, is_due boolean, due_date date, received_on date, days_late bigint, reason varchar`}
	state := o.State
	if o.sent != nil { // as status has it: also what came of later periods tells who sends what
		state = o.sent
	}
	q := submission.Question{State: state, Datasets: o.Datasets, Units: o.Places.Units, Calendar: o.Calendar, AsOf: asOf(o)}
	if !q.AsOf.IsZero() {
		q.Through = q.AsOf.Format("2006-01")
	}
	for _, l := range submission.Lines(q) {
		t.rows = append(t.rows, []any{l.Unit, l.Dataset, l.Period, string(l.State), l.Editions, l.FilesRefused,
			l.Accepted, l.Quarantined, l.IsDue, orNull(l.Due), orNull(l.Received), l.DaysLate, textOrNull(l.Reason)})
	}
	return t
}
