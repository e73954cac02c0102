package selfcheck

import (
	"errors"
	"fmt"
	"strings"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
)

// Extract is the part of a sheet that its sender has to look at: the header,
// and the rows with a problem, as they stand in the file.
type Extract struct {
	Sheet   string   `json:"sheet"`
	Columns []string `json:"columns"` // letters
	Header  []Line   `json:"header"`
	Rows    []Line   `json:"rows"`
	More    bool     `json:"more"` // further rows have problems too
}

// Line is one row under its number; Cells stand under Columns.
type Line struct {
	Number int      `json:"number"`
	Cells  []string `json:"cells"`
}

// The bounds of an extract: it is for the eye.
const (
	maxRows    = 200
	maxColumns = 64
	maxRunes   = 200
)

// extracts takes the faulty rows out of the sheets that were read.
func extracts(m check.Match, problems []check.Problem) ([]Extract, error) {
	faulty := map[string]map[int]bool{}
	for _, p := range problems {
		if p.Row == 0 {
			continue
		}
		if faulty[p.Sheet] == nil {
			faulty[p.Sheet] = map[int]bool{}
		}
		faulty[p.Sheet][p.Row] = true
	}
	var all []Extract
	for _, s := range m.Sheets {
		name, _ := check.Scrub(s.Table.Name)
		x, err := extract(s, faulty[name])
		if err != nil {
			return nil, fmt.Errorf("take faulty rows out of sheet %q: %w", name, err)
		}
		if x.Sheet = name; len(x.Rows) > 0 {
			all = append(all, x)
		}
	}
	return all, nil
}

func extract(s check.SheetMatch, faulty map[int]bool) (Extract, error) {
	wide, columns := 0, map[int]check.Column{}
	for _, c := range s.Header.Columns {
		columns[c.Index] = c
		wide = min(max(wide, c.Index+1), maxColumns)
	}
	var x Extract
	for i := range wide {
		x.Columns = append(x.Columns, strings.TrimSuffix(sheet.Address(i, 1), "1"))
	}
	for _, row := range s.Table.Head[s.Header.Top : s.Header.Bottom+1] {
		x.Header = append(x.Header, line(&row, wide, func(_ int, text string) string { return text }))
	}
	last := x.Header[len(x.Header)-1].Number
	err := s.Table.Each(func(row *sheet.Row) error {
		switch {
		case row.Number <= last || !faulty[row.Number]:
		case len(x.Rows) == maxRows:
			x.More = true
			return errEnough
		default:
			x.Rows = append(x.Rows, line(row, wide, func(i int, text string) string { return shown(columns[i], text, s.Table.Date1904) }))
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return x, err
}

// shown is a cell as its sender may see it: a private column hidden, a reason
// reduced, a day as a day.
func shown(c check.Column, text string, date1904 bool) string {
	switch {
	case text == "":
		return ""
	case c.Private:
		return check.Removed
	case c.Field == nil:
		return text
	case c.Field.Privacy == contracts.Reason:
		return check.Reduced(*c.Field, text)
	case c.Field.Type == contracts.Date:
		if day, ok := check.SerialDay(text, date1904); ok {
			return letter.Day(day)
		}
	}
	return text
}

// errEnough ends a reading early.
var errEnough = errors.New("enough rows")

func line(row *sheet.Row, wide int, shown func(column int, text string) string) Line {
	l := Line{Number: row.Number, Cells: make([]string, wide)}
	for i := range wide {
		text, _ := check.Scrub(shown(i, row.Cell(i)))
		if r := []rune(text); len(r) > maxRunes {
			text = string(r[:maxRunes]) + "…"
		}
		l.Cells[i] = text
	}
	return l
}
