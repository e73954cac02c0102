package receipt

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
)

// mirror is where a page of the sender's came to stand in the receipt.
type mirror struct {
	page  string // its own name
	sheet string // its name here; "" when it is not shown
	marks marks  // as the problems have them
	part  bool
}

// shows reports whether a row can be jumped to.
func (m mirror) shows(row int) bool {
	return m.sheet != "" && row <= lastRow && (!m.part || m.marks.near(row))
}

// mostPages bounds the sheets of a receipt.
const mostPages = 250

// mirrors draws the sender's sheets.
func (d *drawing) mirrors() ([]mirror, error) {
	byPage := d.problemsByPage()
	names := newNames()
	var all []mirror
	var left []string
	for i, p := range d.slip.Pages {
		name, _ := check.Scrub(p.Name)
		m := mirror{page: name, marks: marksOf(byPage[i])}
		if i >= mostPages || d.left.cells <= 0 || d.left.text <= 0 {
			left = append(left, name)
			all = append(all, m)
			continue
		}
		if err := d.mirror(p, &m, names); err != nil {
			return nil, fmt.Errorf("draw sheet %q: %w", name, err)
		}
		all = append(all, m)
	}
	if len(left) > 0 {
		return all, d.sayLeft(left, names)
	}
	return all, nil
}

// sayLeft names the sheets there was no room for, on a sheet that is marked as
// a part: a receipt that lacks some may not come back as the whole.
func (d *drawing) sayLeft(left []string, names *names) error {
	d.note("文件很大，有%d个工作表没有附在回执里。请改原来的文件，不要报送这份回执。", len(left))
	name := names.of("没有附上的表", true)
	if _, err := d.NewSheet(name); err != nil {
		return err
	}
	w, err := d.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, text := range append([]string{"下面的工作表没有附在回执里，请改原来的文件："}, left...) {
		if err := w.SetRow(sheet.Address(0, i+1), []any{excelize.Cell{StyleID: d.look.ownNote, Value: letter.Plain(text)}}); err != nil {
			return err
		}
	}
	return w.Flush()
}

// problemsByPage sorts the problems to the pages they are on, by name; where
// there is only one page, those without a name are on it.
func (d *drawing) problemsByPage() map[int][]check.Problem {
	byName := map[string]int{}
	for i, p := range d.slip.Pages {
		name, _ := check.Scrub(p.Name)
		if _, twice := byName[name]; !twice {
			byName[name] = i
		}
	}
	sorted := map[int][]check.Problem{}
	for _, p := range d.slip.Problems {
		i, known := byName[p.Sheet]
		if !known && len(d.slip.Pages) == 1 {
			i, known = 0, true
		}
		if known {
			sorted[i] = append(sorted[i], p)
		}
	}
	return sorted
}

// mirror draws one sheet of the sender's.
func (d *drawing) mirror(p Page, m *mirror, names *names) error {
	v, err := gather(p, m.marks, size{min(largestSheet.cells, d.left.cells), min(largestSheet.text, d.left.text)})
	if err != nil {
		return err
	}
	d.left.cells -= v.size.cells
	d.left.text -= v.size.text
	if len(v.rows) == 0 && len(m.marks.at) == 0 {
		return nil
	}
	m.part, m.sheet = v.excerpt, names.of(p.Name, v.excerpt)
	if _, err := d.NewSheet(m.sheet); err != nil {
		return err
	}
	if p.Hidden {
		if err := d.SetSheetVisible(m.sheet, false); err != nil {
			return err
		}
	}
	s := mirrored{drawing: d, name: m.sheet, page: p, view: v, marks: m.marks}
	s.merges = apart(p.Merges, v, p.Header[1])
	d.colours = d.colours || len(m.marks.at) > 0
	s.marks.settle(v, s.merges)
	if err := s.before(); err != nil {
		return err
	}
	return s.stream()
}

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
		if !shown[at.row] || at.column >= 16_384 {
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
		width = max(width, min(column, 16_383)+1)
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

// note adds a remark to the summary, once.
func (d *drawing) note(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(d.notes, text) {
		d.notes = append(d.notes, text)
	}
}

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
		if m.Top < 1 || m.Left < 1 || m.Bottom < m.Top || m.Right < m.Left || m.Top == m.Bottom && m.Left == m.Right || m.Bottom > bottom || m.Right > 16_384 {
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
