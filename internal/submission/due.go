package submission

import (
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
)

type key struct{ unit, dataset, period string }

// arrivals is all that came under one key.
type arrivals struct {
	scopes          map[string]*scope
	refused         int64
	refusedOn       time.Time
	reason, receipt string // of the newest refusal
}

// scope is what came of one part of a unit.
type scope struct {
	first                 time.Time
	live                  bool
	editions, replaced    int64
	accepted, quarantined int64
	receipt               string
}

// gather sorts a manifest's batches and refusals by key. What names no
// reporting unit, no month or no spreadsheet's dataset is left out; a batch
// taken back never came.
func gather(q Question) map[key]*arrivals {
	units, datasets := map[string]bool{}, map[string]bool{}
	for _, u := range q.Units {
		units[u.Code] = true
	}
	for _, d := range q.Datasets {
		datasets[d.Name] = d.Source == ""
	}
	came := map[key]*arrivals{}
	at := func(k key) *arrivals {
		if _, err := time.Parse("2006-01", k.period); err != nil || !units[k.unit] || !datasets[k.dataset] {
			return nil
		}
		if came[k] == nil {
			came[k] = &arrivals{scopes: map[string]*scope{}}
		}
		return came[k]
	}
	for _, b := range q.State.Batches {
		if b.ReplacedBy == lake.Undone {
			continue
		}
		if c := at(key{b.Unit, b.Dataset, b.Period}); c != nil {
			c.batch(b)
		}
	}
	for _, r := range q.State.Refusals {
		if c := at(key{r.Unit, r.Dataset, r.Period}); c != nil {
			c.refusal(r)
		}
	}
	return came
}

func (c *arrivals) batch(b lake.Batch) {
	s := c.scopes[b.Scope]
	if s == nil {
		s = &scope{}
		c.scopes[b.Scope] = s
	}
	s.editions++
	if day := contracts.Day(b.ReceivedAt); s.first.IsZero() || day.Before(s.first) {
		s.first = day
	}
	if b.ReplacedBy != "" {
		s.replaced++
	} else {
		s.live, s.receipt = true, b.Receipt
		s.accepted, s.quarantined = s.accepted+b.Accepted, s.quarantined+b.Quarantined
	}
}

func (c *arrivals) refusal(r lake.Refusal) {
	c.refused++
	if day := contracts.Day(r.ReceivedAt); !day.Before(c.refusedOn) {
		c.refusedOn, c.reason, c.receipt = day, r.Reason, r.Receipt
	}
}

func (c *arrivals) isLive() bool {
	for _, s := range c.scopes {
		if s.live {
			return true
		}
	}
	return false
}

// due lists the keys to tell of: what the contracts and the calendar ask for,
// and what came or was refused beside that.
func due(q Question, came map[key]*arrivals) map[key]bool {
	keys := map[key]bool{}
	sent := firsts{map[string]string{}, map[key]string{}, map[string]string{}}
	for k, c := range came {
		if c.isLive() {
			keys[k] = true
			sent.note(k, q.Through)
		} else if c.refused > 0 {
			keys[k] = true
		}
	}
	for _, d := range q.Datasets {
		if d.Source != "" {
			continue
		}
		for _, u := range q.Units {
			for _, period := range q.periods(d, u.Code, sent) {
				keys[key{u.Code, d.Name, period}] = true
			}
		}
	}
	return keys
}

// firsts are the first periods in which a dataset, and a unit's, was sent, and
// the newest of a dataset that can be due.
type firsts struct {
	ofDataset map[string]string
	ofUnit    map[key]string // without a period
	newest    map[string]string
}

func (f firsts) note(k key, through string) {
	if first, ok := f.ofDataset[k.dataset]; !ok || k.period < first {
		f.ofDataset[k.dataset] = k.period
	}
	unit := key{unit: k.unit, dataset: k.dataset}
	if first, ok := f.ofUnit[unit]; !ok || k.period < first {
		f.ofUnit[unit] = k.period
	}
	if k.period <= through {
		f.newest[k.dataset] = max(f.newest[k.dataset], k.period)
	}
}

// periods lists the periods for which a unit owes a dataset. Monthly: every
// month, yearly: each December, from the first period that anyone sent, or the
// unit itself where only senders owe it. Once a term: a unit that has sent
// none owes one in the newest period in which any unit did.
func (q Question) periods(d contracts.Dataset, unit string, sent firsts) []string {
	own, sends := sent.ofUnit[key{unit: unit, dataset: d.Name}]
	first, known := sent.ofDataset[d.Name]
	switch owed := q.Calendar.Owed(d.Name); {
	case owed == contracts.ByNobody:
		return nil
	case owed == contracts.BySenders:
		first, known = own, sends
	case d.Cadence == contracts.Term:
		if newest := sent.newest[d.Name]; newest != "" && (!sends || own > newest) {
			return []string{newest}
		}
		return nil
	case !known && q.Since != "":
		first, known = q.Since, true
	}
	if !known || d.Cadence != contracts.Monthly && d.Cadence != contracts.Yearly {
		return nil
	}
	var periods []string
	for _, period := range months(first, q.Through) {
		if d.Cadence == contracts.Monthly || period[5:] == "12" {
			periods = append(periods, period)
		}
	}
	return periods
}

// months lists the months from first to last, both included.
func months(first, last string) []string {
	var all []string
	month, err := time.Parse("2006-01", first)
	for period := first; err == nil && period <= last; {
		all = append(all, period)
		month = month.AddDate(0, 1, 0)
		period = month.Format("2006-01")
	}
	return all
}
