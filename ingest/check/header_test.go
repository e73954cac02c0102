package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// found lists the fields a sheet's header was read as, private ones in
// brackets, unknown ones as "?".
func found(t *testing.T, name string, tab sheet.Table) (Header, string) {
	t.Helper()
	m, ok := Recognise([]sheet.Table{tab}, []contracts.Dataset{dataset(t, name)}, "")
	if !ok {
		return Header{}, "not found"
	}
	var fields []string
	for _, c := range m.Sheets[0].Header.Columns {
		switch {
		case c.Private:
			fields = append(fields, "(private)")
		case c.Field == nil:
			fields = append(fields, "?"+c.Header)
		default:
			fields = append(fields, c.Field.Name)
		}
	}
	return m.Sheets[0].Header, strings.Join(fields, " ")
}

func TestHeaderIsFound(t *testing.T) {
	data := []string{"1", "张三", "9月9日", "45"}
	merged := table("s",
		[]string{"濮阳市述职满意度测评统计表"}, nil,
		[]string{"姓名", "述职日期", "测评票数（张）", "", "", "满意度", "", "", "", "", "", "", ""},
		[]string{"", "", "发出", "收回", "有效", "满意", "", "基本满意", "", "不满意", "", "弃权", ""},
		[]string{"", "", "", "", "", "票数", "占比", "票数", "占比", "票数", "占比", "票数", "占比"},
		[]string{"张三", "9月9日", "50", "50", "50", "45", "90%", "5", "10%", "0", "0%", "0", "0%"})
	merged.Merges = []sheet.Merge{{Top: 1, Left: 1, Bottom: 1, Right: 13}, {Top: 3, Left: 1, Bottom: 5, Right: 1}, {Top: 3, Left: 2, Bottom: 5, Right: 2}, {Top: 3, Left: 3, Bottom: 3, Right: 5}, {Top: 3, Left: 6, Bottom: 3, Right: 13}, {Top: 4, Left: 3, Bottom: 5, Right: 3}, {Top: 4, Left: 4, Bottom: 5, Right: 4}, {Top: 4, Left: 5, Bottom: 5, Right: 5}, {Top: 4, Left: 6, Bottom: 4, Right: 7}, {Top: 4, Left: 8, Bottom: 4, Right: 9}, {Top: 4, Left: 10, Bottom: 4, Right: 11}, {Top: 4, Left: 12, Bottom: 4, Right: 13}}
	two := table("s", []string{"姓名", "日期", "满意度", "", "总票", ""}, []string{"", "", "票数", "占比", "发出", "收回"}, []string{"张三", "9月9日", "45", "90%", "50", "50"})
	two.Merges = []sheet.Merge{{Top: 1, Left: 3, Bottom: 1, Right: 4}, {Top: 1, Left: 5, Bottom: 1, Right: 6}, {Top: 1, Left: 1, Bottom: 2, Right: 1}, {Top: 1, Left: 2, Bottom: 2, Right: 2}}
	for name, c := range map[string]struct {
		table       sheet.Table
		top, bottom int // spreadsheet rows
		want        string
	}{
		"first row": {table("s", []string{"序号", "姓名", "述职日期", "满意"}, data), 1, 1, "?序号 deputy_name review_date satisfied"},
		"under titles, far down": {table("s", append(append([][]string{{"标题"}}, make([][]string, 30)...), []string{"序号", "姓名", "述职日期", "满意"}, data)...), 32, 32,
			"?序号 deputy_name review_date satisfied"},
		"breaks, blanks, width, units": {table("s", []string{"姓\n名", "述职\r\n时　间", "满意票数（票）", "满意率%", "弃权（张）*"}, data), 1, 1,
			"deputy_name review_date satisfied satisfaction_rate_reported abstain"},
		"any order":                           {table("s", []string{"满意", "不满意", "述职日期", "代表姓名"}, data), 1, 1, "satisfied dissatisfied review_date deputy_name"},
		"three rows, merged":                  {merged, 3, 5, "deputy_name review_date issued returned valid satisfied satisfaction_rate_reported basic basic_rate_reported dissatisfied dissatisfied_rate_reported abstain abstain_rate_reported"},
		"parent of one kind":                  {two, 1, 2, "deputy_name review_date ?满意度/票数 satisfaction_rate_reported issued returned"},
		"a field twice":                       {table("s", []string{"姓名", "日期", "满意", "满意"}, data), 1, 1, "deputy_name review_date satisfied ?满意"},
		"private":                             {table("s", []string{"姓名", "日期", "满意", "身份证号", "联系人手机", "户籍地址"}, data), 1, 1, "deputy_name review_date satisfied (private) (private) (private)"},
		"a name column that speaks of phones": {table("s", []string{"姓名（电话）", "日期", "满意"}, data), 1, 1, "deputy_name review_date satisfied"},
		"nothing":                             {table("s", []string{"甲", "乙"}, []string{"姓名", "3"}), 0, 0, "not found"},
	} {
		t.Run(name, func(t *testing.T) {
			h, got := found(t, "votes", c.table)
			if got != c.want {
				t.Fatalf("got  %s\nwant %s", got, c.want)
			}
			if c.top > 0 && (c.table.Head[h.Top].Number != c.top || c.table.Head[h.Bottom].Number != c.bottom) {
				t.Errorf("rows %d to %d, want %d to %d", c.table.Head[h.Top].Number, c.table.Head[h.Bottom].Number, c.top, c.bottom)
			}
		})
	}
}

