// Package drift compares the columns of a file with those its sender used the
// last time, and says what is new, what is gone and what looks like a new name
// for the same thing. It only says: nothing is taken for a field that the
// contract and the adopted aliases do not name. It is pure, and must not read
// files or know where columns are remembered.
package drift

import (
	"slices"

	"lvzhi/ingest/check"
	"lvzhi/ingest/sheet"
)

// Column is one column of a file as it is remembered.
type Column struct {
	Header string // as read, levels joined by "/", private numbers taken out
	Field  string // the field it was taken for; "" for none

	sheet, cell string // where the header stands, in the file at hand only
	kind        kind   // of the values below it, likewise
}

// longestHeader is as much of a header as is remembered: more is a note.
const longestHeader = 80

// Columns lists the columns of the sheets that were read, each header once, in
// order. Private columns and row numbers are left out.
func Columns(m check.Match) []Column {
	var all []Column
	seen := map[string]bool{}
	for _, s := range m.Sheets {
		for _, c := range s.Header.Columns {
			if c.Private || c.CountsRows() {
				continue
			}
			column := Column{Header: remembered(c.Header), sheet: s.Table.Name, cell: address(s, c.Index), kind: kindOf(below(s, c.Index))}
			if c.Field != nil {
				column.Field = c.Field.Name
			}
			if key := check.HeaderKey(column.Header) + "\x00" + column.Field; !seen[key] {
				seen[key] = true
				all = append(all, column)
			}
		}
	}
	return all
}

func remembered(header string) string {
	clean, _ := check.Scrub(header)
	if r := []rune(clean); len(r) > longestHeader {
		return string(r[:longestHeader]) + "…"
	}
	return clean
}

// address is the cell of a column's header.
func address(s check.SheetMatch, index int) string {
	return sheet.Address(index, s.Table.Head[s.Header.Bottom].Number)
}

// below lists the first cells under a header.
func below(s check.SheetMatch, index int) []string {
	var cells []string
	for _, row := range s.Table.Head[s.Header.Bottom+1:] {
		if len(cells) == enoughCells {
			break
		}
		if text := row.Cell(index); text != "" {
			cells = append(cells, text)
		}
	}
	return cells
}

// key is what makes two columns the same one: the field, else the header.
func (c Column) key() string {
	if c.Field != "" {
		return "field " + c.Field
	}
	return "header " + check.HeaderKey(c.Header)
}

func has(columns []Column, match func(Column) bool) bool { return slices.ContainsFunc(columns, match) }
