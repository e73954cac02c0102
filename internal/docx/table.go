package docx

// Table is a grid with thin rules. Its first row repeats on every page when
// Header is set.
type Table struct {
	Widths []float64 // millimetres
	Header bool
	Rows   [][]Cell
	Style  Style // of every cell that has none of its own
}

// Cell is one field of a table.
type Cell struct {
	Text  string
	Style *Style // nil: the table's
}

func (t Table) write(w *writer) {
	w.raw(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		w.rawf(`<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
	}
	w.raw(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, width := range t.Widths {
		w.rawf(`<w:gridCol w:w="%d"/>`, twips(width))
	}
	w.raw("</w:tblGrid>")
	for i, row := range t.Rows {
		t.row(w, row, t.Header && i == 0)
	}
	w.raw("</w:tbl>")
}

func (t Table) row(w *writer, cells []Cell, header bool) {
	w.raw("<w:tr><w:trPr><w:cantSplit/>")
	if header {
		w.raw("<w:tblHeader/>")
	}
	w.raw("</w:trPr>")
	for i, width := range t.Widths {
		cell := Cell{}
		if i < len(cells) {
			cell = cells[i]
		}
		style := t.Style
		if cell.Style != nil {
			style = *cell.Style
		}
		w.rawf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>`, twips(width))
		Paragraph{Style: style, Text: cell.Text}.write(w)
		w.raw("</w:tc>")
	}
	w.raw("</w:tr>")
}
