package demo

import (
	"fmt"
	"slices"
	"strings"
)

// totalLines adds the rows up, with 其中 rows by level where the unit has them.
func (w *writer) totalLines(g *grid, f form, file string) {
	w.sumLine(g, f, "合计", f.entries)
	w.noteMess("total_"+w.p.Totals, file, f.sheet)
	if !w.p.has("of_which") {
		return
	}
	city := slices.DeleteFunc(slices.Clone(f.entries), func(e entry) bool { return e.get("level_code") != "city" })
	w.sumLine(g, f, "其中：市级代表", city)
	w.noteMess("of_which_row", file, f.sheet)
}

func (w *writer) sumLine(g *grid, f form, word string, entries []entry) {
	cells := make([]cell, len(f.columns))
	for i, c := range f.columns {
		sum, counts := 0, false
		for _, e := range entries {
			if n, ok := e.get(c.field).(count); ok {
				sum, counts = sum+int(n), true
			}
		}
		if counts {
			cells[i] = cell{value: sum}
		} else {
			cells[i] = cell{value: ""}
		}
	}
	cells[0] = cell{value: word}
	g.add(totalLine, cells...)
}

func (w *writer) notes(g *grid, f form, file string) {
	phone := landline(w.r)
	w.truth.PrivateNumbers = append(w.truth.PrivateNumbers, phone)
	filler := w.t.words.Surnames[w.r.IntN(40)] + "××"
	g.text(noteLine, fmt.Sprintf("填表人：%s    审核人：%s××    联系电话：%s", filler, pick(w.r, w.t.words.Surnames), phone))
	g.text(noteLine, "注：1.满意率＝满意票数÷有效票数；2.本表由代表工作机构填写。")
	w.noteMess("notes_below", file, f.sheet)
}

// notePlace remarks a county written other than by its full name of today.
func (w *writer) notePlace(h habits, code, written string) {
	d, ok := w.t.places.ByCode(code)
	switch {
	case !ok || written == d.Name:
	case strings.HasPrefix(d.Name, written):
		h.note("short_county_name")
	default:
		h.note("former_county_name")
	}
}
