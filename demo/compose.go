package demo

import (
	"slices"
	"strings"
)

// entry is one row of a form: its values, and what must be known of the row
// once it has a place.
type entry struct {
	county string // groups merged county cells
	group  any    // rows of one group may say 同上
	get    func(field string) any
	spoil  func(field string, c cell) cell // plants an error in the printed cell
	placed func(file, sheet string, row int)
	clean  bool // nothing planted
}

// form is one sheet's worth of rows with everything around them.
type form struct {
	dataset  string
	sheet    string
	title    string
	unitLine string
	columns  []column
	entries  []entry
	totals   bool
	repeat   bool // the rows stand in other sheets of the file already
}

// compose lays a form out the unit's way.
func (w *writer) compose(f form, file string) *grid {
	g := &grid{name: f.sheet}
	width := len(f.columns)
	if f.title != "" {
		g.merge(g.text(titleLine, f.title), 1, len(g.lines), width)
		w.noteMess("title_row", file, f.sheet)
	}
	if f.unitLine != "" {
		g.merge(g.text(titleLine, f.unitLine), 1, len(g.lines), width)
		w.noteMess("unit_line", file, f.sheet)
	}
	w.head(g, f, file)
	if f.totals && w.p.Totals == "top" {
		w.totalLines(g, f, file)
	}
	w.body(g, f, file)
	if f.totals && w.p.Totals == "bottom" {
		w.totalLines(g, f, file)
	}
	if w.p.has("notes") && f.dataset != "scores" && f.dataset != "nominations" {
		w.notes(g, f, file)
	}
	return g
}

func (w *writer) head(g *grid, f form, file string) {
	spreadsheet := w.p.Format == "xlsx"
	for _, c := range f.columns {
		if spreadsheet && strings.Contains(c.header, "\n") {
			w.noteMess("header_line_break", file, f.sheet)
		}
		if strings.ContainsAny(c.header, "（(") {
			w.noteMess("header_brackets", file, f.sheet)
		}
		if strings.Contains(c.header, " ") {
			w.noteMess("header_spaces", file, f.sheet)
		}
		if strings.HasPrefix(c.field, "x:") {
			w.noteMess("unknown_column", file, f.sheet)
		}
	}
	headText := func(s string) cell {
		if !spreadsheet {
			s = strings.ReplaceAll(s, "\n", "")
		}
		return cell{value: s, look: heading}
	}
	upper, lower := make([]cell, len(f.columns)), make([]cell, len(f.columns))
	if !twoRows(f.columns) {
		for i, c := range f.columns {
			upper[i] = headText(c.header)
		}
		g.add(headLine, upper...)
		return
	}
	w.noteMess("two_row_header", file, f.sheet)
	top := len(g.lines) + 1
	for i := 0; i < len(f.columns); i++ {
		c := f.columns[i]
		if c.parent == "" {
			upper[i], lower[i] = headText(c.header), headText("")
			g.merge(top, i+1, top+1, i+1)
			continue
		}
		end := i
		for ; end < len(f.columns) && f.columns[end].parent == c.parent; end++ {
			upper[end], lower[end] = headText(""), headText(f.columns[end].header)
		}
		upper[i] = headText(c.parent)
		g.merge(top, i+1, top, end)
		i = end - 1
	}
	g.add(headLine, upper...)
	g.add(headLine, lower...)
}

func (w *writer) body(g *grid, f form, file string) {
	h := w.habits(file, f.sheet)
	county, from := "", 0
	countyColumn := slices.IndexFunc(f.columns, func(c column) bool { return c.field == "county_code" })
	merged := w.p.has("merged_county") && f.dataset == "votes" && countyColumn >= 0
	closeBlock := func() {
		if merged && from > 0 && len(g.lines) > from {
			g.merge(from, countyColumn+1, len(g.lines), countyColumn+1)
			w.noteMess("merged_county", file, f.sheet)
		}
	}
	var before *entry
	for n, e := range f.entries {
		if w.p.has("blank_lines") && f.dataset == "votes" && n%10 == 9 {
			g.add(blankLine)
			w.noteMess("blank_lines", file, f.sheet)
		}
		if merged && e.county != county {
			closeBlock()
			county, from = e.county, len(g.lines)+1
		}
		cells := make([]cell, len(f.columns))
		for i, c := range f.columns {
			cells[i] = w.cellOf(h, f, e, before, c.field, n)
			if merged && i == countyColumn && len(g.lines)+1 > from {
				cells[i] = cell{value: ""}
			}
		}
		kind := dataLine
		if f.repeat {
			kind = repeatLine
		}
		row := g.add(kind, cells...)
		if e.placed != nil && !f.repeat {
			e.placed(file, w.sheetName(f.sheet), row)
		}
		before = &f.entries[n]
	}
	closeBlock()
}

// sheetName is what a row's sheet is called: a csv has none.
func (w *writer) sheetName(name string) string {
	if w.p.Format != "xlsx" {
		return ""
	}
	return name
}

func (w *writer) cellOf(h habits, f form, e entry, before *entry, field string, n int) cell {
	if field == "no" {
		return cell{value: h.number(n + 1)}
	}
	if w.p.has("ditto") && f.dataset == "votes" && before != nil && before.clean && e.clean && before.group == e.group {
		switch field {
		case "venue":
			h.note("ditto_words")
			return cell{value: "同上"}
		case "review_date":
			h.note("ditto_mark")
			return cell{value: "〃"}
		}
	}
	v := e.get(field)
	if name, ok := v.(string); ok && field == "deputy_name" && f.dataset == "votes" {
		gender, _ := e.get("gender").(string)
		v = h.name(name, gender, n)
	}
	if text, ok := v.(string); ok && field == "x:remark" && strings.HasPrefix(text, "联系") {
		h.note("stray_number")
	}
	if place, ok := v.(string); ok && field == "county_code" {
		w.notePlace(h, e.county, place)
	}
	c := h.show(field, v)
	if e.spoil != nil {
		c = e.spoil(field, c)
	}
	return c
}
