package check

import (
	"fmt"
	"slices"
	"strings"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// Rows of totals are no data, but they say what their sender thinks the data
// comes to. Where a total agrees with no reading of the rows it may stand
// for, the difference is said; the rows are kept as they are.

// columnSums are the running sums of a sheet's columns, in millionths.
type columnSums struct {
	positions []int   // of the fields that can be summed
	all       []int64 // of the rows so far
	unsure    []bool  // some cell of the column could not be read
	totals    []total
}

// total is a row of totals, with the sums up to it.
type total struct {
	row    int
	name   string
	sofar  []int64
	stated map[int]figure // by place in positions
}

type figure struct {
	column int
	value  int64
}

// mostTotals bounds the rows of totals that are compared.
const mostTotals = 500

func newColumnSums(fields []contracts.Field) columnSums {
	var s columnSums
	for i, f := range fields {
		if f.Type == contracts.Integer || f.Type == contracts.Decimal {
			s.positions = append(s.positions, i)
		}
	}
	s.all, s.unsure = make([]int64, len(s.positions)), make([]bool, len(s.positions))
	return s
}

// add counts a row of data in, whether it is accepted or not.
func (s *columnSums) add(values []Value, texts []string) {
	for i, p := range s.positions {
		if n, ok := values[p].micros(); ok {
			s.all[i] += n
		} else if texts[p] != "" && !isNull(texts[p]) {
			s.unsure[i] = true
		}
	}
}

// noteTotal keeps a row of totals for the end. 平均 and 其中 sum nothing up.
func (r *reader) noteTotal(row *sheet.Row) {
	name := ""
	for _, c := range row.Cells {
		if r.classify.of(c).total {
			name = squeezed(c)
			break
		}
	}
	if name == "" || strings.Contains(name, "平均") || strings.HasPrefix(name, "其中") || len(r.added.totals) == mostTotals {
		return
	}
	t := total{row: row.Number, name: name, sofar: slices.Clone(r.added.all), stated: map[int]figure{}}
	for i := range r.columns {
		c := &r.columns[i]
		at := slices.Index(r.added.positions, c.position)
		if c.position < 0 || at < 0 {
			continue
		}
		if value, bad := decimal(row.Cell(c.Index)); bad == nil {
			t.stated[at] = figure{c.Index, int64(value.(Decimal))}
		}
	}
	if len(t.stated) > 0 {
		r.added.totals = append(r.added.totals, t)
	}
}

// compareTotals says which totals agree with no rows: not with all of the
// sheet, nor those above, nor those between the totals before and behind.
func (r *reader) compareTotals() {
	s := &r.added
	for i, t := range s.totals {
		for at := range s.positions {
			stated, ok := t.stated[at]
			if !ok || s.unsure[at] {
				continue
			}
			before, behind := int64(0), s.all[at]
			if i > 0 {
				before = s.totals[i-1].sofar[at]
			}
			if i+1 < len(s.totals) {
				behind = s.totals[i+1].sofar[at]
			}
			sofar := t.sofar[at]
			if slices.Contains([]int64{s.all[at], sofar, sofar - before, behind - sofar}, stated.value) {
				continue
			}
			ours := s.all[at]
			if strings.Contains(t.name, "小计") {
				ours = sofar - before
			}
			f := r.stored[s.positions[at]]
			r.about(Problem{Sheet: r.row.Sheet, Cell: sheet.Address(stated.column, t.row), Row: t.row, Field: f.Name, Rule: "total_row_differs", Value: printed(stated.value),
				Message: fmt.Sprintf("“%s”行的%s是%s，各行相加是%s", t.name, f.Label, printed(stated.value), printed(ours)), Remedy: "各行已照收；请核对是合计有误，还是缺了行"})
		}
	}
}
