package demo

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// work writes what a unit sends of the further datasets, as units.yaml says:
// attendance and talks (平顶山), plan (濮阳, 长垣), ledger of mending (濮阳, 西峡),
// contacts and honours (濮阳), counts, sharing sessions and stations (禹州).
func (w *writer) work() error {
	kinds := map[string]func() error{"attendance": w.attendance, "talks": w.talks, "plan": w.plans, "ledger": w.ledger,
		"contacts": w.contacts, "honours": w.honours, "counts": w.counts, "sharing": w.sharing, "stations": w.stations}
	for _, kind := range w.p.Work {
		write, ok := kinds[kind]
		if !ok {
			return fmt.Errorf("unit %s: unknown work %q", w.p.Code, kind)
		}
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// values are the cells of one row by field.
type values map[string]any

func (v values) entry(county string) entry {
	return entry{county: county, clean: true, get: func(field string) any { return v[field] }}
}

// whom names a deputy as a row does.
func (w *writer) whom(m *mandate) values {
	return values{"deputy_name": m.name, "level": w.levelWord(m.level, m.county), "county_code": w.t.countyName(w.p, m.county), "township": m.township}
}

// list is one file of a further dataset. set names its form, where a dataset
// has two; place is who the title speaks of.
func (w *writer) list(dataset, set, scope, place, arrival string, first time.Time, entries []entry) error {
	title := w.title(set, first, place)
	file := File{Path: w.path(dataset, title, first, ""), Dataset: dataset, Scope: scope, Period: period(first), Arrival: arrival}
	f := form{dataset: dataset, sheet: "报送表", title: title, unitLine: w.unitLine(place, monthEnd(first).AddDate(0, 0, 2), "项"),
		columns: parseColumns(w.t.headers.Work[set]), entries: entries}
	return w.save(file, []*grid{w.compose(f, file.Path)})
}

// asOf is the last day the marts speak of.
func (w *writer) asOf() time.Time { return monthEnd(w.months.last()) }

// lastYear is the months of the last month's year.
func (w *writer) lastYear() []time.Time {
	var months []time.Time
	for _, first := range w.months {
		if first.Year() == w.months.last().Year() {
			months = append(months, first)
		}
	}
	return months
}

// settled lists the deputies of a level that sit through the whole run.
func (w *writer) settled(level string) []*mandate {
	var all []*mandate
	for _, m := range w.people {
		if m.level == level && m.leftOn.IsZero() && !m.byElected {
			all = append(all, m)
		}
	}
	return all
}

// some draws n of a list, in the list's order of chance.
func some(r *rand.Rand, from []*mandate, n int) []*mandate {
	var drawn []*mandate
	for _, i := range r.Perm(len(from))[:min(n, len(from))] {
		drawn = append(drawn, from[i])
	}
	return drawn
}

// countMovement counts who came and went, month by month.
func (w *writer) countMovement() {
	for _, level := range []string{"national", "province", "city", "county", "township"} {
		for _, first := range w.months {
			v := Movement{Unit: w.p.Code, Level: level, Period: period(first)}
			last, before, seats := monthEnd(first), first.AddDate(0, 0, -1), 0
			for _, m := range w.people {
				if m.level != level {
					continue
				}
				seats++
				if m.inOfficeAt(before) {
					v.Opening++
				}
				if m.inOfficeAt(last) {
					v.Closing++
				}
				if !m.electedOn.Before(first) && !m.electedOn.After(last) {
					v.ElectedIn++
				}
				if !m.leftOn.IsZero() && !m.leftOn.Before(first) && !m.leftOn.After(last) {
					*map[string]*int{"resigned": &v.Resigned, "moved": &v.Moved, "died": &v.Died}[m.leftHow]++
				}
			}
			if seats > 0 && v != (Movement{Unit: v.Unit, Level: v.Level, Period: v.Period}) { // nobody held a seat or took one
				w.truth.Work.Movements = append(w.truth.Work.Movements, v)
			}
		}
	}
}
