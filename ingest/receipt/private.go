package receipt

import (
	"strings"

	"lvzhi/ingest/check"
)

// hiddenColumns says which cells are never shown: those of the private
// columns, from the header down. On a page without a header a cell that names
// a private column hides what stands below it.
func hiddenColumns(p Page) func(row, column int, text string) bool {
	private := map[int]bool{}
	for _, c := range p.Private {
		private[c] = true
	}
	return func(row, column int, text string) bool {
		if private[column] {
			return row >= p.Header[0] && !sharedHead(p, private, row, column)
		}
		if p.Header[1] == 0 && len([]rune(text)) <= 12 && !strings.ContainsAny(text, ":：0123456789") && check.Personal(text) {
			private[column] = true
			return true
		}
		return false
	}
}

// sharedHead: a header cell merged over other columns too says nothing
// private, and the others need it.
func sharedHead(p Page, private map[int]bool, row, column int) bool {
	if row > p.Header[1] {
		return false
	}
	for _, m := range p.Merges {
		if m.Top != row || m.Left-1 != column || m.Right-m.Left > widestPart {
			continue
		}
		for c := m.Left; c < m.Right; c++ {
			if !private[c] {
				return true
			}
		}
	}
	return false
}
