package drift

import (
	"fmt"
	"strings"
	"testing"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
	"lvzhi/ingest/sheet"
)

// votes is a contract that stands still.
func votes() contracts.Dataset {
	field := func(name, label string, kind contracts.Type, headers ...string) contracts.Field {
		return contracts.Field{Name: name, Label: label, Type: kind, Headers: headers}
	}
	id := field("id_card", "身份证号", contracts.Text)
	id.Privacy = contracts.Identifier
	return contracts.Dataset{Name: "votes", Label: "述职满意度测评", Fields: []contracts.Field{
		field("deputy_name", "姓名", contracts.Text, "代表姓名"), field("county_code", "县区", contracts.Unit), field("review_date", "述职日期", contracts.Date, "测评日期"),
		field("issued", "发出票数", contracts.Integer, "发出票"), field("returned", "收回票数", contracts.Integer, "收回票"), field("valid", "有效票数", contracts.Integer, "有效票"),
		field("satisfied", "满意票数", contracts.Integer, "满意"), field("basic", "基本满意票数", contracts.Integer, "基本满意"), field("dissatisfied", "不满意票数", contracts.Integer, "不满意"), id,
	}}
}

// columns are headers as the recogniser takes them, with the values below.
func columns(t *testing.T, headers ...string) []Column {
	t.Helper()
	d := votes()
	var all []Column
	for i, h := range headers {
		header, values, _ := strings.Cut(h, "=")
		field, private := check.Meaning(d, header)
		if private {
			continue
		}
		c := Column{Header: header, Field: field, sheet: "表1", cell: fmt.Sprintf("%c3", 'A'+i)}
		if values != "" {
			c.kind = kindOf(strings.Fields(values))
		}
		all = append(all, c)
	}
	return all
}

func told(problems []check.Problem) string {
	var lines []string
	for _, p := range problems {
		if p.Severity != check.Warning {
			lines = append(lines, "NOT A WARNING")
		}
		lines = append(lines, strings.TrimSpace(p.Rule+" "+p.Cell+" "+p.Message))
	}
	return strings.Join(lines, "\n")
}

