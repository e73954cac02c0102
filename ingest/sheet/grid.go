package sheet

import (
	"cmp"
	"slices"
	"strings"
)

// The bounds of one file. A sheet of the old format at its widest and longest
// fits (65,536 × 256); what goes beyond was not typed by anyone.
const (
	maxColumns = 16_384
	maxRows    = 1_048_576
	maxCells   = 1 << 24
	maxText    = 64 << 20
	maxTables  = 1_000
)

var tooLarge = &Unreadable{"表格太大，超出了可以读取的范围", "请删去无用的行和列，或拆成几个文件后再报"}

// room counts what a whole file has taken.
type room struct{ cells, text, merges, tables int }

func (r *room) take(cells, text int) error {
	r.cells += cells
	r.text += text
	if r.cells > maxCells || r.text > maxText {
		return tooLarge
	}
	return nil
}

// grid is a table in the making: cells arrive by address, in any order.
type grid struct {
	room   *room
	rows   map[int]*Row
	merges []Merge
}

func (r *room) grid() (*grid, error) {
	r.tables++
	if r.tables > maxTables {
		return nil, tooLarge
	}
	return &grid{room: r, rows: map[int]*Row{}}, nil
}

// write puts a text nobody counted yet into a cell: row is 1-based, column
// 0-based.
func (g *grid) write(row, column int, text string) error {
	text = clean(text)
	if err := g.room.take(0, len(text)); err != nil {
		return err
	}
	return g.set(row, column, text)
}

// set puts a text that is counted and clean into a cell.
func (g *grid) set(row, column int, text string) error {
	if row < 1 || row > maxRows || column < 0 || column >= maxColumns {
		return tooLarge
	}
	if text == "" {
		return nil
	}
	r := g.row(row)
	if more := column + 1 - len(r.Cells); more > 0 {
		if err := g.room.take(more, 0); err != nil {
			return err
		}
		r.Cells = append(r.Cells, make([]string, more)...)
	}
	r.Cells[column] = text
	return nil
}

func (g *grid) row(number int) *Row {
	r := g.rows[number]
	if r == nil {
		r = &Row{Number: number}
		g.rows[number] = r
	}
	return r
}

// hide marks a row the sender does not see.
func (g *grid) hide(number int) {
	if number >= 1 && number <= maxRows {
		g.row(number).Hidden = true
	}
}

// merge notes a merged area; one cell alone is none.
func (g *grid) merge(m Merge) error {
	if m.Top == m.Bottom && m.Left == m.Right {
		return nil
	}
	if m.Top < 1 || m.Left < 1 || m.Bottom < m.Top || m.Right < m.Left || m.Right > maxColumns || m.Bottom > maxRows {
		return tooLarge
	}
	g.room.merges++
	if g.room.merges > maxMerges {
		return tooLarge
	}
	g.merges = append(g.merges, m)
	return nil
}

// table hands the rows over in their order, the blank ones left out.
func (g *grid) table(name string) Table {
	var rows []Row
	for _, r := range g.rows {
		if !r.Blank() {
			rows = append(rows, *r)
		}
	}
	slices.SortFunc(rows, func(a, b Row) int { return a.Number - b.Number })
	slices.SortFunc(g.merges, func(a, b Merge) int { return cmp.Or(a.Top-b.Top, a.Left-b.Left) })
	t := NewTable(clean(name), rows)
	t.Merges = g.merges
	return t
}

// above keeps the last lines of text before a table: there stands its title.
type above struct{ lines []string }

const (
	linesAbove = 20
	longAbove  = 4_000 // a longer paragraph is prose, its head is enough to tell
)

func (a *above) add(text string) {
	for line := range strings.Lines(text) {
		line = clean(line)
		if line == "" {
			continue
		}
		if len(line) > longAbove {
			line = strings.ToValidUTF8(line[:longAbove], "")
		}
		if len(a.lines) == linesAbove {
			a.lines = slices.Delete(a.lines, 0, 1)
		}
		a.lines = append(a.lines, line)
	}
}

// take hands the lines over; the next table has its own.
func (a *above) take() []string {
	lines := a.lines
	a.lines = nil
	return lines
}

// lead writes lines as the first rows of a table.
func (g *grid) lead(lines []string) error {
	for i, line := range lines {
		if err := g.write(i+1, 0, line); err != nil {
			return err
		}
	}
	return nil
}
