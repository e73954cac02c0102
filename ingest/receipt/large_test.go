package receipt_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/receipt"
	"lvzhi/ingest/sheet"
)

// A long sheet is not held, and read no further than its last fault.
func TestLongSheet(t *testing.T) {
	asked := 0
	s := receipt.Slip{Facts: facts(), Pages: []receipt.Page{long(3_000_000, &asked)}}
	if f := opened(t, drawn(t, s)); !slices.Contains(f.GetSheetList(), "活动（节选）") {
		t.Errorf("sheets %v", f.GetSheetList())
	}
	if asked > letter.LongSheet+2 {
		t.Errorf("read on to row %d", asked)
	}
	s.Quarantined, s.Read = 1, 1
	s.Problems = []check.Problem{problem(check.Error, "活动", "B2000000", 2_000_000, "", "not_a_date", "x", "不是日期", "请改")} // further down than a sheet reaches
	if drawn(t, s); asked > letter.LongSheet+2 {
		t.Errorf("read on to row %d", asked)
	}
	s.Problems = []check.Problem{problem(check.Error, "活动", "B900000", 900_000, "", "not_a_date", "x", "不是日期", "请改")}
	raw := drawn(t, s)
	if asked > 900_002 {
		t.Errorf("read on to row %d", asked)
	}
	tables := read(t, raw)
	if len(tables) != 1 || !letter.Excerpt(tables[0].Name) {
		t.Fatalf("%d sheets", len(tables))
	}
	rows := rowsOf(t, tables[0])
	if len(rows) != 5 || rows[900_000][0] != "代表900000" || !strings.Contains(rows[900_002][0], "不要报送本页") {
		t.Errorf("rows %v", rows)
	}
}

// Beyond what anyone reads cells are still coloured, and the receipt says so.
func TestManyFaults(t *testing.T) {
	lines := [][]string{{"姓名", "票数"}}
	s := receipt.Slip{Facts: facts()}
	for i := range 4_000 {
		lines = append(lines, []string{"代表", "x"})
		s.Problems = append(s.Problems, problem(check.Error, "表", fmt.Sprint("B", i+2), i+2, "", "not_a_number", "x", "“x”不是数字", "请填写数字"))
	}
	s.Pages = []receipt.Page{page("表", [2]int{1, 1}, lines...)}
	s.Read, s.Quarantined, s.Unlisted = 4_000, 4_000, 7
	f := opened(t, drawn(t, s))
	comments, err := f.GetComments("表")
	if err != nil || len(comments) != 2_000 || comments[0].Cell != "B2" || comments[1_999].Cell != "B2001" {
		t.Errorf("%d comments, %v", len(comments), err)
	}
	if got := lookOf(t, f, "表", "B4001"); got != "退回" {
		t.Errorf("last fault is %q", got)
	}
	summary := fmt.Sprint(f.GetRows("回执"))
	for _, want := range []string{"每个工作表只加2000条批注", "问题共4007处"} {
		if !strings.Contains(summary, want) {
			t.Errorf("%q is not in %s", want, summary)
		}
	}
}

// Of an excerpt only what it shows can be jumped to.
func TestLinksLeadToWhatIsShown(t *testing.T) {
	asked := 0
	s := receipt.Slip{Facts: facts(), Pages: []receipt.Page{long(20_000, &asked)}}
	for i := range 2_500 {
		s.Problems = append(s.Problems, problem(check.Error, "活动", fmt.Sprint("B", 5*i+10), 5*i+10, "", "not_a_date", "x", "不是日期", "请改"))
	}
	f := opened(t, drawn(t, s))
	for row, want := range map[int]bool{2: true, 2_001: true, 2_002: false, 2_501: false} {
		if linked, target, err := f.GetCellHyperLink("问题清单", fmt.Sprint("C", row)); err != nil || linked != want {
			t.Errorf("row %d leads to %q, %v", row, target, err)
		}
	}
}

// A sheet too wide to be shown whole becomes an excerpt too.
func TestWideSheet(t *testing.T) {
	for columns, rows := range map[int]int{2_000: 250, 20_000: 1} { // the second is wider than any spreadsheet
		lines := make([][]string, rows)
		for i := range lines {
			lines[i] = slices.Repeat([]string{"x"}, columns)
		}
		s := receipt.Slip{Facts: facts(), Pages: []receipt.Page{page("宽", [2]int{1, 1}, lines...)}}
		s.Problems = []check.Problem{problem(check.Error, "宽", sheet.Address(columns-1, 1), 1, "", "r", "x", "不是数字", "请改")}
		tables := read(t, drawn(t, s))
		if len(tables) != 1 || !letter.Excerpt(tables[0].Name) || tables[0].Head[0].Cell(255) != "x" || tables[0].Head[0].Cell(256) != "" {
			t.Fatalf("%d sheets of %d columns", len(tables), columns)
		}
	}
}

// A receipt that lacks some sheets cannot be taken for the whole.
func TestMoreSheetsThanFit(t *testing.T) {
	s := receipt.Slip{Facts: facts()}
	for i := range 252 {
		s.Pages = append(s.Pages, page(fmt.Sprint("表", i), [2]int{}, []string{"x"}))
	}
	tables := read(t, drawn(t, s))
	last := tables[len(tables)-1]
	if len(tables) != 251 || !letter.Excerpt(last.Name) || fmt.Sprint(rowsOf(t, last)[3]) != "[表251]" {
		t.Errorf("%d sheets, the last is %s: %v", len(tables), last.Name, rowsOf(t, last))
	}
}
