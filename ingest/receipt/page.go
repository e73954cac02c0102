package receipt

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
)

// mirrored is one sheet of the sender's in the making.
type mirrored struct {
	*drawing
	name   string
	page   Page
	view   view
	marks  marks
	merges []sheet.Merge
}

// before does what the stream would lose if it came later.
func (s mirrored) before() error {
	faults, hide := "FFC00000", true
	var props excelize.SheetPropsOptions
	if len(s.marks.at) > 0 {
		props.TabColorRGB = &faults
	}
	if s.view.excerpt { // what lies between the rows shown is folded away
		props.ZeroHeight = &hide
	}
	if err := s.SetSheetProps(s.name, &props); err != nil {
		return err
	}
	if err := s.onPaper(s.name, "landscape", s.page.Header); err != nil {
		return err
	}
	area := "A1:" + sheet.Address(max(s.view.widest, 1)-1, max(s.lastNumber(), 1))
	if err := s.AddIgnoredErrors(s.name, area, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	shown := map[int]bool{}
	for _, row := range s.view.rows {
		shown[row.Number] = true
	}
	comments := 0
	for _, at := range s.marks.spots() {
		if comments == mostComments {
			s.note("有问题的格子很多，每个工作表只加%d条批注，其余只涂色；全部原因见“%s”。", mostComments, letter.ProblemSheet)
			break
		}
		if !shown[at.row] || at.column >= lastColumn {
			continue
		}
		text := s.marks.at[at].comment()
		c := excelize.Comment{Cell: sheet.Address(at.column, at.row), Author: letter.SummarySheet, Text: text, Width: 260, Height: uint(24 + 16*lines(text, 32))}
		if err := s.AddComment(s.name, c); err != nil {
			return fmt.Errorf("comment on %s: %w", c.Cell, err)
		}
		comments++
	}
	return nil
}

func (s mirrored) lastNumber() int {
	if len(s.view.rows) == 0 {
		return 0
	}
	return s.view.rows[len(s.view.rows)-1].Number
}

func (s mirrored) stream() error {
	w, err := s.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	if err := s.columns(w); err != nil {
		return err
	}
	for _, row := range s.view.rows {
		if err := w.SetRow(sheet.Address(0, row.Number), s.cells(row), excelize.RowOpts{Hidden: row.Hidden && len(s.marks.columns[row.Number]) == 0}); err != nil {
			return err
		}
	}
	if s.view.excerpt {
		if err := s.sayPart(w); err != nil {
			return err
		}
	}
	for _, m := range s.merges {
		if err := w.MergeCell(sheet.Address(m.Left-1, m.Top), sheet.Address(m.Right-1, m.Bottom)); err != nil {
			return err
		}
	}
	return w.Flush()
}

// columns sets the widths, by what the first rows hold, and what stays in
// sight.
func (s mirrored) columns(w *excelize.StreamWriter) error {
	widths := make([]float64, min(s.view.widest, widestPart))
	for _, row := range s.view.rows[:min(len(s.view.rows), 300)] {
		if row.Number < s.page.Header[0] {
			continue // a title runs over many columns
		}
		if len(row.Cells) == 1 && row.Number > s.page.Header[1] {
			continue // and so does a note
		}
		for i := range min(len(row.Cells), len(widths)) {
			widths[i] = max(widths[i], float64(min(halves(row.Cells[i])+2, 36)))
		}
	}
	for i := range widths {
		widths[i] = max(widths[i], 8)
	}
	if err := setWidths(w, widths); err != nil {
		return err
	}
	if head := s.page.Header[1]; head > 0 && head <= 20 {
		return w.SetPanes(&excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: sheet.Address(0, head+1), ActivePane: "bottomLeft"})
	}
	return nil
}

// cells lays a row out: every cell a text, the marked ones in colour. Blank
// cells under the header are texts too, so that what is filled in stays as
// typed.
func (s mirrored) cells(row sheet.Row) []any {
	width, base := len(row.Cells), s.look.cell
	switch head := s.page.Header; {
	case row.Number < head[0]:
		base = s.look.ownTitle
	case row.Number > head[1] && width == 1: // a note runs on to the right
		base = s.look.ownNote
	case head[1] > 0:
		width = max(width, min(s.view.widest, widestPart))
		if row.Number <= head[1] {
			base = s.look.ownHead
		}
	}
	for _, column := range s.marks.columns[row.Number] {
		width = max(width, min(column+1, lastColumn))
	}
	cells := make([]any, width)
	for i := range cells {
		c := excelize.Cell{StyleID: base}
		text := row.Cell(i)
		if text != "" {
			c.Value = text
		}
		if text == check.Removed {
			c.StyleID = s.look.left
		}
		if k := s.marks.at[spot{row.Number, i}]; k != nil {
			c.StyleID = s.look.fault(k.severity)
		}
		cells[i] = c
	}
	return cells
}

// sayPart says below the rows of an excerpt what it is.
func (s mirrored) sayPart(w *excelize.StreamWriter) error {
	text := "本表行数很多，这里只有表头、有问题的行和它们的上下一行。请改原来的文件，不要报送本页。"
	if s.view.cut || len(s.marks.rows) == mostComments {
		text = "本表行数很多，这里只有表头、前面一部分有问题的行和它们的上下一行，其余见“" + letter.ProblemSheet + "”。请改原来的文件，不要报送本页。"
	}
	s.note("标“节选”的工作表行数很多，只列出了有问题的行。请改原来的文件，不要报送节选。")
	at := min(s.lastNumber()+1, lastRow)
	if at == s.lastNumber() {
		return nil
	}
	return w.SetRow(sheet.Address(0, at), []any{excelize.Cell{StyleID: s.look.remark, Value: text}})
}
