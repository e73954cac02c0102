package demo

import "strings"

// column is one column of a form: its header, under a parent when the header
// has two rows, and the contract's field it carries.
type column struct{ parent, header, field string }

// parseColumns reads "parent>child=field" entries of headers.yaml.
func parseColumns(entries []string) []column {
	columns := make([]column, len(entries))
	for i, e := range entries {
		head, field, _ := strings.Cut(e, "=")
		parent, child, two := strings.Cut(head, ">")
		if !two {
			parent, child = "", head
		}
		columns[i] = column{parent, child, field}
	}
	return columns
}

func twoRows(columns []column) bool {
	for _, c := range columns {
		if c.parent != "" {
			return true
		}
	}
	return false
}
