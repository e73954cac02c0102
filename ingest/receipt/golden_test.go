package receipt_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/receipt"
)

var update = flag.Bool("update", false, "write the golden files anew")

// What a clerk sees, cell by cell, stands in testdata/*.golden.
func TestGoldenReceipts(t *testing.T) {
	clean := receipt.Slip{Facts: facts(), Pages: []receipt.Page{votes()}}
	clean.State, clean.Original, clean.Read, clean.Accepted, clean.Skipped = letter.Accepted, letter.Kept, 9, 3, 6
	refused := receipt.Slip{Facts: facts(), Pages: []receipt.Page{page("表", [2]int{}, cells("姓名|家庭住址|手机号"), cells("张三|某路1号|13800001111"), cells("李四|某路2号|短号6677"))}}
	refused.State, refused.UnitName, refused.Unit, refused.Period, refused.Dataset, refused.DatasetLabel = letter.Refused, "", "", "", "", ""
	refused.Problems = []check.Problem{{Rule: "file_refused", Severity: check.Error, Message: "没有找到认识的表头", Remedy: "请使用省里的模板"}}
	asked := 0
	excerpt := receipt.Slip{Facts: facts(), Pages: []receipt.Page{long(6000, &asked)}}
	excerpt.State, excerpt.Read, excerpt.Accepted, excerpt.Quarantined = letter.Partial, 5999, 5998, 1
	excerpt.Problems = []check.Problem{problem(check.Error, "活动", "B5500", 5500, "activity_date", "impossible_date", "2024年2月30日", "“2024年2月30日”这一天不存在", "请核对")}
	for name, s := range map[string]receipt.Slip{"partial": partial(), "clean": clean, "refused": refused, "excerpt": excerpt} {
		t.Run(name, func(t *testing.T) {
			got := seen(t, opened(t, drawn(t, s)))
			path := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs (go test -run Golden -update writes it anew):\n%s", path, difference(string(want), got))
			}
		})
	}
}

// seen writes a workbook down as a clerk sees it: of every cell its text, its
// colour, where it leads and its comment.
func seen(t *testing.T, f *excelize.File) string {
	t.Helper()
	var b strings.Builder
	for _, name := range f.GetSheetList() {
		visible, err := f.GetSheetVisible(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "== %s", name)
		if !visible {
			b.WriteString(" (hidden)")
		}
		merged, err := f.GetMergeCells(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range merged {
			fmt.Fprintf(&b, " %s:%s", m.GetStartAxis(), m.GetEndAxis())
		}
		b.WriteString("\n")
		comments := map[string]string{}
		list, err := f.GetComments(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			comments[c.Cell] = c.Text
		}
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				seenCell(t, &b, f, name, c+1, r+1, comments)
			}
		}
		if len(comments) > 0 {
			t.Errorf("%s: comments on cells that are not there: %v", name, comments)
		}
	}
	return b.String()
}

func seenCell(t *testing.T, b *strings.Builder, f *excelize.File, name string, column, row int, comments map[string]string) {
	t.Helper()
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		t.Fatal(err)
	}
	text, err := f.GetCellValue(name, cell)
	if err != nil {
		t.Fatal(err)
	}
	if formula, _ := f.GetCellFormula(name, cell); formula != "" {
		t.Errorf("%s!%s is the formula %q", name, cell, formula)
	}
	look := lookOf(t, f, name, cell)
	comment := comments[cell]
	delete(comments, cell)
	if text == "" && look == "" && comment == "" {
		return
	}
	fmt.Fprintf(b, "%s %s", cell, strings.ReplaceAll(text, "\n", "⏎"))
	if look != "" {
		fmt.Fprintf(b, " [%s]", look)
	}
	if linked, target, err := f.GetCellHyperLink(name, cell); err == nil && linked {
		fmt.Fprintf(b, " → %s", target)
	}
	if comment != "" {
		fmt.Fprintf(b, " {%s}", strings.ReplaceAll(comment, "\n", "⏎"))
	}
	b.WriteString("\n")
}

// lookOf names a cell's fill.
func lookOf(t *testing.T, f *excelize.File, name, cell string) string {
	t.Helper()
	id, err := f.GetCellStyle(name, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if style.Fill.Type == "" || len(style.Fill.Color) == 0 {
		return ""
	}
	words := map[string]string{"F6B8A8": "退回", "EBC868": "提示", "F1EFEA": "表头"}
	return words[strings.TrimPrefix(style.Fill.Color[0], "FF")]
}

// difference shows the first lines that differ.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\nwant %s\ngot  %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("want %d lines, got %d", len(w), len(g))
}

func TestSameSlipSameBytes(t *testing.T) {
	first := drawn(t, partial())
	for range 3 {
		if !bytes.Equal(first, drawn(t, partial())) {
			t.Fatal("differs")
		}
	}
}
