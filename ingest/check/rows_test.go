package check

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lvzhi/ingest/sheet"
)

var votesHeader = []string{"序号", "县区", "姓名", "述职日期", "发出票数", "收回票数", "有效票数", "满意", "基本满意", "不满意", "弃权"}

func vote() []string {
	return []string{"1", "濮阳县", "张三", "2024年9月9日", "50", "50", "50", "45", "3", "2", "0"}
}

func named(name string) []string {
	row := vote()
	row[2] = name
	return row
}

func TestRowsThatAreNoData(t *testing.T) {
	for name, row := range map[string][]string{
		"total":                    {"", "合计", "", "", "50", "50", "50", "45"},
		"total in the row number":  {"合计", "", "", "", "50", "50"},
		"total with blanks":        {"", "合　计", "", "", "50"},
		"total of a county":        {"", "濮阳县小计", "", "", "50"},
		"total and a number":       {"", "全市合计（12人）", "", "", "50"},
		"part of a total":          {"", "其中：市级代表", "", "", "20"},
		"part without a colon":     {"", "其中市级代表", "", "", "20"},
		"mean":                     {"", "平均", "", "", "", "", "", "44.5"},
		"note":                     {"注：弃权票计入有效票。"},
		"numbered note":            {"", "说明1.以上为正式代表"},
		"note without a word":      {"", "以上数据截至九月三十日全部核对完毕"},
		"signatures":               {"填表人：王五", "", "审核人：李四", "", "联系电话：0393-8812345"},
		"signatures among names":   {"", "", "填表人：王五", "审核人：李四", "", "", "2024年10月8日"},
		"row number alone":         {"17"},
		"header again":             votesHeader,
		"header again, from a gap": {"", "", "姓名", "述职日期"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, rows := range [][][]string{{votesHeader, vote(), row}, {votesHeader, row, vote()}} {
				r := readAs(t, "votes", puyang(t), table("Sheet1", rows...))
				if len(r.Accepted) != 1 || len(r.Quarantined) != 0 || r.Skipped != 1 || r.Warned != 0 {
					t.Errorf("%d accepted, %d quarantined, %d skipped, %v", len(r.Accepted), len(r.Quarantined), r.Skipped, r.Problems)
				}
			}
		})
	}
}

func TestLineOfColumnNumbers(t *testing.T) {
	for _, line := range [][]string{{"甲", "乙", "丙", "1", "2", "3", "4"}, {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"}, {"栏次", "", "", "1", "2", "3"}, {"", "", "", "(1)", "(2)", "(3)"}} {
		r := readAs(t, "votes", puyang(t), table("Sheet1", votesHeader, line, vote()))
		if len(r.Accepted) != 1 || r.Skipped != 1 || len(r.Quarantined) != 0 {
			t.Errorf("%v: %+v", line, r)
		}
	}
}

// A line of column numbers says nothing about how shares are written.
func TestShareColumnIsInferredFromData(t *testing.T) {
	header := append(slices.Clone(votesHeader), "满意率")
	r := readAs(t, "votes", puyang(t), table("s", header, []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, append(vote(), "0.9")))
	if got := value(t, "votes", r.Accepted[0], "satisfaction_rate_reported"); got != Decimal(900_000) || r.Warned != 0 {
		t.Errorf("got %v, %v", got, r.Problems)
	}
}

func TestSameAsAboveAndMergedCells(t *testing.T) {
	second, third := named("李四"), named("王五")
	second[1], second[3], third[1], third[3] = "范县", "9月10日", "", ""
	tab := table("Sheet1", votesHeader, vote(), second, third)
	tab.Merges = []sheet.Merge{{Top: 3, Left: 2, Bottom: 4, Right: 2}, {Top: 3, Left: 4, Bottom: 4, Right: 4}}
	r := readAs(t, "votes", puyang(t), tab)
	if len(r.Accepted) != 3 || r.Warned != 0 {
		t.Fatalf("%+v", r)
	}
	last := r.Accepted[2]
	if value(t, "votes", last, "county_code") != "410926" || value(t, "votes", last, "review_date") != time.Date(2024, 9, 10, 0, 0, 0, 0, time.UTC) {
		t.Errorf("merged: %v", last.Values)
	}
	second[1], second[3] = "同上", "〃"
	r = readAs(t, "votes", puyang(t), table("Sheet1", votesHeader, vote(), second))
	if got := r.Accepted[1]; value(t, "votes", got, "county_code") != "410928" || value(t, "votes", got, "review_date") != time.Date(2024, 9, 9, 0, 0, 0, 0, time.UTC) {
		t.Errorf("same as above: %v", got.Values)
	}
	r = readAs(t, "votes", puyang(t), table("Sheet1", votesHeader, named("同上")))
	if len(r.Quarantined) != 1 || !slices.Contains(rules(r.Problems), "missing_key_field") {
		t.Errorf("same as nothing: %+v", r)
	}
}

func TestHiddenSheetsRowsAndStrangers(t *testing.T) {
	hidden := table("旧表", votesHeader, named("赵六"))
	hidden.Hidden = true
	other := table("台账", []string{"甲", "乙", "丙", "丁"}, []string{"a", "b", "c", "d"}, []string{"a", "b", "c", "d"})
	seen := table("Sheet1", votesHeader, vote(), named("李四"))
	seen.Head[2].Hidden = true
	r := readAs(t, "votes", puyang(t), hidden, other, table("填表说明", []string{"请如实填写"}), seen)
	if want := []string{"hidden_sheet", "unread_sheet", "hidden_rows"}; len(r.Accepted) != 2 || r.Skipped != 6 || !slices.Equal(rules(r.Problems), want) {
		t.Errorf("%d accepted, %d skipped, %v", len(r.Accepted), r.Skipped, rules(r.Problems))
	}
}

// Whatever the rows are, each is accepted, quarantined or skipped.
func TestEveryRowIsAccountedFor(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	words := []string{"", "", "张三", "李四", "合计", "同上", "—", "45", "50", "2", "0", "9月9日", "2月30日", "98%", "注：", "濮阳县", "13812345678", "√", "1E17", "姓名", "满意"}
	for range 400 {
		rows := [][]string{{"标题"}, votesHeader}
		for range chance.IntN(12) {
			row := make([]string, chance.IntN(14))
			for i := range row {
				row[i] = words[chance.IntN(len(words))]
			}
			rows = append(rows, row)
		}
		tab := table("Sheet1", rows...)
		r := readAs(t, "votes", puyang(t), tab)
		if want := len(tab.Head) - 1; r.Read != want {
			t.Fatalf("%d of %d rows are accounted for: %v", r.Read, want, rows)
		}
		for _, row := range r.Accepted {
			if name := fmt.Sprint(value(t, "votes", row, "deputy_name")); name == "<nil>" || name == "同上" || name == Removed {
				t.Fatalf("name %q accepted: %v", name, rows)
			}
		}
	}
}
