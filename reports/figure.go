package reports

import "fmt"

// Figure is one number printed in a report: what leads back from it to the
// query, the rows and the batches.
type Figure struct {
	ID          string `json:"id"`
	Page        string `json:"page"` // release or analysis
	Text        string `json:"text"` // as printed
	Definition  string `json:"definition"`
	Numerator   string `json:"numerator,omitempty"`
	Denominator string `json:"denominator,omitempty"`
	Query       string `json:"query"` // name of the report query, sql/reports/NAME.sql
	Unit        string `json:"unit,omitempty"`
	Period      string `json:"period"`
}

// Cell is a piece of text on a page; one with an ID is a figure.
type Cell struct {
	Text, ID, Title, Class string
	Span                   int
}

// Row and Table are a table as printed.
type Row struct {
	Class string
	Cells []Cell
}
type Table struct {
	Caption string
	Class   string // words: mostly text; named: text in the second column; matrix: units × datasets
	Head    []string
	Rows    []Row
	Notes   []string
}

// Para is a paragraph: text and figures in turn.
type Para []Cell

func plain(text string) Cell { return Cell{Text: text} }

func plains(texts ...string) []Cell {
	var cells []Cell
	for _, t := range texts {
		cells = append(cells, plain(t))
	}
	return cells
}

// ledger numbers the figures of one page in the order they are printed.
type ledger struct {
	letter, page, period string
	figures              []Figure
}

// number registers a figure; the same figure printed twice keeps its id.
func (l *ledger) number(f Figure) Cell {
	f.Page, f.Period = l.page, l.period
	for _, known := range l.figures {
		id := known.ID
		known.ID = ""
		if known == f {
			return Cell{Text: f.Text, ID: id, Title: title(f)}
		}
	}
	f.ID = fmt.Sprintf("%s-%s-%04d", l.letter, l.period, len(l.figures)+1)
	l.figures = append(l.figures, f)
	return Cell{Text: f.Text, ID: f.ID, Title: title(f)}
}

func title(f Figure) string {
	s := f.Definition
	if f.Numerator != "" {
		s += "　分子" + f.Numerator
	}
	if f.Denominator != "" {
		s += "，分母" + f.Denominator
	}
	return s
}
