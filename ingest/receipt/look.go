package receipt

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/check"
)

// look are the styles of the workbook. A returned cell is filled, bold and
// framed, a cell with a remark hatched: they differ on a black-and-white
// printout too.
type look struct {
	title, label, value, head, text, link, step, remark int
	cell, ownHead, ownTitle, ownNote, left              int
	errors, warnings                                    int
}

func (l look) fault(s check.Severity) int {
	if s == check.Error {
		return l.errors
	}
	return l.warnings
}

// asText keeps a spreadsheet from making a number, a date or a formula of
// what is typed.
const asText = 49

func frame(colour string, style int) []excelize.Border {
	var all []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		all = append(all, excelize.Border{Type: side, Color: colour, Style: style})
	}
	return all
}

func fill(pattern int, colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: pattern, Color: []string{colour}}
}

const (
	thin, medium   = 1, 2
	solid, hatched = 1, 14
)

func styles(f *excelize.File) (look, error) {
	var l look
	wrap := &excelize.Alignment{WrapText: true, Vertical: "center", Horizontal: "left"}
	middle := &excelize.Alignment{WrapText: true, Vertical: "center", Horizontal: "center"}
	grid := frame("BFBAB0", thin)
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&l.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 18}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}}},
		{&l.label, excelize.Style{Alignment: wrap, Border: grid, Fill: fill(solid, "F1EFEA")}},
		{&l.value, excelize.Style{Alignment: wrap, Border: grid, NumFmt: asText}},
		{&l.head, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: middle, Border: grid, Fill: fill(solid, "F1EFEA")}},
		{&l.text, excelize.Style{Alignment: wrap, Border: grid, NumFmt: asText}},
		{&l.link, excelize.Style{Alignment: wrap, Border: grid, NumFmt: asText, Font: &excelize.Font{Color: "1F4E9E", Underline: "single"}}},
		{&l.step, excelize.Style{Alignment: wrap}},
		{&l.remark, excelize.Style{Font: &excelize.Font{Bold: true, Color: "C00000"}}},
		{&l.cell, excelize.Style{Alignment: wrap, Border: grid, NumFmt: asText}},
		{&l.ownHead, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: middle, Border: grid, Fill: fill(solid, "F1EFEA"), NumFmt: asText}},
		{&l.ownTitle, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "center"}, NumFmt: asText}},
		{&l.ownNote, excelize.Style{Alignment: &excelize.Alignment{Vertical: "center"}, NumFmt: asText}},
		{&l.left, excelize.Style{Font: &excelize.Font{Italic: true, Color: "8B939D"}, Alignment: wrap, Border: grid, NumFmt: asText}},
		{&l.errors, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: wrap, Border: frame("C00000", medium), Fill: fill(solid, "F6B8A8"), NumFmt: asText}},
		{&l.warnings, excelize.Style{Alignment: wrap, Border: grid, Fill: fill(hatched, "EBC868"), NumFmt: asText}},
	} {
		if s.style.Font == nil {
			s.style.Font = &excelize.Font{}
		}
		s.style.Font.Family = "宋体"
		if s.style.Font.Size == 0 {
			s.style.Font.Size = 11
		}
		id, err := f.NewStyle(&s.style)
		if err != nil {
			return l, fmt.Errorf("make style: %w", err)
		}
		*s.id = id
	}
	return l, nil
}

// onPaper puts a sheet on A4, as wide as the page, its header on every page.
func (d *drawing) onPaper(sheet, orientation string, header [2]int) error {
	a4, one, any, fit := 9, 1, 0, true
	if err := d.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := d.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &one, FitToHeight: &any}); err != nil {
		return err
	}
	side, edge, foot := 0.5, 0.75, 0.3 // inches; the library makes those not named zero
	if err := d.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &foot, Footer: &foot}); err != nil {
		return err
	}
	if err := d.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页，共 &N 页"}); err != nil {
		return err
	}
	if header[0] < 1 || header[1] < header[0] {
		return nil
	}
	return d.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted(sheet), header[0], header[1]), Scope: sheet})
}

// quoted is a sheet's name inside a reference.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// halves is the width of a text in half characters.
func halves(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r == '\n':
			return max(n, halves(text[strings.IndexByte(text, '\n')+1:]))
		case r < 0x1100:
			n++
		default:
			n += 2
		}
	}
	return n
}

// lines is how many lines a text takes in a column of a width in half
// characters.
func lines(text string, width int) int {
	n := 0
	for _, line := range strings.Split(text, "\n") {
		n += max(1, (halves(line)+width-1)/width)
	}
	return n
}

// setWidths sets the widths of the columns from A on. The library writes them
// in reverse, and a spreadsheet program wants them in order.
func setWidths(w *excelize.StreamWriter, widths []float64) error {
	for i := len(widths); i > 0; i-- {
		if err := w.SetColWidth(i, i, widths[i-1]); err != nil {
			return err
		}
	}
	return nil
}