func TestWhatChangedIsSaid(t *testing.T) {
	before := columns(t, "姓名", "县区", "述职日期", "发出票", "有效票", "满意", "基本满意", "不满意", "备注甲")
	for name, c := range map[string]struct {
		now  []Column
		want string
	}{
		"nothing":                         {before, ""},
		"another order":                   {columns(t, "县区", "姓名", "述职日期", "有效票", "发出票", "满意", "基本满意", "不满意", "备注甲"), ""},
		"other words for the same fields": {columns(t, "代表姓名", "县区", "测评日期", "发出票数", "有效票数", "满意票数", "基本满意", "不满意", "备注甲"), ""},
		"a field more":                    {columns(t, "姓名", "县区", "述职日期", "发出票", "收回票", "有效票", "满意", "基本满意", "不满意", "备注甲"), ""},
		"an unknown one is gone":          {columns(t, "姓名", "县区", "述职日期", "发出票", "有效票", "满意", "基本满意", "不满意"), ""},
		"a private one more":              {columns(t, "姓名", "身份证号", "县区", "述职日期", "发出票", "有效票", "满意", "基本满意", "不满意", "备注甲"), ""},
		"an unknown one more": {columns(t, "姓名", "县区", "述职日期", "发出票", "有效票", "满意", "基本满意", "不满意", "备注甲", "驻站次数=3 4 5"),
			"new_column J3 濮阳市2024年10月新增列“驻站次数”，约定里没有，内容已原样保留"},
		"one gone": {columns(t, "姓名", "县区", "述职日期", "发出票", "满意", "基本满意", "不满意", "备注甲"),
			"missing_column  濮阳市2024年10月没有“有效票”这一列（有效票数），上一份里有"},
		"one renamed in its place": {columns(t, "姓名", "县区", "述职日期", "发出票", "有效选票=44 45", "满意", "基本满意", "不满意", "备注甲"),
			"renamed_column E3 濮阳市2024年10月没有“有效票”这一列（有效票数），多了“有效选票”，像是改了名；没有自行采用，内容已原样保留"},
		"one renamed and moved": {columns(t, "姓名", "县区", "述职日期", "发出票", "满意", "基本满意", "不满意", "备注甲", "有效选票=44 45"),
			"renamed_column I3 濮阳市2024年10月没有“有效票”这一列（有效票数），多了“有效选票”，像是改了名；没有自行采用，内容已原样保留"},
		"alike, but its values are words": {columns(t, "姓名", "县区", "述职日期", "发出票", "有效选票=是 否 是", "满意", "基本满意", "不满意", "备注甲"),
			"new_column E3 濮阳市2024年10月新增列“有效选票”，约定里没有，内容已原样保留\nmissing_column  濮阳市2024年10月没有“有效票”这一列（有效票数），上一份里有"},
		"in its place, but nothing alike": {columns(t, "姓名", "县区", "述职日期", "发出票", "驻站次数=3 4", "满意", "基本满意", "不满意", "备注甲"),
			"new_column E3 濮阳市2024年10月新增列“驻站次数”，约定里没有，内容已原样保留\nmissing_column  濮阳市2024年10月没有“有效票”这一列（有效票数），上一份里有"},
		"one new for two that are gone": {columns(t, "姓名", "县区", "述职日期", "发出票", "有效票", "基本满意的=3", "不满意", "备注甲"),
			"renamed_column F3 濮阳市2024年10月没有“基本满意”这一列（基本满意票数），多了“基本满意的”，像是改了名；没有自行采用，内容已原样保留\n" +
				"missing_column  濮阳市2024年10月没有“满意”这一列（满意票数），上一份里有"},
		"two renamed, each once": {columns(t, "姓名", "县区", "述职日期", "发出的选票=50", "有效选票=44", "满意", "基本满意", "不满意", "备注甲"),
			"renamed_column D3 濮阳市2024年10月没有“发出票”这一列（发出票数），多了“发出的选票”，像是改了名；没有自行采用，内容已原样保留\n" +
				"renamed_column E3 濮阳市2024年10月没有“有效票”这一列（有效票数），多了“有效选票”，像是改了名；没有自行采用，内容已原样保留"},
	} {
		f := File{Dataset: votes(), Unit: "410900", UnitName: "濮阳市", Period: "2024-10"}
		if got := told(Compare(before, c.now, f)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
		if got := Compare(nil, c.now, f); got != nil {
			t.Errorf("%s: said of a first file: %v", name, got)
		}
	}
}

func TestASuggestionNamesTheCommand(t *testing.T) {
	before := columns(t, "姓名", "有效票", "满意")
	now := columns(t, "姓名", `有效"选票=44`, "满意")
	p := Compare(before, now, File{Dataset: votes(), Unit: "410900", UnitName: "濮阳市", Period: "2024-10"})
	if len(p) != 1 || !strings.Contains(p[0].Remedy, `lvzhi contract alias add votes valid "有效选票" --unit 410900`) || p[0].Sheet != "表1" || p[0].Value != `有效"选票` {
		t.Errorf("%+v", p)
	}
}

func TestWhatValuesLookLike(t *testing.T) {
	for text, want := range map[string]kind{
		"": unknown, "3 4 5": number, "３ ４": number, "12票 7票": number, "1,234 5": number, "98% 97.5%": share, "百分之九十": share,
		"2024-09-09 2024年9月9日 20240909": date, "9月9日": date, "2024-09": date, "是 否": words, "3 4 5 6 七": number, "3 四 五": unknown,
	} {
		if got := kindOf(strings.Fields(text)); got != want {
			t.Errorf("%q looks like %q, want %q", text, got, want)
		}
	}
}

func TestColumnsAreThoseThatWereRead(t *testing.T) {
	table := func(name string, lines ...string) sheet.Table {
		var rows []sheet.Row
		for i, line := range lines {
			rows = append(rows, sheet.Row{Number: i + 1, Cells: strings.Split(line, ",")})
		}
		return sheet.NewTable(name, rows)
	}
	long := strings.Repeat("长", 90)
	m, ok := check.Recognise([]sheet.Table{
		table("一", "标题", "序号,姓名,身份证号,满意,驻站次数,备用13712345678,"+long, "1,张三,x,40,3,是,", "2,李四,x,41,4,否,"),
		table("二", "姓名,满意,走访", "王五,40,五户"),
	}, []contracts.Dataset{identified(votes())}, "")
	if !ok {
		t.Fatal("not recognised")
	}
	var got []string
	for _, c := range Columns(m) {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s%s %s %s", c.Header, c.sheet, c.cell, c.Field, c.kind)))
	}
	want := []string{"姓名 一B2 deputy_name words", "满意 一D2 satisfied number", "驻站次数 一E2  number", "备用〔已略去〕 一F2  words",
		strings.Repeat("长", 80) + "… 一G2", "走访 二C1  words"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func identified(d contracts.Dataset) contracts.Dataset {
	d.Identify = [][]string{{"deputy_name"}}
	return d
}
