package receipt

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
)

// mostListed bounds the list of problems, mostLinks those that can be jumped
// from.
const (
	mostListed = 20_000
	mostLinks  = 10_000
)

// listWidths are the widths of the list's columns, in half characters.
var listWidths = []float64{8, 18, 9, 26, 56, 46}

// list writes every problem in a row of its own.
func (d *drawing) list(mirrors []mirror) error {
	all := d.slip.Problems
	if len(all) == 0 {
		return nil
	}
	const name = letter.ProblemSheet
	if missing := int64(max(0, len(all)-mostListed)) + d.slip.Unlisted; missing > 0 {
		d.note("问题共%d处，“%s”只列前%d处；改好后重新报送，会列出其余的。", int64(len(all))+d.slip.Unlisted, name, min(len(all), mostListed))
	}
	all = all[:min(len(all), mostListed)]
	// the filter first: the library forgets the sheet's other properties over it
	if err := d.AutoFilter(name, fmt.Sprintf("A1:F%d", len(all)+1), nil); err != nil {
		return err
	}
	if err := d.onPaper(name, "landscape", [2]int{1, 1}); err != nil {
		return err
	}
	linked, err := d.links(mirrors)
	if err != nil {
		return err
	}
	w, err := d.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := d.listHead(w); err != nil {
		return err
	}
	for i, p := range all {
		cells, height := d.listed(p, linked[i])
		if err := w.SetRow(sheet.Address(0, i+2), cells, excelize.RowOpts{Height: height}); err != nil {
			return err
		}
	}
	return w.Flush()
}

func (d *drawing) listHead(w *excelize.StreamWriter) error {
	if err := setWidths(w, listWidths); err != nil {
		return err
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	var heads []any
	for _, text := range letter.ProblemHeads() {
		heads = append(heads, excelize.Cell{StyleID: d.look.head, Value: text})
	}
	return w.SetRow("A1", heads, excelize.RowOpts{Height: 22})
}

// listed lays a problem out as a row, as high as its longest text.
func (d *drawing) listed(p check.Problem, linked bool) (cells []any, height float64) {
	most := 1
	for c, text := range []string{letter.SeverityWord(p.Severity), p.Sheet, where(p), p.Value, p.Message, p.Remedy} {
		text = fits(letter.Plain(text))
		most = max(most, lines(text, int(listWidths[c])))
		style := d.look.text
		switch {
		case c == 0:
			style = d.look.fault(p.Severity)
		case c == 2 && linked:
			style = d.look.link
		}
		cells = append(cells, excelize.Cell{StyleID: style, Value: text})
	}
	return cells, 16 * float64(min(most, 20))
}

// links makes the third column jump to the cell on the sender's own sheet; it
// says which problems can be jumped from, by their place in the list.
func (d *drawing) links(mirrors []mirror) (map[int]bool, error) {
	linked := map[int]bool{}
	for i, p := range d.slip.Problems[:min(len(d.slip.Problems), mostLinks)] {
		to := target(p, mirrors)
		if to == "" {
			continue
		}
		tip := "点一下跳到这一格"
		if err := d.SetCellHyperLink(letter.ProblemSheet, sheet.Address(2, i+2), to, "Location", excelize.HyperlinkOpts{Tooltip: &tip}); err != nil {
			return nil, err
		}
		linked[i] = true
	}
	return linked, nil
}

// target is the cell a problem is about, as a reference; "" where it cannot
// be jumped to.
func target(p check.Problem, mirrors []mirror) string {
	if p.Row <= 0 {
		return ""
	}
	for _, m := range mirrors {
		if m.page == p.Sheet || len(mirrors) == 1 {
			if !m.shows(p.Row) {
				return ""
			}
			return quoted(m.sheet) + "!" + sheet.Address(max(spotOf(p).column, 0), p.Row)
		}
	}
	return ""
}

// where names the cell, or the row where no cell is at fault.
func where(p check.Problem) string {
	if p.Cell == "" && p.Row > 0 {
		return fmt.Sprintf("第%d行", p.Row)
	}
	return p.Cell
}
