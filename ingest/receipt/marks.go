package receipt

import (
	"cmp"
	"slices"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
)

// spot is a cell: row 1-based, column 0-based; column -1 is the row as such.
type spot struct{ row, column int }

// mark is what is wrong with one cell.
type mark struct {
	severity check.Severity
	problems []check.Problem
}

// marks are the faulty cells of one page.
type marks struct {
	at      map[spot]*mark
	rows    map[int]bool  // those an excerpt shows
	last    int           // the last of these: a long sheet is read no further
	columns map[int][]int // row -> its marked columns, once settled
}

// marksOf sorts the problems of one page to its cells. An excerpt shows the
// first rows of them, as many as can have comments.
func marksOf(problems []check.Problem) marks {
	m := marks{at: map[spot]*mark{}, rows: map[int]bool{}}
	for _, p := range problems {
		if p.Row <= 0 {
			continue
		}
		s := spotOf(p)
		known := m.at[s]
		if known == nil {
			known = &mark{severity: p.Severity}
			m.at[s] = known
		}
		if p.Severity == check.Error {
			known.severity = check.Error
		}
		known.problems = append(known.problems, p)
	}
	var rows []int
	for s := range m.at {
		if s.row <= lastRow {
			rows = append(rows, s.row)
		}
	}
	slices.Sort(rows)
	rows = slices.Compact(rows)
	for _, row := range rows[:min(len(rows), mostComments)] {
		m.rows[row] = true
		m.last = row
	}
	return m
}

func spotOf(p check.Problem) spot {
	if column, row, err := excelize.CellNameToCoordinates(p.Cell); err == nil && row == p.Row {
		return spot{row, column - 1}
	}
	return spot{p.Row, -1}
}

// near: a faulty row, or the one before or behind it.
func (m marks) near(row int) bool { return m.rows[row] || m.rows[row-1] || m.rows[row+1] }

// settle moves each mark to where it is seen: from a row as such to the row's
// first cell, and out of a merged area to the area's own cell.
func (m *marks) settle(v view, merges []sheet.Merge) {
	first := map[int]int{}
	for _, row := range v.rows {
		first[row.Number] = max(0, slices.IndexFunc(row.Cells, func(c string) bool { return c != "" }))
	}
	settled := map[spot]*mark{}
	for _, s := range m.spots() {
		k := m.at[s]
		if s.column < 0 {
			s.column = first[s.row]
		}
		for _, a := range merges {
			if s.row >= a.Top && s.row <= a.Bottom && s.column+1 >= a.Left && s.column+1 <= a.Right {
				s = spot{a.Top, a.Left - 1}
				break
			}
		}
		if there := settled[s]; there != nil {
			there.problems = append(there.problems, k.problems...)
			if k.severity == check.Error {
				there.severity = check.Error
			}
			continue
		}
		settled[s] = &mark{k.severity, slices.Clone(k.problems)}
	}
	m.at, m.columns = settled, map[int][]int{}
	for s := range settled {
		m.columns[s.row] = append(m.columns[s.row], s.column)
	}
}

// spots lists the marked cells from top to bottom.
func (m marks) spots() []spot {
	var all []spot
	for s := range m.at {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b spot) int { return cmp.Or(a.row-b.row, a.column-b.column) })
	return all
}

// mostOfCell is how many problems of one cell its comment says.
const mostOfCell = 5

// comment is what stands beside a marked cell.
func (k mark) comment() string {
	text := ""
	for i, p := range k.problems {
		if i == mostOfCell {
			return text + "\n……其余见“" + letter.ProblemSheet + "”"
		}
		if i > 0 {
			text += "\n"
		}
		text += letter.SeverityWord(p.Severity) + "：" + letter.Plain(p.Message)
		if p.Remedy != "" {
			text += "\n怎么改：" + letter.Plain(p.Remedy)
		}
	}
	if r := []rune(text); len(r) > 1000 {
		return string(r[:1000]) + "…"
	}
	return text
}