func TestDatasetIsRecognised(t *testing.T) {
	all, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	for want, header := range map[string][]string{
		"votes":       {"姓名", "述职日期", "发出票数", "收回票数", "满意", "基本满意", "不满意"},
		"scores":      {"姓名", "年度", "基础分", "加分", "扣分", "总分", "等次"},
		"roster":      {"姓名", "性别", "出生年月", "代表团", "当选日期"},
		"nominations": {"姓名", "出生年月", "是否继续提名", "未提名原因"},
		"summary":     {"县（市、区）", "代表总数", "述职代表数", "场次", "满意率"},
	} {
		m, ok := Recognise([]sheet.Table{table("s", header, make([]string, len(header)))}, all, "")
		if !ok || m.Dataset.Name != want {
			t.Errorf("%v is %q, want %s", header, m.Dataset.Name, want)
		}
	}
}

// A sheet as wide as a spreadsheet goes, full of merged areas, is no reason
// to stand still.
func TestHostileHeader(t *testing.T) {
	wide := make([]string, 16384)
	for i := range wide {
		wide[i] = "满意"
	}
	var rows [][]string
	for range 70 {
		rows = append(rows, wide)
	}
	tab := table("s", rows...)
	for i := range 50_000 {
		tab.Merges = append(tab.Merges, sheet.Merge{Top: 1, Left: i%16384 + 1, Bottom: 1 << 20, Right: i%16384 + 1})
	}
	all, _ := contracts.Datasets()
	if m, ok := Recognise([]sheet.Table{tab}, all, ""); ok {
		if _, err := Rows(m, puyang(t), &gathered{}); err != nil {
			t.Fatal(err)
		}
	}
}

// Reasons of leave and what tells of health or family are read only where a
// contract asks for them.
func TestPersonalColumns(t *testing.T) {
	header := append(slices.Clone(votesHeader), "请假原因", "健康状况", "活动形式")
	r := readAs(t, "votes", puyang(t), table("s", header, append(vote(), "因病住院", "高血压", "座谈")))
	if len(r.PrivateColumns) != 2 || len(r.Accepted) != 1 || len(r.Accepted[0].Extra) != 1 || !r.Tally.Private && len(r.PrivateColumns) == 0 {
		t.Errorf("%v, %+v", r.PrivateColumns, r.Accepted)
	}
	a := readAs(t, "activities", puyang(t), table("s", []string{"姓名", "活动日期", "活动名称", "请假原因"}, []string{"张三", "9月9日", "视察", "因患胃癌住院"}, []string{"李四", "9月9日", "视察", "未批准"}, []string{"王五", "9月9日", "视察", "阑尾手术"}))
	for i, want := range []any{"requested", "refused", nil} {
		if got := value(t, "activities", a.Accepted[i], "leave"); got != want {
			t.Errorf("row %d: %v, want %v", i, got, want)
		}
	}
	for _, p := range a.Problems {
		if strings.Contains(p.Value+p.Message, "手术") || strings.Contains(p.Value+p.Message, "胃") {
			t.Errorf("a reason is told: %+v", p)
		}
	}
	if !a.Private {
		t.Error("the original would be kept")
	}
}

// A reason beside its own yes or no, and one that stands in rows above a bad
// one, are told nowhere.
func TestReasonsAreNotTold(t *testing.T) {
	header := []string{"姓名", "活动日期", "活动名称", "是否请假", "请假原因"}
	r := readAs(t, "activities", puyang(t), table("s", header, []string{"张三", "9月9日", "视察", "是", "因癌症住院化疗"}))
	if r.Accepted[0].Extra != nil || len(r.PrivateColumns) != 1 {
		t.Errorf("%v, %v", r.Accepted[0].Extra, r.PrivateColumns)
	}
	row := func(day string) []string { return []string{"张三", day, "视察", "因癌症住院化疗"} }
	r = readAs(t, "activities", puyang(t), table("s", []string{"姓名", "活动日期", "活动名称", "请假情况"}, row("9月9日"), row("9月10日"), row("2月30日")))
	if len(r.Quarantined) != 1 || strings.Contains(fmt.Sprint(r.Quarantined), "癌") || r.Quarantined[0].Cells["请假情况"] == "" {
		t.Errorf("%+v", r.Quarantined)
	}
	r = readAs(t, "votes", puyang(t), table("s", append(slices.Clone(votesHeader), "请假情况", "请假人数"), append(vote(), "因癌症住院", "3")))
	if len(r.Accepted[0].Extra) != 1 || r.Accepted[0].Extra["请假人数"] != "3" {
		t.Errorf("%v", r.Accepted[0].Extra)
	}
}

// A day has begun when it has begun in China.
func TestTodayIsInChina(t *testing.T) {
	ctx := puyang(t)
	ctx.Period = "2024-10"
	for at, accepted := range map[string]int{"2024-10-04T23:30:00Z": 1, "2024-10-04T15:30:00Z": 0, "2024-10-05T15:59:00Z": 1} {
		ctx.Today, _ = time.Parse(time.RFC3339, at)
		row := vote()
		row[3] = "2024年10月5日"
		if r := readAs(t, "votes", ctx, table("s", votesHeader, row)); len(r.Accepted) != accepted {
			t.Errorf("at %s: %+v", at, r.Problems)
		}
	}
}

// Rows of one natural key that differ in what stands beside it are all kept.
func TestManyRowsOfOneKey(t *testing.T) {
	rows := [][]string{{"姓名", "活动日期", "活动名称", "活动类型", "备注一"}}
	for i := range 60_000 {
		rows = append(rows, []string{"张三", "9月9日", "视察", "视察", fmt.Sprintf("第%d份", i)})
	}
	if r := readAs(t, "activities", puyang(t), table("s", rows...)); len(r.Accepted) != 60_000 {
		t.Errorf("%d of 60000 rows are kept", len(r.Accepted))
	}
}
