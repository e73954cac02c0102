package demo

import (
	"fmt"
	"time"
)

// item is one line of a ledger of mending.
type item struct {
	m              *mandate
	kind, content  string
	raised, limit  time.Time // limit is zero where the row states none
	due            time.Time // the limit that holds, zero for none
	done, feedback time.Time
	onTheSpot      bool
}

// ledger writes the ledger of the last month, which holds the whole year:
// 濮阳's of those over a third, whose limit is the rule's three months, and the
// opinions of 西峡's voters, each with its own limit.
func (w *writer) ledger() error {
	var items []item
	for _, v := range w.accepted() {
		if v.day.Year() != w.months.last().Year() {
			continue
		}
		switch code, _, _ := outcomeOf(v.outcome); {
		case w.p.Code == "410900" && code == "rectify":
			items = append(items, w.threshold(v, len(items)))
		case v.cell.county == "411323":
			items = append(items, opinion(v, len(items)))
		}
	}
	if len(items) == 0 {
		return nil
	}
	var rows []entry
	for i, it := range items {
		w.countItem(it)
		rows = append(rows, w.itemRow(it, i+1))
	}
	return w.list("rectifications", "rectifications", "all", w.unit, "cumulative", w.months.last(), rows)
}

// threshold: one mended and fed back in time, one mended only, one not at all.
func (w *writer) threshold(v *review, n int) item {
	it := item{m: v.m, kind: "测评整改", content: "密切联系选民不够", raised: v.day.AddDate(0, 0, 1), due: monthsLater(v.day, 3)}
	switch n % 3 {
	case 0:
		it.done, it.feedback = v.day.AddDate(0, 0, 15), v.day.AddDate(0, 0, 18)
	case 1:
		it.done = v.day.AddDate(0, 0, 20)
	}
	return it
}

// opinion: answered on the spot, mended in time, late, not, or without limit.
func opinion(v *review, n int) item {
	it := item{m: v.m, kind: "意见建议", content: "村道路灯", raised: v.day, limit: v.day.AddDate(0, 0, 30)}
	switch n % 5 {
	case 0:
		it.onTheSpot, it.limit = true, time.Time{}
	case 1:
		it.done, it.feedback = v.day.AddDate(0, 0, 20), v.day.AddDate(0, 0, 30)
	case 2:
		it.done, it.feedback = v.day.AddDate(0, 0, 29), v.day.AddDate(0, 0, 31)
	case 4:
		it.limit = time.Time{}
		it.done, it.feedback = v.day.AddDate(0, 0, 9), v.day.AddDate(0, 0, 9)
	}
	it.due = it.limit
	return it
}

// countItem enters an item in the truth: closed when mended and fed back.
func (w *writer) countItem(it item) {
	kind := map[string]string{"测评整改": "threshold", "意见建议": "opinion"}[it.kind]
	c := w.ledgerOf(period(time.Date(it.raised.Year(), it.raised.Month(), 1, 0, 0, 0, 0, time.UTC)), kind)
	known := func(d time.Time) bool { return !d.IsZero() && !d.After(w.asOf()) }
	closed := it.feedback
	if it.done.After(closed) {
		closed = it.done
	}
	c.Raised++
	if known(it.due) {
		c.Due++
	}
	if known(it.feedback) || it.onTheSpot {
		c.Feedback++
	}
	switch {
	case it.onTheSpot:
		c.OnTime++
	case it.due.IsZero():
		c.NoDue++
	case known(it.done) && known(it.feedback) && !closed.After(it.due):
		c.OnTime++
	case known(it.done) && known(it.feedback):
		c.Late++
	case known(it.due):
		c.Overdue++
	default:
		c.NotDue++
	}
}

func (w *writer) ledgerOf(at, kind string) *LedgerCount {
	all := w.truth.Work.Ledgers
	for i := range all {
		if all[i].Period == at && all[i].Kind == kind {
			return &all[i]
		}
	}
	w.truth.Work.Ledgers = append(all, LedgerCount{Unit: w.p.Code, Period: at, Kind: kind})
	return &w.truth.Work.Ledgers[len(all)]
}

// monthsLater adds calendar months and stops at the month's end.
func monthsLater(d time.Time, n int) time.Time {
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, min(d.Day(), monthEnd(first).Day())-1)
}

func (w *writer) itemRow(it item, no int) entry {
	v := w.whom(it.m)
	v["item_no"], v["source_kind"], v["content"] = fmt.Sprintf("%s%03d", w.months.last().Format("2006"), no), it.kind, it.content
	v["raised_on"], v["due_on"], v["done_on"], v["feedback_on"] = day(it.raised), day(it.limit), day(it.done), day(it.feedback)
	switch {
	case it.onTheSpot:
		v["handling"] = "当场回应"
	case it.kind == "意见建议":
		v["handling"] = "限时整改"
	}
	return v.entry(it.m.county)
}
