package demo

// role is what a line of a sheet is.
type role string

const (
	titleLine  role = "title"
	headLine   role = "head"
	dataLine   role = "data"
	repeatLine role = "repeat"
	totalLine  role = "total"
	noteLine   role = "note"
	textLine   role = "text"
	blankLine  role = "blank"
)

// look is how a spreadsheet shows a cell.
type look int

const (
	plain look = iota
	heading
	asDate
	asPercent
)

// cell is a string, an int or a float64, and how it is shown.
type cell struct {
	value any
	look  look
}

type line struct {
	role  role
	cells []cell
}

// block is a merged range, 1-based and inclusive.
type block struct{ row1, col1, row2, col2 int }

// grid is one sheet before it has a file format.
type grid struct {
	name   string
	hidden bool
	lines  []line
	merges []block
}

// add appends a line and returns its 1-based row.
func (g *grid) add(r role, cells ...cell) int {
	g.lines = append(g.lines, line{r, cells})
	return len(g.lines)
}

func (g *grid) text(r role, text string) int { return g.add(r, cell{value: text}) }

func (g *grid) merge(row1, col1, row2, col2 int) {
	if row1 != row2 || col1 != col2 {
		g.merges = append(g.merges, block{row1, col1, row2, col2})
	}
}
