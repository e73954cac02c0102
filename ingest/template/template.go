// Package template draws the blank workbook a city fills in: the contract's
// columns as its header, lists to choose from, and a sheet that explains each
// column. What it draws comes back through ingest without a question. It
// writes no file itself.
package template

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"lvzhi/contracts"
)

// Form is what stands above the header: who fills it in, for which month.
type Form struct {
	UnitName string // 濮阳市; "" leaves a gap to fill in
	Period   string // YYYY-MM; "" leaves a gap
}

// rows is how far down the lists reach.
const rows = 2000

// Workbook draws the blank form of a dataset.
func Workbook(d contracts.Dataset, form Form) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	sheet := d.Label
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return nil, fmt.Errorf("name sheet: %w", err)
	}
	if err := head(f, sheet, d, form); err != nil {
		return nil, fmt.Errorf("draw header: %w", err)
	}
	for i, field := range d.Stored() {
		if err := column(f, sheet, i+1, field); err != nil {
			return nil, fmt.Errorf("draw column %s: %w", field.Name, err)
		}
	}
	if err := explanation(f, d); err != nil {
		return nil, fmt.Errorf("draw explanation: %w", err)
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "lvzhi", Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"}); err != nil {
		return nil, fmt.Errorf("set properties: %w", err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write template: %w", err)
	}
	return out.Bytes(), nil
}

// title is what ingest reads unit and month from.
func title(d contracts.Dataset, form Form) string {
	unit, month := form.UnitName, "〔　　〕年〔　〕月"
	if unit == "" {
		unit = "〔单位名称〕"
	}
	if len(form.Period) == 7 {
		month = form.Period[:4] + "年" + strings.TrimPrefix(form.Period[5:], "0") + "月"
	}
	return unit + month + d.Label
}

func head(f *excelize.File, sheet string, d contracts.Dataset, form Form) error {
	last, err := excelize.CoordinatesToCellName(len(d.Stored()), 1)
	if err != nil {
		return err
	}
	if err := f.SetCellStr(sheet, "A1", title(d, form)); err != nil {
		return err
	}
	if err := f.MergeCell(sheet, "A1", last); err != nil {
		return err
	}
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}})
	if err != nil {
		return err
	}
	if err := f.SetCellStyle(sheet, "A1", last, style); err != nil {
		return err
	}
	if err := f.SetRowHeight(sheet, 1, 32); err != nil {
		return err
	}
	return f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"})
}

// header is a column's name as printed: required ones carry a star, which
// ingest does not mind.
func header(field contracts.Field) string {
	if field.Required {
		return field.Label + "*"
	}
	return field.Label
}

func column(f *excelize.File, sheet string, number int, field contracts.Field) error {
	name, err := excelize.ColumnNumberToName(number)
	if err != nil {
		return err
	}
	cell := name + "2"
	if err := f.SetCellStr(sheet, cell, header(field)); err != nil {
		return err
	}
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F1EFEA"}},
		Border: []excelize.Border{{Type: "bottom", Color: "8B939D", Style: 1}}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}})
	if err != nil {
		return err
	}
	if err := f.SetCellStyle(sheet, cell, cell, style); err != nil {
		return err
	}
	if err := f.SetColWidth(sheet, name, name, float64(max(10, 2*len([]rune(field.Label))+4))); err != nil {
		return err
	}
	if err := textColumn(f, sheet, name, field); err != nil {
		return err
	}
	return choices(f, sheet, name, field)
}

// textColumn keeps a spreadsheet from turning what is typed into something
// else: a ward's number, a month.
func textColumn(f *excelize.File, sheet, name string, field contracts.Field) error {
	switch field.Type {
	case contracts.Text, contracts.Month, contracts.Unit:
		style, err := f.NewStyle(&excelize.Style{NumFmt: 49})
		if err != nil {
			return err
		}
		return f.SetCellStyle(sheet, name+"3", fmt.Sprintf("%s%d", name, rows), style)
	}
	return nil
}

// choices puts a list beside columns that take only certain words.
func choices(f *excelize.File, sheet, name string, field contracts.Field) error {
	words := options(field)
	if len(words) == 0 {
		return nil
	}
	list := excelize.NewDataValidation(true)
	list.Sqref = fmt.Sprintf("%s3:%s%d", name, name, rows)
	if err := list.SetDropList(words); err != nil {
		return err
	}
	return f.AddDataValidation(sheet, list)
}

// options are the words of a code, one for each value, or of a flag.
func options(field contracts.Field) []string {
	if field.Type == contracts.Flag {
		return []string{"是", "否"}
	}
	var words []string
	for _, value := range slices.Sorted(maps.Keys(field.Values)) {
		word := value
		if spoken := field.Values[value]; len(spoken) > 0 && isCode(value) {
			word = spoken[0]
		}
		words = append(words, word)
	}
	return words
}

// isCode tells a stored code (in_office) from a word that stands for itself
// (男).
func isCode(value string) bool {
	return strings.IndexFunc(value, func(r rune) bool { return r > 'z' }) < 0
}
