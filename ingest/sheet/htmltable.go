package sheet

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// htmlTable is a table while it is read.
type htmlTable struct {
	grid   *grid
	lines  []string // the text above it
	row    int      // the last row, 0 before the first
	column int      // where the next cell looks for room
	inRow  bool
	cell   *htmlCell
	until  []int // for each column the last row a cell from above reaches
	spans  []Merge
	filled bool
	hidden bool
}

type htmlCell struct {
	text         strings.Builder
	column       int
	down, across int
}

func (p *htmlPage) openTable(token html.Token) error {
	if len(p.open) == maxNesting {
		return &Unreadable{"网页里的表格一层套一层，无法读取", saveAsXLSX}
	}
	g, err := p.room.grid()
	if err != nil {
		return err
	}
	t := &htmlTable{grid: g, hidden: unseen(token)}
	if c := p.cell(); c != nil {
		p.above.add(c.text.String())
	}
	p.open = append(p.open, t)
	p.all = append(p.all, t)
	return nil
}

// startTable puts the text above the table into its first rows. A table that only
// lays the page out passes its own on.
func (p *htmlPage) startTable(t *htmlTable) error {
	if n := len(p.open); n > 1 && !p.open[n-2].filled {
		t.lines = append(t.lines, p.open[n-2].lines...)
	}
	p.above.add(p.text.String())
	p.text.Reset()
	t.lines = append(t.lines, p.above.take()...)
	t.row = len(t.lines)
	return t.grid.lead(t.lines)
}

func (p *htmlPage) openRow(token html.Token) error {
	if len(p.open) == 0 {
		return nil
	}
	if err := p.closeRow(); err != nil {
		return err
	}
	t := p.open[len(p.open)-1]
	if t.row == 0 {
		if err := p.startTable(t); err != nil {
			return err
		}
	}
	t.row++
	if t.row > maxRows {
		return tooLarge
	}
	t.inRow, t.column = true, 0
	if unseen(token) {
		t.grid.hide(t.row)
	}
	return nil
}

func (p *htmlPage) openCell(token html.Token) error {
	if len(p.open) == 0 {
		return nil
	}
	t := p.open[len(p.open)-1]
	if !t.inRow {
		if err := p.openRow(html.Token{}); err != nil {
			return err
		}
	}
	if err := p.closeCell(); err != nil {
		return err
	}
	from := t.column
	for t.column < len(t.until) && t.until[t.column] >= t.row {
		t.column++
	}
	t.cell = &htmlCell{column: t.column, down: span(token, "rowspan", 65_534), across: span(token, "colspan", 1_000)}
	t.column += t.cell.across
	if t.column > maxColumns {
		return tooLarge
	}
	return p.room.take(t.column-from, 0) // the looking costs time, so it counts
}

func (p *htmlPage) closeCell() error {
	if len(p.open) == 0 {
		return nil
	}
	t := p.open[len(p.open)-1]
	c := t.cell
	if c == nil {
		return nil
	}
	t.cell = nil
	if text := clean(c.text.String()); text != "" {
		t.filled = true
		if err := t.grid.write(t.row, c.column, text); err != nil {
			return err
		}
	}
	if c.down == 1 && c.across == 1 {
		return nil
	}
	for len(t.until) < c.column+c.across {
		t.until = append(t.until, 0)
	}
	for i := range c.across {
		t.until[c.column+i] = t.row + c.down - 1
	}
	t.spans = append(t.spans, Merge{Top: t.row, Left: c.column + 1, Bottom: t.row + c.down - 1, Right: c.column + c.across})
	if len(t.spans) > maxMerges {
		return tooLarge
	}
	return nil
}

func (p *htmlPage) closeRow() error {
	if len(p.open) == 0 {
		return nil
	}
	err := p.closeCell()
	p.open[len(p.open)-1].inRow = false
	return err
}

// closeTable ends the innermost table; a span reaches no further than its
// last row.
func (p *htmlPage) closeTable() error {
	if len(p.open) == 0 {
		return nil
	}
	if err := p.closeRow(); err != nil {
		return err
	}
	t := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	for _, m := range t.spans {
		m.Bottom = min(m.Bottom, t.row)
		if err := t.grid.merge(m); err != nil {
			return err
		}
	}
	t.spans, t.until = nil, nil
	return nil
}

func attribute(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func span(token html.Token, name string, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(attribute(token, name)))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

// unseen: the sender has hidden this.
func unseen(token html.Token) bool {
	style := strings.ToLower(strings.ReplaceAll(attribute(token, "style"), " ", ""))
	return strings.Contains(style, "display:none")
}
