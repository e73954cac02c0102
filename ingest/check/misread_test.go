package check

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// What could be read for something it is not.

func TestBracketsSayWhatIsCounted(t *testing.T) {
	r := readAs(t, "votes", puyang(t), table("s", []string{"姓名", "述职日期", "满意（%）", "不满意", "参评人数（百人）", "满意票（张）"}, []string{"张三", "9月9日", "90", "2", "3", "45"}))
	row := r.Accepted[0]
	if value(t, "votes", row, "satisfied") != int64(45) || value(t, "votes", row, "participants") != nil {
		t.Errorf("%v", row.Values)
	}
}

func TestTheExactHeaderIsTheField(t *testing.T) {
	for name, header := range map[string][]string{"first": {"姓名", "述职日期", "满意票", "满意票（其中：选民代表）", "不满意"}, "behind": {"姓名", "述职日期", "满意票（其中：选民代表）", "满意票", "不满意"}} {
		cells := []string{"张三", "9月9日", "40", "20", "1"}
		if name == "behind" {
			cells[2], cells[3] = cells[3], cells[2]
		}
		r := readAs(t, "votes", puyang(t), table("s", header, cells))
		if got := value(t, "votes", r.Accepted[0], "satisfied"); got != int64(40) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestSheetNamesTheCountyWhereItsColumnIsEmpty(t *testing.T) {
	header := []string{"县区", "姓名", "述职日期", "满意", "不满意"}
	r := readAs(t, "votes", puyang(t), table("濮阳县", header, []string{"", "张三", "9月9日", "45", "1"}), table("范县", header, []string{"", "李四", "9月9日", "45", "1"}),
		table("汇总", header, []string{"濮阳县", "张三", "9月9日", "45", "1"}, []string{"范县", "李四", "9月9日", "45", "1"}))
	if len(r.Accepted) != 2 || value(t, "votes", r.Accepted[0], "county_code") != "410928" || r.Skipped != 2 {
		t.Errorf("%d accepted, %d skipped, %v", len(r.Accepted), r.Skipped, r.Accepted)
	}
}

// A second header in another order would put every value below it into a
// wrong column.
func TestAnotherHeaderFurtherDown(t *testing.T) {
	m, ok := Recognise([]sheet.Table{table("s", []string{"姓名", "述职日期", "满意", "不满意"}, []string{"张三", "9月9日", "45", "1"}, []string{"姓名", "述职日期", "不满意", "满意"}, []string{"李四", "9月9日", "1", "45"})},
		[]contracts.Dataset{dataset(t, "votes")}, "")
	if !ok {
		t.Fatal("not recognised")
	}
	_, err := Rows(m, puyang(t), &gathered{})
	var unreadable *sheet.Unreadable
	if !errors.As(err, &unreadable) || !strings.Contains(unreadable.Reason, "第3行") {
		t.Errorf("%v", err)
	}
}

func TestNumbersThatAreNone(t *testing.T) {
	for text, want := range map[string]string{
		"一百二": "120", "两千五": "2500", "一百零二": "102", "一千零五十": "1050", "三百二十一": "321", "十二": "12", "一千二百": "1200",
		"四五十": "warning not_a_number", "1,24": "warning not_a_number", "12,40": "warning not_a_number", "1,240": "1240", "1,234,567票": "1234567",
		"39.99999999999999": "40", "40.000000000000007": "40", "40.5": "error impossible_number",
	} {
		if got := told(integer(text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestSheetsThatHoldOtherData(t *testing.T) {
	votes := table("测评", []string{"姓名", "述职日期", "满意", "不满意"}, []string{"张三", "9月9日", "45", "1"})
	scores := table("积分", []string{"姓名", "年度", "总分"}, []string{"张三", "2024", "90"})
	on := table("第2页", []string{"李四", "9月9日", "45"}, []string{"王五", "9月9日", "46"})
	form := table("填表说明", []string{"列", "说明", "例子"}, []string{"姓名", "必填", "张某某"})
	r := readAs(t, "votes", puyang(t), votes, scores, on, form)
	if got := rules(r.Problems); !slices.Equal(got, []string{"unread_sheet", "unread_sheet"}) {
		t.Errorf("%v", got)
	}
}

// A title that speaks of one thing over a header taken for another.
func TestTitleContradictsTheHeader(t *testing.T) {
	all, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	ballots := table("s", []string{"2024年9月代表述职满意度测评表"}, []string{"姓名", "述职时间", "应到", "实到", "赞成", "反对", "弃权"}, []string{"张三", "9月9日", "50", "48", "40", "4", "4"})
	if m, ok := Recognise([]sheet.Table{ballots}, all, ""); ok && m.Dataset.Name != "votes" {
		t.Errorf("taken for %s", m.Dataset.Name)
	}
}

func TestImpossibleBallots(t *testing.T) {
	for rule, cells := range map[string]string{"satisfied_over_returned": "张三 9月9日 500 46 - 400 1", "satisfied_over_issued": "张三 9月9日 46 - - 400 1", "valid_over_issued": "张三 9月9日 46 - 50 40 1"} {
		r := readAs(t, "votes", puyang(t), table("s", []string{"姓名", "述职日期", "发出票", "收回票", "有效票", "满意", "不满意"}, strings.Fields(cells)))
		if !slices.Contains(rules(r.Problems), rule) || len(r.Quarantined) != 1 {
			t.Errorf("%s: %v", rule, rules(r.Problems))
		}
	}
}

func TestHealthInFreeText(t *testing.T) {
	header := append(slices.Clone(votesHeader), "备注", "其他情况一")
	r := readAs(t, "votes", puyang(t), table("s", header, append(vote(), "请病假，肺结核", "患癌症"), append(named("李四"), "已走访，病虫害防治议案", "正常")))
	for i, told := range []bool{false, true} {
		row := r.Accepted[i]
		if got := value(t, "votes", row, "remark"); (got != Removed) != told || (row.Extra["其他情况一"] != Removed) != told {
			t.Errorf("row %d: %v, %v", i, got, row.Extra)
		}
	}
	if !r.Private {
		t.Error("the original would be kept")
	}
}
