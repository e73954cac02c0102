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
	if err := d.links(mirrors); err != nil {
		return err
	}
	w, err := d.NewStreamWriter(name)
	if err != nil {
		return err
	}
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
	if err := w.SetRow("A1", heads, excelize.RowOpts{Height: 22}); err != nil {
		return err
	}
	for i, p := range all {
		texts := []string{letter.SeverityWord(p.Severity), p.Sheet, where(p), p.Value, p.Message, p.Remedy}
		most := 1
		cells := make([]any, len(texts))
		for c, text := range texts {
			text = fits(letter.Plain(text))
			most = max(most, lines(text, int(listWidths[c])))
			style := d.look.text
			switch {
			case c == 0:
				style = d.look.fault(p.Severity)
			case c == 2 && d.target(mirrors, i) != "":
				style = d.look.link
			}
			cells[c] = excelize.Cell{StyleID: style, Value: text}
		}
		if err := w.SetRow(sheet.Address(0, i+2), cells, excelize.RowOpts{Height: 16 * float64(min(most, 20))}); err != nil {
			return err
		}
	}
	return w.Flush()
}

// links makes the third column jump to the cell on the sender's own sheet.
func (d *drawing) links(mirrors []mirror) error {
	for i := range min(len(d.slip.Problems), mostListed) {
		target := d.target(mirrors, i)
		if target == "" {
			continue
		}
		tip := "点一下跳到这一格"
		if err := d.SetCellHyperLink(letter.ProblemSheet, sheet.Address(2, i+2), target, "Location", excelize.HyperlinkOpts{Tooltip: &tip}); err != nil {
			return err
		}
	}
	return nil
}

// target is the cell a problem is about, as a reference; "" where it cannot
// be jumped to.
func (d *drawing) target(mirrors []mirror, i int) string {
	p := d.slip.Problems[i]
	if i >= mostLinks || p.Row <= 0 {
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
