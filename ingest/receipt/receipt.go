// Package receipt turns what became of a file into the workbook that goes
// back to its sender: what was taken, what was not, cell by cell, and how to
// mend it. It writes no file itself and holds no private number: what it is
// given was scrubbed at the door.
package receipt

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/check"
)

// Receipt is what a clerk is told about one file.
type Receipt struct {
	FileName, SHA256                 string
	Status, UnitName, Scope          string // in words
	DatasetLabel, Period, ReceivedOn string
	Read, Accepted, Quarantined      int64
	Skipped, Warnings                int64
	OriginalKept                     bool
	Problems                         []check.Problem
}

// maxProblems bounds the list; the summary says how many there are.
const maxProblems = 20_000

// Workbook draws the receipt.
func Workbook(r Receipt) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", "回执"); err != nil {
		return nil, fmt.Errorf("name summary sheet: %w", err)
	}
	style, err := styles(f)
	if err != nil {
		return nil, err
	}
	if err := summary(f, r, style); err != nil {
		return nil, fmt.Errorf("write summary: %w", err)
	}
	if len(r.Problems) > 0 {
		if err := problems(f, r.Problems, style); err != nil {
			return nil, fmt.Errorf("write problems: %w", err)
		}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "lvzhi", Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"}); err != nil {
		return nil, fmt.Errorf("set properties: %w", err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write receipt: %w", err)
	}
	return out.Bytes(), nil
}

// printable puts a sheet on A4, as wide as the page.
func printable(f *excelize.File, sheet string) error {
	fit, a4, landscape, one, any := true, 9, "landscape", 1, 0
	if err := f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	return f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &one, FitToHeight: &any})
}

type look struct{ title, head, text, fault, remark int }

func styles(f *excelize.File) (look, error) {
	var l look
	border := []excelize.Border{{Type: "bottom", Color: "DCD8D0", Style: 1}}
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top", Horizontal: "left"}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&l.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 16, Family: "宋体"}}},
		{&l.head, excelize.Style{Font: &excelize.Font{Bold: true}, Border: border, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F1EFEA"}}}},
		{&l.text, excelize.Style{Alignment: wrap, Border: border}},
		{&l.fault, excelize.Style{Alignment: wrap, Border: border, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F3E4C8"}}}},
		{&l.remark, excelize.Style{Alignment: wrap, Font: &excelize.Font{Color: "5B6470"}}},
	} {
		id, err := f.NewStyle(&s.style)
		if err != nil {
			return l, fmt.Errorf("make style: %w", err)
		}
		*s.id = id
	}
	return l, nil
}

func summary(f *excelize.File, r Receipt, l look) error {
	const sheet = "回执"
	kept := "原文件没有留存（含个人信息，或未被接收）"
	if r.OriginalKept {
		kept = "原文件已留存"
	}
	lines := [][2]any{
		{"文件", r.FileName}, {"结果", r.Status}, {"报送单位", r.UnitName}, {"范围", r.Scope}, {"数据", r.DatasetLabel}, {"报送期", r.Period},
		{"接收日期", r.ReceivedOn}, {"读到行数", r.Read}, {"接收行数", r.Accepted}, {"退回行数", r.Quarantined},
		{"略过行数（标题、合计、说明、重复）", r.Skipped}, {"提示条数", r.Warnings}, {"文件校验码（SHA-256）", r.SHA256}, {"原文件", kept},
	}
	if err := printable(f, sheet); err != nil {
		return err
	}
	if err := f.SetCellStr(sheet, "A1", "数据接收回执"); err != nil {
		return err
	}
	if err := f.SetCellStyle(sheet, "A1", "A1", l.title); err != nil {
		return err
	}
	for i, line := range lines {
		row := i + 3
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", row), &[]any{line[0], line[1]}); err != nil {
			return err
		}
		if err := f.SetCellStyle(sheet, fmt.Sprintf("A%d", row), fmt.Sprintf("B%d", row), l.text); err != nil {
			return err
		}
	}
	if err := f.SetColWidth(sheet, "A", "A", 34); err != nil {
		return err
	}
	if err := f.SetColWidth(sheet, "B", "B", 70); err != nil {
		return err
	}
	return advice(f, sheet, len(lines)+4, r, l)
}

// advice says in words what to do next.
func advice(f *excelize.File, sheet string, row int, r Receipt, l look) error {
	text := "全部行已接收，不需要再做什么。"
	switch {
	case r.Accepted == 0 && r.Read == 0 && len(r.Problems) > 0:
		last := r.Problems[len(r.Problems)-1]
		text = fmt.Sprintf("文件没有接收：%s。%s。", last.Message, last.Remedy)
	case r.Quarantined > 0:
		text = fmt.Sprintf("有%d行没有接收，原因逐格列在“问题清单”。改好后请把整份文件重新报送，新文件会替换旧文件。", r.Quarantined)
	case r.Warnings > 0:
		text = "全部行已接收。“问题清单”里有提示，请核对，确有错误的改好后重新报送整份文件。"
	}
	if len(r.Problems) > maxProblems {
		text += fmt.Sprintf("问题共%d条，清单只列前%d条。", len(r.Problems), maxProblems)
	}
	if err := f.SetCellStr(sheet, fmt.Sprintf("A%d", row), text); err != nil {
		return err
	}
	if err := f.MergeCell(sheet, fmt.Sprintf("A%d", row), fmt.Sprintf("B%d", row)); err != nil {
		return err
	}
	if err := f.SetRowHeight(sheet, row, 40); err != nil {
		return err
	}
	return f.SetCellStyle(sheet, fmt.Sprintf("A%d", row), fmt.Sprintf("B%d", row), l.remark)
}

var severityWords = map[check.Severity]string{check.Error: "退回", check.Warning: "提示"}

// problemWidths are the widths of the list's columns, in half characters.
var problemWidths = []float64{8, 18, 9, 26, 60, 50}

// height gives a row as many lines as its longest text takes.
func height(p check.Problem) float64 {
	lines := 1
	for i, text := range []string{"", p.Sheet, p.Cell, p.Value, p.Message, p.Remedy} {
		half := 2 * len([]rune(text)) // as if all were Chinese
		lines = max(lines, (half+int(problemWidths[i])-1)/int(problemWidths[i]))
	}
	return 15.5 * float64(min(lines, 20))
}

func problems(f *excelize.File, all []check.Problem, l look) error {
	const sheet = "问题清单"
	if _, err := f.NewSheet(sheet); err != nil {
		return err
	}
	if err := printable(f, sheet); err != nil { // before the stream, or it is lost
		return err
	}
	w, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	for i, width := range problemWidths {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	styled := func(style int, values ...any) []any {
		cells := make([]any, len(values))
		for i, v := range values {
			cells[i] = excelize.Cell{StyleID: style, Value: v}
		}
		return cells
	}
	if err := w.SetRow("A1", styled(l.head, "处理", "工作表", "单元格", "原值", "问题", "怎么改")); err != nil {
		return err
	}
	for i, p := range all[:min(len(all), maxProblems)] {
		style := l.text
		if p.Severity == check.Error {
			style = l.fault
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), styled(style, severityWords[p.Severity], p.Sheet, p.Cell, p.Value, p.Message, p.Remedy), excelize.RowOpts{Height: height(p)}); err != nil {
			return err
		}
	}
	return w.Flush()
}
