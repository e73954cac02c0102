package demo

import "time"

// summaries writes the monthly totals by county and level.
func (w *writer) summaries() error {
	if w.p.Summary == "" {
		return nil
	}
	for i, first := range w.months {
		if err := w.summary(i, first); err != nil {
			return err
		}
	}
	return nil
}

// tally is one line of a summary.
type tally struct {
	county, level          string
	mandates, participants int
	sums                   Sums
	warn                   bool
}

func (w *writer) summary(i int, first time.Time) error {
	title := w.title("summary", first, w.unit)
	file := File{Path: w.path("summary", title, first, ""), Dataset: "summary", Scope: "all", Period: period(first), Arrival: "increment"}
	f := form{dataset: "summary", sheet: "汇总表", title: title, totals: w.p.Totals != "none",
		unitLine: w.unitLine(w.unit, first.AddDate(0, 1, 2), "名、场次、票"), columns: parseColumns(w.t.headers.set("summary", w.p.Summary))}
	planted := false
	for _, county := range w.counties {
		for _, level := range []string{"city", "county", "township"} {
			s := w.tally(i, first, county, level)
			if s.mandates == 0 {
				continue
			}
			if !planted && s.sums.Valid > 0 && w.warnsSummary(i) {
				planted, s.warn = true, true
			}
			f.entries = append(f.entries, w.summaryEntry(s))
		}
	}
	return w.save(file, []*grid{w.compose(f, file.Path)})
}

func (w *writer) warnsSummary(i int) bool {
	for _, pl := range w.t.plants.Warned {
		if pl.Unit == w.p.Code && pl.Dataset == "summary" && w.months.at(pl.Back) == i {
			return true
		}
	}
	return false
}

func (w *writer) tally(i int, first time.Time, county, level string) tally {
	s := tally{county: county, level: level}
	for _, m := range w.people {
		if m.county == county && m.level == level && m.inOfficeAt(monthEnd(first)) {
			s.mandates++
		}
	}
	sessions := map[*session]bool{}
	for _, v := range w.reviews {
		if v.month != i || v.cell.county != county || v.cell.level != level || v.planted != "" {
			continue
		}
		s.sums.add(v)
		s.participants += v.participants
		sessions[v.session] = true
	}
	s.sums.Sessions = len(sessions)
	return s
}

func (w *writer) summaryEntry(s tally) entry {
	e := entry{county: s.county, get: func(field string) any { return w.summaryValue(s, field) }}
	if s.warn {
		e.spoil = func(field string, c cell) cell {
			if field == "satisfaction_rate_reported" {
				return cell{value: rounded(100*(s.sums.Satisfied-2), s.sums.Valid, 1) + "%"}
			}
			return c
		}
		e.placed = func(path, sheet string, row int) {
			w.truth.Warned = append(w.truth.Warned, Row{File: path, Sheet: sheet, Row: row, Field: "satisfaction_rate_reported", Kind: "summary_rate_differs"})
		}
	}
	return e
}

func (w *writer) summaryValue(s tally, field string) any {
	counts := map[string]int{"mandates": s.mandates, "mandates_reported": s.sums.Mandates, "sessions": s.sums.Sessions,
		"participants": s.participants, "valid": s.sums.Valid, "satisfied": s.sums.Satisfied, "basic": s.sums.Basic, "dissatisfied": s.sums.Dissatisfied}
	if n, ok := counts[field]; ok {
		return count(n)
	}
	switch field {
	case "county_code":
		return w.t.countyName(w.p, s.county)
	case "level":
		return w.levelWord(s.level, s.county)
	case "level_code":
		return s.level
	case "satisfaction_rate_reported":
		return share{s.sums.Satisfied, s.sums.Valid}
	}
	return nil
}
