package sheet

import (
	"encoding/xml"
	"slices"
	"strings"
)

// wordTable is a table of a Word document while it is read.
type wordTable struct {
	grid   *grid
	row    int // the last row
	column int // 0-based, of the cell being read
	across int // how many columns it takes
	down   string
	inCell bool
	text   strings.Builder
	spans  map[int]*Merge // by first column: cells that may go on downwards
	left   *Merge         // of this row's last cell
	filled bool
}

func (t *wordTable) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "tr":
		t.row++
		t.column, t.across, t.left = 0, 0, nil
		if t.row > maxRows {
			return tooLarge
		}
	case "gridBefore":
		t.column += wordNumber(e, 0)
	case "tc":
		t.column += t.across
		t.across, t.down, t.inCell = 1, "", true
		t.text.Reset()
	case "gridSpan":
		t.across = max(1, wordNumber(e, 1))
	case "vMerge":
		t.down = "continue"
		for _, a := range e.Attr {
			if a.Name.Local == "val" {
				t.down = a.Value
			}
		}
	case "hMerge": // of old converters: each cell is written, the later ones go on
		if !slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == "val" && a.Value == "restart" }) {
			t.down = "beside"
		}
	}
	return nil
}

// closeCell writes the cell; a merged area grows with each cell that goes on.
func (t *wordTable) closeCell() error {
	if !t.inCell {
		return nil
	}
	t.inCell = false
	if above := t.spans[t.column]; t.down == "continue" && above != nil && above.Bottom == t.row-1 {
		above.Bottom = t.row
		return nil
	}
	if t.down == "beside" && t.left != nil && t.left.Right == t.column {
		t.left.Right += t.across
		return nil
	}
	if err := t.closeSpans(t.column, t.column+t.across); err != nil {
		return err
	}
	t.left = &Merge{Top: t.row, Left: t.column + 1, Bottom: t.row, Right: t.column + t.across}
	t.spans[t.column] = t.left
	text := clean(t.text.String())
	t.filled = t.filled || text != ""
	return t.grid.set(t.row, t.column, text) // counted as it was read
}

// closeSpans hands over the areas that begin between two columns.
func (t *wordTable) closeSpans(from, to int) error {
	for column := from; column < to; column++ {
		m := t.spans[column]
		if m == nil {
			continue
		}
		delete(t.spans, column)
		if err := t.grid.merge(*m); err != nil {
			return err
		}
	}
	return nil
}
