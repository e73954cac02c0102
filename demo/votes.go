package demo

import (
	"slices"
	"time"
)

// votes writes the monthly 满意度测评 files.
func (w *writer) votes() error {
	for i, first := range w.months {
		if slices.Contains(w.p.Skip, len(w.months)-1-i) {
			w.truth.Units[0].SkipsVotes = append(w.truth.Units[0].SkipsVotes, period(first))
			continue
		}
		rows := w.rowsFor(i)
		if len(rows) == 0 {
			continue
		}
		var err error
		if w.p.Layout == "files" {
			err = w.votesByCounty(first, rows)
		} else {
			err = w.votesOfMonth(i, first, rows)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// rowsFor lists the reviews a month's file holds: its own, or in a cumulative
// file those of the year so far. A withdrawn row stands in its own month only.
func (w *writer) rowsFor(month int) []*review {
	return slices.DeleteFunc(slices.Clone(w.reviews), func(v *review) bool {
		if w.p.Arrival != "cumulative" {
			return v.month != month
		}
		return v.month > month || w.months[v.month].Year() != w.months[month].Year() || v.withdrawn && v.month != month
	})
}

func (w *writer) votesOfMonth(i int, first time.Time, rows []*review) error {
	kind := "votes"
	if w.p.Arrival == "cumulative" {
		kind = "cumulative"
	}
	title := w.title(kind, first, w.unit)
	if rv := w.t.plants.Revised; rv.Unit == w.p.Code && i == w.months.at(rv.Back) {
		return w.votesRevised(title, first, rows)
	}
	path := w.path("votes", title, first, "")
	if err := w.votesFile(path, "all", title, first, rows); err != nil {
		return err
	}
	if cp := w.t.plants.Copied; cp.Unit == w.p.Code && i == w.months.at(cp.Back) {
		return w.copyFile(path, w.path("votes", title, first, "（副本）"))
	}
	return nil
}

// votesRevised writes a first version that is wrong in three rows and lacks
// one, then the corrected one that must replace it.
func (w *writer) votesRevised(title string, first time.Time, rows []*review) error {
	wrong := make([]*review, 0, len(rows))
	for i, v := range rows[:max(1, len(rows)-1)] {
		c := *v
		if i < 3 && c.satisfied > 5 {
			c.satisfied, c.basic = c.satisfied-5, c.basic+5
		}
		c.outcome = ""
		wrong = append(wrong, &c)
	}
	before := w.path("votes", title, first, "")
	if err := w.votesFile(before, "all", title, first, wrong); err != nil {
		return err
	}
	after := w.path("votes", title, first, "（修订版）")
	if err := w.votesFile(after, "all", title+"（修订版）", first, rows); err != nil {
		return err
	}
	w.truth.Files[len(w.truth.Files)-1].Status = "replaced"
	w.truth.Replaced = append(w.truth.Replaced, Pair{before, after})
	w.noteMess("revised_file", after, "测评情况")
	return nil
}

func (w *writer) copyFile(from, to string) error {
	f := w.truth.Files[len(w.truth.Files)-1]
	f.Path, f.Status = to, "unchanged"
	w.truth.Files = append(w.truth.Files, f)
	w.truth.Unchanged = append(w.truth.Unchanged, Pair{to, from})
	w.noteMess("same_bytes_twice", to, "")
	return duplicate(w.dir, from, to)
}

// votesByCounty writes one file per county that has something to report.
func (w *writer) votesByCounty(first time.Time, rows []*review) error {
	for _, county := range w.counties {
		own := slices.DeleteFunc(slices.Clone(rows), func(v *review) bool { return v.cell.county != county })
		if len(own) == 0 {
			continue
		}
		place, _ := w.t.places.ByCode(county)
		kind, name := "votes", w.unit+place.Name
		if slices.Contains(w.t.assume.CommitteeForms, county) {
			kind, name = "committee", place.Name
		}
		title := w.title(kind, first, name)
		path := w.path("votes", title, first, "")
		w.noteMess("file_per_county", path, "")
		if err := w.votesFile(path, county, title, first, own); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) votesFile(path, scope, title string, first time.Time, rows []*review) error {
	set := w.p.Votes
	if slices.Contains(w.t.assume.CommitteeForms, scope) {
		set = "committee"
	}
	file := File{Path: path, Dataset: "votes", Scope: scope, Period: period(first), Arrival: w.p.Arrival}
	place := w.unit
	if scope != "all" {
		d, _ := w.t.places.ByCode(scope)
		place += d.Name
	}
	f := form{dataset: "votes", sheet: "测评情况", title: title, totals: w.p.Totals != "none",
		unitLine: w.unitLine(place, first.AddDate(0, 1, 2), "票"), columns: parseColumns(w.t.headers.set("votes", set))}
	for _, v := range rows {
		f.entries = append(f.entries, w.voteEntry(v, &file))
	}
	grids := []*grid{}
	if w.p.Layout == "sheets" {
		for _, county := range w.counties {
			one := f
			one.entries = slices.DeleteFunc(slices.Clone(f.entries), func(e entry) bool { return e.county != county })
			if len(one.entries) == 0 {
				continue
			}
			d, _ := w.t.places.ByCode(county)
			one.sheet = d.Name
			grids = append(grids, w.compose(one, path))
		}
		f.sheet, f.repeat = "汇总", true
		w.noteMess("sheet_per_county", path, "汇总")
	}
	grids = append(grids, w.compose(f, path))
	return w.save(file, grids)
}

func (w *writer) voteEntry(v *review, file *File) entry {
	e := entry{county: v.cell.county, group: v.session, clean: v.planted == "" && !v.warn && !v.withdrawn,
		get: func(field string) any { return w.voteValue(v, field) }}
	if v.planted != "" || v.warn {
		e.spoil = func(field string, c cell) cell { return spoilVote(v, field, c) }
	}
	e.placed = func(path, sheet string, row int) { w.votePlaced(v, file, Row{File: path, Sheet: sheet, Row: row}) }
	return e
}

// votePlaced enters what was planted in a row, now that it has an address.
func (w *writer) votePlaced(v *review, file *File, at Row) {
	at.Deputy = v.m.name
	if v.planted != "" {
		file.Quarantined++
		at.Field, at.Kind = v.plantedField, v.planted
		w.truth.Quarantined = append(w.truth.Quarantined, at)
	}
	if v.warn {
		at.Field, at.Kind = "satisfaction_rate_reported", "satisfaction_rate_differs"
		w.truth.Warned = append(w.truth.Warned, at)
	}
	if v.withdrawn {
		at.Kind = "withdrawn"
		w.truth.Withdrawn = append(w.truth.Withdrawn, at)
	}
	if code, tier, ok := outcomeOf(v.outcome); ok {
		at.Kind = v.outcome
		base := v.participants
		w.truth.Consequences = append(w.truth.Consequences, Consequence{Row: at, Unit: w.p.Code, Period: file.Period,
			Base: base, Satisfied: v.satisfied, Dissatisfied: v.dissatisfied, Code: code, Tier: tier})
	}
}

// outcomeOf is what the shipped rules of 濮阳 and 长垣 say of planted ballots.
func outcomeOf(kind string) (code, tier string, ok bool) {
	switch kind {
	case "rectify", "exactly_one_half": // half is not more than half, but more than a third
		return "rectify", "", true
	case "resign_or_recall":
		return "resign_or_recall", "", true
	case "exactly_one_third":
		return "none", "", true
	case "exactly_80":
		return "none", "满意", true
	case "below_80":
		return "unspecified", "原文未规定", true
	}
	return "", "", false
}
