package check

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lvzhi/contracts"
)

func TestBallotIdentities(t *testing.T) {
	header := []string{"姓名", "述职日期", "发出票数", "收回票数", "有效票数", "无效票数", "满意", "基本满意", "不满意", "弃权"}
	for name, c := range map[string]struct {
		cells string
		rules string // errors
	}{
		"sound":                      {"50 48 46 2 40 3 2 1", ""},
		"returned over issued":       {"50 51 49 2 43 3 2 1", "returned_over_issued"},
		"valid and invalid":          {"50 48 46 1 40 3 2 1", "ballots_returned"},
		"grades below valid":         {"50 48 46 2 40 3 2 0", "ballots_valid"},
		"grades over valid":          {"50 48 46 2 40 3 2 2", "ballots_valid"},
		"issued missing":             {"- 48 46 2 40 3 2 1", ""},
		"valid missing":              {"50 48 - 2 40 3 2 1", ""},
		"one grade missing":          {"50 48 46 2 40 3 2 -", ""},
		"invalid missing":            {"50 48 46 - 40 3 2 1", ""},
		"unreadable":                 {"50 48 46 2 约40 3 2 1", "not_exact"},
		"negative":                   {"50 48 46 2 (40) 3 2 1", "impossible_number"},
		"not whole":                  {"50 48 46 2 40.5 3 2 1", "impossible_number"},
		"precision lost":             {"4.1E+17 48 46 2 40 3 2 1", "precision_lost"},
		"valid over returned, alone": {"50 48 49 - 43 3 2 1", "ballots_returned valid_over_returned"},
	} {
		t.Run(name, func(t *testing.T) {
			row := append([]string{"张三", "9月9日"}, strings.Fields(c.cells)...)
			r := readAs(t, "votes", puyang(t), table("s", header, row))
			if got := strings.Join(rules(r.Problems), " "); got != c.rules || (len(r.Quarantined) == 1) != (c.rules != "") {
				t.Errorf("got %q, want %q", got, c.rules)
			}
			for _, p := range r.Problems {
				if p.Severity != Error || p.Cell == "" || p.Message == "" || p.Remedy == "" || p.Row != 2 || p.Sheet != "s" {
					t.Errorf("problem %+v", p)
				}
			}
			for _, q := range r.Quarantined {
				if len(q.Cells) != len(row) {
					t.Errorf("the row is not whole: %v", q.Cells)
				}
			}
		})
	}
}

// A column that is not in the file leaves its identity unchecked.
func TestIdentityWithoutItsColumn(t *testing.T) {
	r := readAs(t, "votes", puyang(t), table("s", []string{"姓名", "述职日期", "有效票数", "满意", "基本满意"}, []string{"张三", "9月9日", "50", "40", "3"}))
	if len(r.Accepted) != 1 || r.Warned != 0 {
		t.Errorf("%+v", r)
	}
}

func TestPrintedRate(t *testing.T) {
	header := []string{"姓名", "述职日期", "收回票数", "有效票数", "满意", "基本满意", "不满意", "弃权", "满意率", "综合满意率"}
	for printed, want := range map[string]string{"90%": "", "0.9": "", "90.0%": "", "88.2%": "", "88%": "", "90.5%": "satisfaction_rate_differs", "95%": "satisfaction_rate_differs", "90.04%": "satisfaction_rate_differs"} {
		r := readAs(t, "votes", puyang(t), table("s", header, []string{"张三", "9月9日", "51", "50", "45", "3", "2", "0", printed, "96%"}))
		if got := strings.Join(rules(r.Problems), " "); got != want || len(r.Accepted) != 1 {
			t.Errorf("%s: got %q, want %q", printed, got, want)
			continue
		}
		if want != "" && (value(t, "votes", r.Accepted[0], "satisfaction_rate_reported") == nil || value(t, "votes", r.Accepted[0], "satisfied") != int64(45) || r.Warned != 1) {
			t.Errorf("%s: both are not kept: %v", printed, r.Accepted[0].Values)
		}
	}
}

