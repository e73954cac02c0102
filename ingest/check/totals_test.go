package check

import (
	"slices"
	"strings"
	"testing"
)

var totalsHeader = []string{"序号", "县区", "姓名", "述职日期", "有效票", "满意", "不满意"}

// A total is compared with the rows it may stand for: all of the sheet, those
// above it, those since the total before, those up to the next.
func TestTotalsAreComparedWithTheirRows(t *testing.T) {
	one, two, three := []string{"1", "濮阳县", "张三", "9月9日", "50", "45", "5"}, []string{"2", "濮阳县", "李四", "9月9日", "50", "44", "6"}, []string{"3", "范县", "王五", "9月9日", "40", "30", "10"}
	for name, c := range map[string]struct {
		rows [][]string
		want string // cells of totals that differ
	}{
		"at the end":            {[][]string{one, two, three, {"合计", "", "", "", "140", "119", "21"}}, ""},
		"at the top":            {[][]string{{"全市合计", "", "", "", "140", "119", "21"}, one, two, three}, ""},
		"at the top of others":  {[][]string{{"全市合计", "", "", "", "140", "119", "21"}, one, two, {"", "小计", "", "", "100", "89", "11"}, three}, ""},
		"after each county":     {[][]string{one, two, {"", "小计", "", "", "100", "89", "11"}, three, {"", "小计", "", "", "40", "30", "10"}, {"总计", "", "", "", "140", "119", "21"}}, ""},
		"before each county":    {[][]string{{"", "濮阳县小计", "", "", "100", "89", "11"}, one, two, {"", "范县小计", "", "", "40", "30", "10"}, three}, ""},
		"blanks in the word":    {[][]string{one, {"合　计", "", "", "", "50", "45", "5"}}, ""},
		"averages say nothing":  {[][]string{one, two, {"平均", "", "", "", "50", "44.5", "5.5"}, {"其中：市级", "", "", "", "1", "1", "1"}}, ""},
		"wrong":                 {[][]string{one, two, {"合计", "", "", "", "100", "90", "11"}}, "F4"},
		"wrong under a county":  {[][]string{one, two, {"", "小计", "", "", "100", "89", "12"}, three}, "G4"},
		"an unreadable cell":    {[][]string{one, {"2", "濮阳县", "李四", "9月9日", "50", "约44", "6"}, {"合计", "", "", "", "100", "89", "11"}}, ""},
		"a returned row counts": {[][]string{one, {"2", "濮阳县", "", "9月9日", "50", "44", "6"}, {"合计", "", "", "", "100", "89", "11"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := readAs(t, "votes", puyang(t), table("s", slices.Concat([][]string{totalsHeader}, c.rows)...))
			var got []string
			for _, p := range r.Problems {
				if p.Rule == "total_row_differs" {
					got = append(got, p.Cell)
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%v differ, want %q: %+v", got, c.want, r.Problems)
			}
		})
	}
	r := readAs(t, "votes", puyang(t), table("s", totalsHeader, one, two, []string{"合计", "", "", "", "100", "90", "11"}))
	if p := r.Problems[0]; p.Message != "“合计”行的满意票数是90，各行相加是89" || p.Severity != Warning || p.Value != "90" || r.Skipped != 1 {
		t.Errorf("%+v", r)
	}
}

// The row that a blank form shows how to fill in is left out; once somebody
// wrote into it, it is data.
func TestExampleRows(t *testing.T) {
	header := []string{"序号", "姓名", "述职日期", "满意"}
	r := readAs(t, "votes", puyang(t), table("s", header, []string{"示例", "张某某", "9月9日", "45"}, []string{"示 例：", "李四", "9月9日", "44"}, []string{"1", "王某", "9月9日", "43"}))
	if len(r.Accepted) != 2 || r.Skipped != 1 || !slices.Equal(rules(r.Problems), []string{"example_overwritten"}) || r.Problems[0].Cell != "A3" {
		t.Errorf("%+v", r)
	}
}

// A receipt that is sent back has its private columns and cells emptied
// already; nothing is said of them again.
func TestWhatAReceiptEmptied(t *testing.T) {
	r := readAs(t, "votes", puyang(t), table("s", []string{"姓名", Removed, "述职日期", "满意", "备注"}, []string{"张三", Removed, "9月9日", "45", Removed}))
	if len(r.Accepted) != 1 || len(r.Problems) != 0 || len(r.Accepted[0].Extra) != 0 || value(t, "votes", r.Accepted[0], "remark") != nil {
		t.Errorf("%+v", r)
	}
}

func TestPrivateNumberInAnotherColumn(t *testing.T) {
	r := readAs(t, "votes", puyang(t), table("s", []string{"姓名", "述职日期", "满意", "参评人数"}, []string{"张三", "9月9日", "45", "13812345678"}, []string{"李四", "9月9日", "410901199001011234", "50"}))
	if len(r.Accepted) != 1 || len(r.Quarantined) != 1 || !slices.Equal(rules(r.Problems), []string{"private_number_dropped", "private_number_dropped"}) {
		t.Errorf("%+v", r)
	}
}

func TestColumnsUnderAParent(t *testing.T) {
	d := dataset(t, "contacts")
	words := newDictionary(d)
	for header, want := range map[string]string{"联系方式类别": "contact_kind", "基本情况/联系方式类别": "contact_kind"} {
		if field, private := Meaning(d, header); field != want || private {
			t.Errorf("%s: %q, private %v", header, field, private)
		}
	}
	for _, header := range []string{"联系方式", "请假原因", "健康状况", "其他/家庭住址", "姓名/手机号", "姓名及电话", Removed} {
		if !words.isPrivate(strings.Split(header, "/"), words.find(strings.Split(header, "/"))) {
			t.Errorf("%s is kept", header)
		}
	}
	if !isRowNumber(Column{Header: "基本情况/序 号"}) || isRowNumber(Column{Header: "序号/姓名"}) {
		t.Error("row numbers under a parent")
	}
}

func TestHiddenRowsAreNamed(t *testing.T) {
	if p := hiddenRows("s", []int{4, 7}); p.Message != "有2行是隐藏或筛选掉的（第4行、第7行），已照常计入" {
		t.Error(p.Message)
	}
	if p := hiddenRows("s", []int{1, 2, 3, 4, 5, 6}); !strings.Contains(p.Message, "第5行等）") {
		t.Error(p.Message)
	}
}
