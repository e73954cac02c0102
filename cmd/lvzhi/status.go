package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
	"lvzhi/internal/submission"
	"lvzhi/reports/reminder"
	"lvzhi/transform"
)

// statusFlags are what a status can be asked for.
type statusFlags struct{ period, asOf, note string }

func (a *app) statusCommand() *cobra.Command {
	var given statusFlags
	c := &cobra.Command{
		Use: "status", Short: "各单位报了没有：按时、迟报、未报、退回，以及该催谁", Args: none,
		Example: "  lvzhi status --period 2024-09\n  lvzhi status --period 2024-09 --note 催报",
		RunE: func(*cobra.Command, []string) error {
			doc, err := a.status(given)
			if err != nil {
				return err
			}
			if err := a.print(doc, doc.text()); err != nil {
				return fault("结果没能输出", err)
			}
			return nil
		},
	}
	c.Flags().StringVar(&given.period, "period", "", "报送期 YYYY-MM，默认最新一个收到过报表的完整月")
	c.Flags().StringVar(&given.asOf, "as-of", "", "按哪一天看是否逾期 YYYY-MM-DD，默认今天")
	c.Flags().StringVar(&given.note, "note", "", "把催报函和通报的草稿写进这个文件夹，同名的覆盖")
	return c
}

// statusDocument is the document of a status: one line a unit and dataset
// that was due or came, and whom to chase. It is computed from the newest
// manifest, whether a warehouse was built or not.
type statusDocument struct {
	Period   string       `json:"period"`
	AsOf     string       `json:"as_of"`
	Manifest int64        `json:"manifest"` // the data version it tells of
	Newest   int64        `json:"newest"`   // the newest there is
	Lines    []statusLine `json:"lines"`
	Chase    []chaseLine  `json:"chase"`
	Notices  []string     `json:"notices"` // what to know about the dates
	Files    []string     `json:"files"`   // the drafts written

	units  []contracts.ReportingUnit
	ledger []submission.Line // the lines, as the ledger has them
	items  []reminder.Item   // and as the drafts speak of them
}

type statusLine struct {
	Unit         string  `json:"unit"`
	UnitName     string  `json:"unit_name"`
	Dataset      string  `json:"dataset"`
	Label        string  `json:"label"`
	Period       string  `json:"period"`
	State        string  `json:"state"`
	IsDue        bool    `json:"is_due"` // the due day is past
	Editions     int64   `json:"editions"`
	IsReplaced   bool    `json:"is_replaced"` // an earlier edition was replaced
	FilesRefused int64   `json:"files_refused"`
	DueDate      *string `json:"due_date"`
	ReceivedOn   *string `json:"received_on"`
	DaysLate     int64   `json:"days_late"`
	Accepted     int64   `json:"rows_accepted"`
	Quarantined  int64   `json:"rows_quarantined"`
	Reason       string  `json:"reason"`
	Receipt      string  `json:"receipt"`
}

type chaseLine struct {
	Unit     string      `json:"unit"`
	UnitName string      `json:"unit_name"`
	Labels   []string    `json:"labels"`
	Items    []chaseItem `json:"items"`
}

type chaseItem struct {
	Dataset  string `json:"dataset"`
	Label    string `json:"label"`
	Sentence string `json:"sentence"`
}

func (a *app) status(given statusFlags) (statusDocument, error) {
	var doc statusDocument
	if given.period != "" && !monthForm.MatchString(given.period) {
		return doc, usagef("--period 要写成 YYYY-MM，例如 2024-09，而不是“%s”", given.period)
	}
	day := contracts.Day(a.now())
	if given.asOf != "" {
		var err error
		if day, err = time.Parse(time.DateOnly, given.asOf); err != nil {
			return doc, usagef("--as-of 要写成 YYYY-MM-DD，例如 2024-09-30，而不是“%s”", given.asOf)
		}
	}
	datasets, places, err := promises()
	if err != nil {
		return doc, err
	}
	calendar, err := a.calendar(datasets, places)
	if err != nil {
		return doc, err
	}
	state, err := a.state(0)
	if err != nil {
		return doc, err
	}
	q := submission.Question{State: state, Datasets: datasets, Units: places.Units, Calendar: calendar, AsOf: day}
	doc = statusOf(q, given)
	if given.note != "" && len(doc.Lines) > 0 {
		doc.Files, err = a.draft(doc, given.note)
	}
	return doc, err
}

