// Package template draws the blank workbook a city fills in: the contract's
// columns as its header with a note on each, one example row, lists to choose
// from, and a sheet that explains the columns. What it draws comes back
// through ingest without a question. It writes no file itself.
package template

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"lvzhi/contracts"
)

// Form is what is known beforehand of who fills the form in, and for when.
type Form struct {
	UnitName string   // 濮阳市; "" leaves a gap
	Period   string   // YYYY-MM; "" leaves a gap
	Counties []string // the places of the unit, for its lists; none leaves these columns free
}

// Where things stand on the sheet. The lists reach down to lastRow.
const (
	titleRow   = 1
	noteRow    = 2
	headerRow  = 3
	exampleRow = 4
	firstRow   = 5
	lastRow    = 2004
)

// ExampleMark stands before the example row; ingest passes such a row by.
const ExampleMark = "示例"

// Workbook draws the blank form of a dataset.
func Workbook(d contracts.Dataset, form Form) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	b := blank{File: f, dataset: d, form: form, sheet: d.Label}
	if err := b.draw(); err != nil {
		return nil, fmt.Errorf("draw form of %s: %w", d.Name, err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write form: %w", err)
	}
	return out.Bytes(), nil
}

// blank is a form in the making.
type blank struct {
	*excelize.File
	dataset contracts.Dataset
	form    Form
	sheet   string
	look    look
	lists   map[string]string // field name -> where its list stands on the explanation
}

func (b *blank) draw() error {
	if err := b.SetSheetName("Sheet1", b.sheet); err != nil {
		return err
	}
	var err error
	if b.look, err = styles(b.File); err != nil {
		return err
	}
	if err := b.explanation(); err != nil {
		return fmt.Errorf("explanation: %w", err)
	}
	fields, core := Fields(b.dataset)
	if err := b.numbers(); err != nil {
		return fmt.Errorf("row numbers: %w", err)
	}
	for i, field := range fields {
		if err := b.column(i+2, field, i < core); err != nil {
			return fmt.Errorf("column %s: %w", field.Name, err)
		}
	}
	if err := b.head(fields); err != nil {
		return fmt.Errorf("head: %w", err)
	}
	if err := b.onPaper(fields); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	return b.SetDocProps(&excelize.DocProperties{Title: b.dataset.Label, Creator: "lvzhi", Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"})
}

// title is what ingest reads unit and month from.
func (b *blank) title() string {
	unit, month := b.form.UnitName, "〔　　〕年〔　〕月"
	if unit == "" {
		unit = "〔单位名称〕"
	}
	if len(b.form.Period) == 7 {
		month = b.form.Period[:4] + "年" + strings.TrimPrefix(b.form.Period[5:], "0") + "月"
	}
	return unit + month + b.dataset.Label
}

const note = "说明：从第5行填起，一行填一条；带 * 的列必须填；深色列名是主要内容，浅色的有就填、没有就空着。第4行是示例，不计入，可以删去。鼠标停在列名上，看这一列怎么填。"

// head writes what stands above the header, over the columns that are in
// sight at once.
func (b *blank) head(fields []contracts.Field) error {
	columns, wide := 1, 0.0
	for _, field := range fields {
		if wide += width(field); wide > screenWidth {
			break
		}
		columns++
	}
	for _, line := range []struct {
		row    int
		text   string
		style  int
		height float64
	}{{titleRow, b.title(), b.look.title, 32}, {noteRow, note, b.look.note, 34}} {
		first, last := address(1, line.row), address(columns, line.row)
		if err := b.SetCellStr(b.sheet, first, line.text); err != nil {
			return err
		}
		if err := b.MergeCell(b.sheet, first, last); err != nil {
			return err
		}
		if err := b.SetCellStyle(b.sheet, first, last, line.style); err != nil {
			return err
		}
		if err := b.SetRowHeight(b.sheet, line.row, line.height); err != nil {
			return err
		}
	}
	return b.SetPanes(b.sheet, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: headerRow, TopLeftCell: address(3, exampleRow), ActivePane: "bottomRight"})
}

// How many half characters stand side by side on a screen, and legibly on a
// printed page.
const (
	screenWidth = 130
	pageWidth   = 190
)

// onPaper puts the form on A4, over as many pages side by side as it takes to
// be read, its header and its names on each.
func (b *blank) onPaper(fields []contracts.Field) error {
	size, orientation, across, any, fit := 9, "landscape", 1, 0, true
	wide := 0.0
	for _, field := range fields {
		wide += width(field)
	}
	across += int(wide) / pageWidth
	if err := b.SetSheetProps(b.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := b.SetPageLayout(b.sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &across, FitToHeight: &any}); err != nil {
		return err
	}
	if err := b.SetHeaderFooter(b.sheet, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页，共 &N 页"}); err != nil {
		return err
	}
	return b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%[1]s'!$A:$B,'%[1]s'!$%[2]d:$%[3]d", b.sheet, titleRow, headerRow), Scope: b.sheet})
}

// address names a cell; column and row count from 1.
func address(column, row int) string {
	letters := ""
	for ; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return fmt.Sprintf("%s%d", letters, row)
}
