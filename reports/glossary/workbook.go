package glossary

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// widths of the printed list's columns, in characters.
var widths = []float64{20, 26, 22, 8, 10, 46, 22, 22, 34, 34, 40, 40}

// The sheets of the workbook.
const (
	tablesSheet  = "表"
	columnsSheet = "列"
)

// Workbook is the dictionary as an Excel file: its tables, and all columns in
// one list that can be filtered.
func Workbook(tables []Table) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", tablesSheet); err != nil {
		return nil, fmt.Errorf("make dictionary: %w", err)
	}
	if _, err := f.NewSheet(columnsSheet); err != nil {
		return nil, fmt.Errorf("make dictionary: %w", err)
	}
	about := [][]string{}
	columns := [][]string{}
	for _, t := range tables {
		about = append(about, []string{t.View, t.Name, t.About, strings.Join(t.Grain, "、"), fmt.Sprint(len(t.Columns))})
		for _, c := range t.Columns {
			columns = append(columns, t.line(c))
		}
	}
	for _, s := range []struct {
		name   string
		head   []string
		widths []float64
		lines  [][]string
	}{
		{tablesSheet, []string{"中文名", "表名", "内容", "每行是", "列数"}, []float64{24, 32, 60, 50, 8}, about},
		{columnsSheet, heads, widths, columns},
	} {
		if err := fill(f, s.name, s.head, s.widths, s.lines); err != nil {
			return nil, fmt.Errorf("make dictionary: sheet %s: %w", s.name, err)
		}
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write dictionary: %w", err)
	}
	return out.Bytes(), nil
}

// fill writes one list with a head that stays in sight and prints on every
// page.
func fill(f *excelize.File, sheet string, head []string, widths []float64, lines [][]string) error {
	headed, plain, err := styles(f)
	if err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(len(head))
	if err != nil {
		return err
	}
	for i, w := range widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(sheet, name, name, w); err != nil {
			return err
		}
	}
	for i, line := range append([][]string{head}, lines...) {
		for j, text := range line {
			at, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				return err
			}
			if err := f.SetCellStr(sheet, at, text); err != nil {
				return err
			}
		}
	}
	if err := f.SetCellStyle(sheet, "A1", last+"1", headed); err != nil {
		return err
	}
	if err := f.SetCellStyle(sheet, "A2", fmt.Sprintf("%s%d", last, len(lines)+1), plain); err != nil {
		return err
	}
	return finish(f, sheet, last, len(lines)+1)
}

func finish(f *excelize.File, sheet, last string, rows int) error {
	if err := f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := f.AutoFilter(sheet, fmt.Sprintf("A1:%s%d", last, rows), nil); err != nil {
		return err
	}
	landscape, a4, wide, high := "landscape", 9, 1, 0
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	fit := true
	if err := f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$1:$1", Scope: sheet})
}

func styles(f *excelize.File) (headed, plain int, err error) {
	var grid []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		grid = append(grid, excelize.Border{Type: side, Color: "BFBAB0", Style: 1})
	}
	headed, err = f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true, Family: "宋体", Size: 11}, Border: grid,
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DAD5C9"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
	})
	if err != nil {
		return 0, 0, err
	}
	plain, err = f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Family: "宋体", Size: 10}, Border: grid, NumFmt: 49,
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
	})
	return headed, plain, err
}
