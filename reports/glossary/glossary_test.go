package glossary

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var sample = []Table{{
	Name: "review", View: "述职测评", About: "一次测评 <b>", Grain: []string{"测评记录"},
	Columns: []Column{
		{Name: "review_id", Label: "测评记录", Kind: "文字"},
		{Name: "done_rate", Label: "落实率", Kind: "小数", Unit: "比例", Definition: "落实÷填报", Numerator: "落实数", Denominator: "填报数", Source: "办法"},
		{Name: "mean", Label: "平均数", Kind: "小数", Denominator: "席位数", Apart: "是平均数"},
		{Name: "level", Label: "层级", Kind: "文字", Values: []Value{{"city", "市"}, {"county", "县"}}, Fields: []string{"代表名册·代表层级"}},
	},
}}

func TestWorkbook(t *testing.T) {
	raw, err := Workbook(sample)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(columnsSheet)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 5 || strings.Join(rows[0], " ") != strings.Join(heads, " ") {
		t.Fatalf("rows: %q", rows)
	}
	if got := strings.Join(rows[2], "|"); got != "述职测评|done_rate|落实率|小数|比例|落实÷填报|落实数|填报数||办法" {
		t.Errorf("a rate: %q", got)
	}
	if got := strings.Join(rows[3], "|"); !strings.Contains(got, "是平均数|席位数") {
		t.Errorf("a mean: %q", got)
	}
	if got := strings.Join(rows[4], "|"); !strings.HasSuffix(got, "city=市；county=县|代表名册·代表层级") {
		t.Errorf("a code: %q", got)
	}
	about, err := f.GetRows(tablesSheet)
	if err != nil || len(about) != 2 || about[1][0] != "述职测评" {
		t.Errorf("tables: %q, %v", about, err)
	}
}

func TestPage(t *testing.T) {
	raw, err := Page(sample, "2024-09-30")
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	for _, want := range []string{"1张表，4列；统计截止2024-09-30", "一次测评 &lt;b&gt;", "<b>分子</b> 落实数　<b>分母</b> 填报数", "是平均数", "<code>city</code> 市", `href="#review"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, banned := range []string{"<script", "src=", "https:"} {
		if strings.Contains(page, banned) {
			t.Errorf("the page has %q", banned)
		}
	}
}

func TestCSV(t *testing.T) {
	raw, err := CSV(sample)
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(strings.TrimSpace(string(raw)), "\n"); len(lines) != 5 || !strings.HasPrefix(lines[0], "\uFEFF表,列,中文名") {
		t.Errorf("%q", lines)
	}
}
