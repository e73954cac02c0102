package demo

import (
	"time"
)

// rosters writes the 代表名册 of the months it is sent in; the last always.
func (w *writer) rosters() error {
	every := w.p.RosterEvery
	if w.o.Scale == Province {
		every = 12 // a whole province every month would be half of all the work
	}
	for i, first := range w.months {
		if (len(w.months)-1-i)%every != 0 {
			continue
		}
		if err := w.roster(i, first); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) roster(i int, first time.Time) error {
	title := w.title("roster", first, w.unit)
	file := File{Path: w.path("roster", title, first, ""), Dataset: "roster", Scope: "all", Period: period(first), Arrival: "snapshot"}
	f := form{dataset: "roster", sheet: "名册", title: title, unitLine: w.unitLine(w.unit, time.Time{}, "人"),
		columns: parseColumns(w.t.headers.set("roster", w.p.Roster))}
	day := monthEnd(first)
	for _, m := range w.people {
		if !m.electedOn.After(day) {
			f.entries = append(f.entries, w.rosterEntry(m, day))
		}
	}
	for _, pl := range w.t.plants.Quarantined {
		if pl.Unit == w.p.Code && pl.Dataset == "roster" && w.months.at(pl.Back) == i {
			f.entries = append(f.entries, w.nameless(f.entries[len(f.entries)/2], pl, &file))
		}
	}
	w.noteRoster(file.Path, f)
	return w.save(file, []*grid{w.compose(f, file.Path)})
}

// nameless is an extra row that lost its name.
func (w *writer) nameless(e entry, pl plant, file *File) entry {
	e.spoil = func(field string, c cell) cell {
		if field == "deputy_name" {
			return cell{value: ""}
		}
		return c
	}
	e.placed = func(path, sheet string, row int) {
		file.Quarantined++
		w.truth.Quarantined = append(w.truth.Quarantined, Row{File: path, Sheet: sheet, Row: row, Field: pl.Field, Kind: pl.Kind})
	}
	return e
}

func (w *writer) noteRoster(path string, f form) {
	for _, c := range f.columns {
		switch c.field {
		case "id_card":
			w.noteMess("identity_column", path, f.sheet)
		case "phone":
			w.noteMess("telephone_column", path, f.sheet)
		}
	}
	seen := map[string]bool{}
	for _, e := range f.entries {
		name, _ := e.get("deputy_name").(string)
		if seen[name] {
			w.noteMess("same_name", path, f.sheet)
		}
		seen[name] = true
		for _, r := range name {
			if r > 0xffff {
				w.noteMess("rare_character", path, f.sheet)
			}
		}
	}
}

func (w *writer) rosterEntry(m *mandate, asOf time.Time) entry {
	return entry{county: m.county, get: func(field string) any { return w.rosterValue(m, field, asOf) }}
}

func (w *writer) rosterValue(m *mandate, field string, asOf time.Time) any {
	gone := !m.leftOn.IsZero() && !m.leftOn.After(asOf)
	switch field {
	case "deputy_name":
		return m.name
	case "gender":
		return m.gender
	case "birth_month":
		return month(m.born)
	case "level":
		return w.levelWord(m.level, m.county)
	case "county_code":
		if m.county == "" {
			return ""
		}
		return w.t.countyName(w.p, m.county)
	case "township":
		return m.township
	case "term":
		return m.term
	case "electing_unit_code":
		return w.electing(m)
	case "constituency":
		return m.constituency
	case "delegation":
		d, _ := w.t.places.ByCode(m.county)
		return map[bool]string{true: d.Name + "代表团"}[m.level == "city"]
	case "deputy_group":
		return m.group
	case "station":
		return m.station
	case "structure":
		return m.structure
	case "unit_title":
		return m.title
	case "is_reelected":
		return yes(m.reelected)
	case "elected_on":
		return day(m.electedOn)
	case "status":
		return map[bool]string{true: statusWord(m.leftHow), false: statusWord("")}[gone]
	case "left_on":
		if gone {
			return day(m.leftOn)
		}
		return nil
	case "id_card":
		return m.idCard
	case "phone":
		return m.phone
	case "x:origin":
		return map[bool]string{true: "外省", false: "河南"}[len(m.name)%5 == 1]
	}
	return nil
}

func (w *writer) electing(m *mandate) any {
	switch m.level {
	case "city":
		d, _ := w.t.places.ByCode(m.electing)
		return d.Name
	case "province":
		return w.unit
	}
	return ""
}