func TestScoresBalance(t *testing.T) {
	header := []string{"姓名", "年度", "基础分", "加分", "扣分", "总分"}
	for cells, want := range map[string]string{"80 10 3 87": "", "80 10 -3 87": "", "80.5 9.5 0 90.0": "", "80 10 3 90": "total_differs", "80 — 3 90": "", "八十 10 3 87": ""} {
		r := readAs(t, "scores", puyang(t), table("s", header, append([]string{"张三", "2023年度"}, strings.Fields(cells)...)))
		if got := strings.Join(rules(r.Problems), " "); got != want || len(r.Accepted) != 1 {
			t.Errorf("%s: got %q, want %q", cells, got, want)
		}
	}
	// no column of bonus or deductions: they are zero; no year: the title's
	r := readAs(t, "scores", puyang(t), table("s", []string{"姓名", "基础分", "总分"}, []string{"张三", "80", "81"}))
	if got := rules(r.Problems); !slices.Equal(got, []string{"total_differs"}) || value(t, "scores", r.Accepted[0], "year") != int64(2024) || value(t, "scores", r.Accepted[0], "bonus_score") != Decimal(0) {
		t.Errorf("%v %v", got, r.Accepted)
	}
	ctx := puyang(t)
	ctx.Year = 0
	r = readAs(t, "scores", ctx, table("s", []string{"姓名", "基础分", "总分"}, []string{"张三", "80", "80"}))
	if len(r.Quarantined) != 1 || r.Problems[0].Rule != "missing_key_field" || r.Problems[0].Cell != "" {
		t.Errorf("without a year: %+v", r.Problems)
	}
}

func TestDatesOfRows(t *testing.T) {
	header := []string{"姓名", "述职日期", "满意", "不满意"}
	on := func(month time.Month, day int) any { return time.Date(2024, month, day, 0, 0, 0, 0, time.UTC) }
	for name, c := range map[string]struct {
		date    string
		arrival contracts.Arrival
		want    any
		imputed bool
		rules   string
	}{
		"inside":              {"9月9日", contracts.Increment, on(9, 9), false, ""},
		"outside":             {"8月9日", contracts.Increment, on(8, 9), false, "date_outside_period"},
		"month only":          {"2024年9月", contracts.Increment, on(9, 30), true, ""},
		"month only, outside": {"2024年8月", contracts.Increment, on(8, 31), true, "date_outside_period"},
		"cumulative":          {"1月9日", contracts.Cumulative, on(1, 9), false, ""},
		"after a cumulative":  {"10月9日", contracts.Cumulative, on(10, 9), false, "date_outside_period"},
		"several days":        {"9日至11日", contracts.Increment, on(9, 9), false, "date_range"},
		"missing":             {"", contracts.Increment, nil, false, "missing_key_field"},
		"none":                {"—", contracts.Increment, nil, false, "missing_key_field"},
		"impossible":          {"2月30日", contracts.Increment, nil, false, "impossible_date"},
		"unreadable":          {"换届以来", contracts.Increment, nil, false, "not_a_date"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := puyang(t)
			ctx.Arrival = c.arrival
			r := readAs(t, "votes", ctx, table("s", header, []string{"张三", c.date, "45", "5"}))
			if got := strings.Join(rules(r.Problems), " "); got != c.rules {
				t.Fatalf("got %q, want %q", got, c.rules)
			}
			if c.want == nil {
				if len(r.Quarantined) != 1 {
					t.Errorf("accepted: %v", r.Accepted)
				}
				return
			}
			if len(r.Accepted) != 1 || value(t, "votes", r.Accepted[0], "review_date") != c.want || r.Accepted[0].DateImputed != c.imputed {
				t.Errorf("%+v", r)
			}
		})
	}
	r := readAs(t, "votes", puyang(t), table("s", []string{"姓名", "满意", "不满意"}, []string{"张三", "45", "5"}))
	if len(r.Accepted) != 1 || value(t, "votes", r.Accepted[0], "review_date") != on(9, 30) || !r.Accepted[0].DateImputed {
		t.Errorf("without a date column: %+v", r)
	}
}
