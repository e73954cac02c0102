package demo

import (
	"strconv"
	"strings"
	"time"
)

// scores writes the yearly 积分 files of a unit that has a scheme.
func (w *writer) scores() error {
	if w.p.Scores == "" {
		return nil
	}
	w.truth.Units[0].Scores = map[int]int{}
	for back, year := range w.months.scoreYears() {
		if err := w.scoreFile(year, back == 1); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) scoreFile(year int, last bool) error {
	at := time.Date(year, 12, 1, 0, 0, 0, 0, time.UTC)
	title := w.title("scores", at, w.unit)
	file := File{Path: w.path("scores", title, at, ""), Dataset: "scores", Scope: "all", Period: period(at), Arrival: "increment"}
	f := form{dataset: "scores", sheet: "积分", title: title, unitLine: w.unitLine(w.unit, time.Time{}, "分"),
		columns: parseColumns(w.t.headers.set("scores", w.p.Scores))}
	part := PartYear{Unit: w.p.Code, Year: year}
	for _, m := range w.people {
		if m.points == nil {
			continue
		}
		for i := range m.points.years {
			if y := &m.points.years[i]; y.year == year {
				f.entries = append(f.entries, w.scoreEntry(m, y))
				if y.partYear || !m.leftOn.IsZero() && m.leftOn.Year() == year {
					part.Rows++
				}
			}
		}
	}
	if len(f.entries) == 0 {
		return nil
	}
	if part.Rows > 0 {
		w.truth.Work.PartYears = append(w.truth.Work.PartYears, part)
	}
	if last {
		w.plantScores(&f, &file)
	}
	if err := w.save(file, []*grid{w.compose(f, file.Path)}); err != nil {
		return err
	}
	w.truth.Units[0].Scores[year] = w.truth.Files[len(w.truth.Files)-1].Accepted
	return nil
}

func (w *writer) plantScores(f *form, file *File) {
	for _, pl := range w.t.plants.Warned {
		if pl.Unit != w.p.Code || pl.Dataset != "scores" {
			continue
		}
		e := &f.entries[len(f.entries)/3]
		e.spoil = func(field string, c cell) cell {
			if v, ok := c.value.(float64); ok && field == "total_reported" {
				return cell{value: v + 5}
			}
			return c
		}
		e.placed = func(path, sheet string, row int) {
			w.truth.Warned = append(w.truth.Warned, Row{File: path, Sheet: sheet, Row: row, Field: pl.Field, Kind: pl.Kind})
		}
	}
	for _, pl := range w.t.plants.Quarantined {
		if pl.Unit == w.p.Code && pl.Dataset == "scores" {
			f.entries = append(f.entries, w.nameless(f.entries[len(f.entries)/2], pl, file))
		}
	}
}

func (w *writer) scoreEntry(m *mandate, y *yearPoints) entry {
	return entry{county: m.county, get: func(field string) any { return w.scoreValue(m, y, field) }}
}

func (w *writer) scoreValue(m *mandate, y *yearPoints, field string) any {
	switch field {
	case "year":
		return strconv.Itoa(y.year)
	case "base_score":
		return tenths(y.base)
	case "bonus_score":
		return tenths(y.bonus)
	case "deducted_score":
		return tenths(y.deducted)
	case "total_reported":
		return tenths(y.total)
	case "self_score":
		return tenths(y.self)
	case "org_score":
		return tenths(y.org)
	case "band_reported":
		return w.t.schemes[w.p.Scheme].Bands[m.points.band].Band
	case "is_part_year":
		return yes(y.partYear)
	case "confirmed_on":
		if !m.points.confirmed {
			return nil
		}
		return day(y.confirmedOn)
	case "review_state":
		return w.stateWord(m.points.confirmed)
	}
	if i := strings.IndexByte("123456", field[1]); i >= 0 && field[0] == 'c' {
		return tenths(y.items[i])
	}
	if i := strings.IndexByte("1234", field[1]); i >= 0 && field[0] == 'b' {
		return tenths(y.extras[i])
	}
	return w.rosterValue(m, field, w.months.last())
}