// statusOf asks the ledger for the lines of one period: the one given, else
// the newest complete one of which anything came.
func statusOf(q submission.Question, given statusFlags) statusDocument {
	newest := ""
	if last := transform.AsOf(transform.Options{State: q.State, Datasets: q.Datasets}); !last.IsZero() {
		newest = last.Format("2006-01")
	}
	q.Through = newest
	if given.asOf != "" {
		q.Through = given.asOf[:len("2006-01")] // as a build as of that day has it
		newest = min(newest, lastOver(q.AsOf))
	}
	period := given.period
	if period == "" {
		period = newest
	}
	q.Through = max(q.Through, period)
	if !slices.ContainsFunc(q.State.Batches, func(b lake.Batch) bool { return b.ReplacedBy == "" }) {
		q.Since = period // nothing ever came: what is due begins with the month asked for
	}
	doc := statusDocument{Period: period, AsOf: q.AsOf.Format(time.DateOnly), Manifest: q.State.Number, Newest: q.State.Number,
		Lines: []statusLine{}, Chase: []chaseLine{}, Notices: []string{}, Files: []string{}, units: q.Units}
	for _, l := range submission.Lines(q) {
		if l.Period == period {
			doc.add(l, q.Datasets)
		}
	}
	doc.notice(q, given.period == "")
	return doc
}

// lastOver is the last month that was over at the end of a day.
func lastOver(day time.Time) string {
	next := day.AddDate(0, 0, 1)
	return time.Date(next.Year(), next.Month()-1, 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

func (d *statusDocument) add(l submission.Line, datasets []contracts.Dataset) {
	unit := d.units[slices.IndexFunc(d.units, func(u contracts.ReportingUnit) bool { return u.Code == l.Unit })]
	dataset := datasets[slices.IndexFunc(datasets, func(d contracts.Dataset) bool { return d.Name == l.Dataset })]
	label := dataset.Label
	d.ledger = append(d.ledger, l)
	d.Lines = append(d.Lines, statusLine{Unit: l.Unit, UnitName: unit.Name, Dataset: l.Dataset, Label: label, Period: l.Period, State: string(l.State),
		IsDue: l.IsDue, Editions: l.Editions, IsReplaced: l.Replaced > 0, FilesRefused: l.FilesRefused, DueDate: dateOrNone(l.Due), ReceivedOn: dateOrNone(l.Received),
		DaysLate: l.DaysLate, Accepted: l.Accepted, Quarantined: l.Quarantined, Reason: l.Reason, Receipt: l.Receipt})
	item := itemOf(l, titleOf(l, dataset))
	d.items = append(d.items, item)
	if !item.IsOwed() {
		return
	}
	if n := len(d.Chase); n == 0 || d.Chase[n-1].Unit != l.Unit {
		d.Chase = append(d.Chase, chaseLine{Unit: l.Unit, UnitName: unit.Name})
	}
	last := &d.Chase[len(d.Chase)-1]
	last.Labels = append(last.Labels, label)
	last.Items = append(last.Items, chaseItem{l.Dataset, item.Label, item.Sentence()})
}

// titleOf is a dataset as it is asked for: of a yearly one, the year.
func titleOf(l submission.Line, d contracts.Dataset) string {
	if d.Cadence == contracts.Yearly {
		return l.Period[:4] + "年度" + d.Label
	}
	return d.Label
}

// itemOf is a line as the drafts speak of it.
func itemOf(l submission.Line, label string) reminder.Item {
	item := reminder.Item{Label: label, State: reminder.State(l.State), Due: l.Due, Received: l.Received, DaysLate: l.DaysLate, Reason: l.Reason}
	if l.State == submission.Missing && !l.IsDue {
		item.State = reminder.NotDue
	}
	return item
}

func dateOrNone(day time.Time) *string {
	if day.IsZero() {
		return nil
	}
	text := day.Format(time.DateOnly)
	return &text
}

// notice says what the dates rest on, each thing once.
func (d *statusDocument) notice(q submission.Question, byDefault bool) {
	var unknown []int
	for _, l := range d.ledger {
		if year := l.Due.Year(); !q.Calendar.Arranged(year) && !slices.Contains(unknown, year) {
			unknown = append(unknown, year)
		}
	}
	slices.Sort(unknown)
	for _, year := range unknown {
		d.Notices = append(d.Notices, fmt.Sprintf("%d年的放假安排还没有录入，报送期限只避开了周六、周日；国务院办公厅的通知公布后，请写进工作区的 calendar.yaml", year))
	}
	if next := nextMonth(d.Period); byDefault && next != "" && overdue(q, next) {
		d.Notices = append(d.Notices, fmt.Sprintf("%s的报送期限也已经过了，报表还没有到齐；要看请用 --period %s", reminder.Month(next), next))
	}
}

func nextMonth(period string) string {
	month, err := time.Parse("2006-01", period)
	if err != nil {
		return ""
	}
	return month.AddDate(0, 1, 0).Format("2006-01")
}

// overdue reports whether a monthly dataset of that period should be there.
func overdue(q submission.Question, period string) bool {
	q.Through = max(q.Through, period)
	return slices.ContainsFunc(submission.Lines(q), func(l submission.Line) bool {
		return l.Period == period && l.State == submission.Missing && l.IsDue
	})
}
