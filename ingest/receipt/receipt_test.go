package receipt_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/check"
	"lvzhi/ingest/receipt"
)

func drawn(t *testing.T, r receipt.Receipt) *excelize.File {
	t.Helper()
	raw, err := receipt.Workbook(r)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func text(t *testing.T, f *excelize.File, sheet string) string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join(r, "|") + "\n")
	}
	return b.String()
}

var fault = check.Problem{Sheet: "范县", Cell: "D7", Row: 7, Severity: check.Error, Value: "51", Message: "收回票数多于发出票数", Remedy: "请核对"}

// What the clerk is told to do follows from what became of the file.
func TestAdvice(t *testing.T) {
	hint := fault
	hint.Severity = check.Warning
	for want, r := range map[string]receipt.Receipt{
		"不需要再做什么":            {Read: 2, Accepted: 2},
		"有1行没有接收":            {Read: 2, Accepted: 1, Quarantined: 1, Problems: []check.Problem{fault}},
		"里有提示，请核对":           {Read: 2, Accepted: 2, Warnings: 1, Problems: []check.Problem{hint}},
		"文件没有接收：收回票数多于发出票数。": {Problems: []check.Problem{fault}},
	} {
		if got := text(t, drawn(t, r), "回执"); !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
}

func TestEachProblemStandsInItsRow(t *testing.T) {
	f := drawn(t, receipt.Receipt{Read: 1, Quarantined: 1, Problems: []check.Problem{fault}})
	if got := text(t, f, "问题清单"); !strings.Contains(got, "退回|范县|D7|51|收回票数多于发出票数|请核对") {
		t.Errorf("got %s", got)
	}
}

func TestFormulasAreText(t *testing.T) {
	evil := check.Problem{Sheet: "=1", Cell: "+1", Value: "=1+1", Message: "@SUM(A1)", Remedy: "-1"}
	f := drawn(t, receipt.Receipt{FileName: "=cmd()", Status: "+1", Problems: []check.Problem{evil}})
	for sheet, cells := range map[string][]string{"回执": {"B3", "B4"}, "问题清单": {"B2", "C2", "D2", "E2", "F2"}} {
		for _, cell := range cells {
			formula, _ := f.GetCellFormula(sheet, cell)
			value, _ := f.GetCellValue(sheet, cell)
			if formula != "" || value == "" {
				t.Errorf("%s!%s: formula %q, value %q", sheet, cell, formula, value)
			}
		}
	}
}

// A list longer than anyone reads is cut, and says so.
func TestLongListIsCut(t *testing.T) {
	problems := make([]check.Problem, 20_001)
	for i := range problems {
		problems[i] = fault
	}
	f := drawn(t, receipt.Receipt{Read: 1, Quarantined: 1, Problems: problems})
	if got := text(t, f, "回执"); !strings.Contains(got, fmt.Sprintf("问题共%d条", len(problems))) {
		t.Errorf("got %s", got)
	}
}

func TestSameReceiptSameBytes(t *testing.T) {
	r := receipt.Receipt{FileName: "x", Read: 1, Quarantined: 1, Problems: []check.Problem{fault}}
	first, err := receipt.Workbook(r)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, err := receipt.Workbook(r)
		if err != nil || !bytes.Equal(first, again) {
			t.Fatalf("differs, %v", err)
		}
	}
}
