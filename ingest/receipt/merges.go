package receipt

import (
	"cmp"
	"slices"

	"lvzhi/ingest/sheet"
)

// mostMerges bounds the merged areas of a sheet.
const mostMerges = 5_000

// apart leaves the merged areas that are whole, lie among the rows shown, do
// not overlap (a spreadsheet program calls a file with others damaged) and
// cover no text. Of an excerpt only those of its header stay.
func apart(merges []sheet.Merge, v view, header int) []sheet.Merge {
	bottom := 0
	if n := len(v.rows); n > 0 {
		bottom = v.rows[n-1].Number
	}
	if v.excerpt {
		bottom = min(bottom, header)
	}
	sorted := slices.Clone(merges)
	slices.SortFunc(sorted, func(a, b sheet.Merge) int {
		return cmp.Or(a.Top-b.Top, a.Left-b.Left, a.Bottom-b.Bottom, a.Right-b.Right)
	})
	var kept, open []sheet.Merge
	for _, m := range sorted {
		if len(kept) == mostMerges {
			break
		}
		if m.Top < 1 || m.Left < 1 || m.Bottom < m.Top || m.Right < m.Left || m.Top == m.Bottom && m.Left == m.Right || m.Bottom > bottom || m.Right > lastColumn {
			continue
		}
		open = slices.DeleteFunc(open, func(o sheet.Merge) bool { return o.Bottom < m.Top })
		if slices.ContainsFunc(open, func(o sheet.Merge) bool { return m.Left <= o.Right && m.Right >= o.Left }) || v.covers(m) {
			continue
		}
		open = append(open, m)
		kept = append(kept, m)
	}
	return kept
}

// covers reports whether a merged area would cover a text beside its own.
func (v view) covers(m sheet.Merge) bool {
	from, _ := slices.BinarySearchFunc(v.rows, m.Top, func(r sheet.Row, number int) int { return r.Number - number })
	for _, row := range v.rows[from:] {
		if row.Number > m.Bottom {
			break
		}
		for c := m.Left - 1; c < min(m.Right, len(row.Cells)); c++ {
			if row.Cells[c] != "" && (row.Number != m.Top || c != m.Left-1) {
				return true
			}
		}
	}
	return false
}
