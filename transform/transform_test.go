package transform

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lvzhi/contracts"
	models "lvzhi/sql"
)

func vote(name, date string, satisfied, valid int) row {
	return row{"deputy_name": name, "level": "city", "county_code": "410928", "review_date": date, "session": "述职会",
		"participants": valid, "issued": valid, "returned": valid, "valid": valid,
		"satisfied": satisfied, "basic": 0, "dissatisfied": valid - satisfied, "abstain": 0}
}

// everyMartStands counts each mart through the published file.
func everyMartStands(t *testing.T, w *workspace) {
	t.Helper()
	all, err := models.Tables()
	if err != nil {
		t.Fatal(err)
	}
	db := w.published()
	defer db.Close()
	for _, m := range all {
		w.ask(db, "select count(*) from "+m.Table())
	}
}

func TestAnySubsetOfDatasetsBuilds(t *testing.T) {
	for name, fill := range map[string]func(*workspace){
		"empty lake": func(*workspace) {},
		"votes alone": func(w *workspace) {
			w.add("votes", "410900", "all", "2024-09", contracts.Increment, vote("甲", "2024-09-10", 18, 20))
		},
		"bulletin alone": func(w *workspace) {
			w.add("bulletin_claim", "410000", "all", "2024-07", contracts.Increment,
				row{"issue_no": 26, "issued_on": "2024-07-09", "article_no": 1, "claim_no": 1, "kind": "fact", "low": 12, "high": 12})
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t)
			fill(w)
			w.run("b1")
			everyMartStands(t, w)
		})
	}
}

func TestVotesAlonePublishTheirRates(t *testing.T) {
	w := newWorkspace(t)
	w.add("votes", "410900", "all", "2024-09", contracts.Increment,
		vote("甲", "2024-09-10", 18, 20), vote("乙", "2024-09-10", 12, 20))
	r := w.run("b1")
	if want := time.Date(2024, 9, 30, 0, 0, 0, 0, time.UTC); !r.AsOf.Equal(want) {
		t.Errorf("as of %v, want %v", r.AsOf, want)
	}
	got := texts(w.query(`select 报送单位, 满意率 from 分析.满意度_单位月 where 计票口径 = '有效票' and 层级 = '合计'`))
	if got != "濮阳市 0.75" {
		t.Errorf("got %q, want 濮阳市 0.75", got)
	}
	// 8 of 20 dissatisfied is over a third of 濮阳's participants.
	got = texts(w.query("select deputy_name, consequence, due_date from marts.review order by satisfied"))
	if got != "乙 rectify 2024-12-10\n甲 none null" {
		t.Errorf("got %q", got)
	}
}

func TestRosterAndVotesGiveCoverage(t *testing.T) {
	w := newWorkspace(t)
	seat := func(name string) row {
		return row{"deputy_name": name, "level": "city", "term": "十三届", "electing_unit_code": "410928", "status": "in_office"}
	}
	w.add("roster", "410900", "all", "2024-09", contracts.Snapshot, seat("甲"), seat("乙"), seat("丙"), seat("丁"))
	w.add("votes", "410900", "all", "2024-09", contracts.Increment, vote("甲", "2024-09-10", 18, 20))
	w.run("b1")
	got := texts(w.query(`select unit_code, mandates_in_office, mandates_reported, coverage_rate from marts.coverage_unit where level = 'city'`))
	if got != "410900 4 1 0.25" {
		t.Errorf("got %q", got)
	}
}

func TestAWorkspaceMayHaveAnyName(t *testing.T) {
	w := newWorkspace(t)
	w.options.Root = filepath.Join(w.options.Root, "履职's [1] *数据")
	w.add("votes", "410900", "all", "2024-09", contracts.Increment, vote("甲", "2024-09-10", 18, 20))
	w.run("b1")
	if got := texts(w.query("select count(*) from marts.review")); got != "1" {
		t.Errorf("%s reviews", got)
	}
}

func TestPublishedFileHoldsNothingOutsideItself(t *testing.T) {
	w := newWorkspace(t)
	w.add("votes", "410900", "all", "2024-09", contracts.Increment, vote("甲", "2024-09-10", 18, 20))
	w.run("b1")
	if err := os.RemoveAll(filepath.Join(w.options.Root, "lake")); err != nil {
		t.Fatal(err)
	}
	for _, r := range w.query("select table_schema, table_name from information_schema.tables").Rows {
		if schema := r[0].(string); schema == "lake" {
			t.Errorf("lake.%s is in the published file", r[1])
		} else {
			w.query(`select count(*) from "` + schema + `"."` + r[1].(string) + `"`)
		}
	}
	if got := texts(w.query("select count(*) from staging.stg_votes")); got != "1" {
		t.Errorf("staging has %s votes", got)
	}
}

// A reference with one unit twice doubles that unit's rows: the grain of the
// marts fails, and the last good build stays.
func TestFailedAssertionLeavesCurrentUntouched(t *testing.T) {
	w := newWorkspace(t)
	w.add("votes", "410900", "all", "2024-09", contracts.Increment, vote("甲", "2024-09-10", 18, 20))
	good := w.run("b1")
	broken := w.options
	places := *broken.Places
	places.Units = append(append([]contracts.ReportingUnit{}, places.Units...), places.Units[8])
	broken.Places, broken.BuildID = &places, "b2"
	_, err := Run(context.Background(), broken)
	var failed *FailedError
	if !errors.As(err, &failed) || !strings.Contains(err.Error(), "marts.satisfaction_unit_month") {
		t.Fatalf("Run: %v, want a failed grain", err)
	}
	if path, err := Open(w.options.Root); err != nil || path != good.Path {
		t.Errorf("current is %s, %v; want %s", path, err, good.Path)
	}
	if _, err := os.Stat(filepath.Join(w.options.Root, "warehouse", "b2")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the failed build is still there: %v", err)
	}
}

func TestWarningsAreStored(t *testing.T) {
	w := newWorkspace(t)
	same := vote("甲", "2024-09-10", 18, 20)
	w.add("votes", "410900", "all", "2024-09", contracts.Increment, same, same)
	r := w.run("b1")
	if len(r.Warnings) != 1 || r.Warnings[0].Assertion != "review_repeated" {
		t.Errorf("warnings: %+v", r.Warnings)
	}
	if got := texts(w.query("select 检查项, 行数 from 分析.构建提示")); got != "review_repeated 1" {
		t.Errorf("stored: %q", got)
	}
}

func TestAsOf(t *testing.T) {
	w := newWorkspace(t)
	at := func() string { return day(asOf(w.options)) }
	if got := at(); got != "" {
		t.Errorf("empty lake: %q", got)
	}
	w.add("scores", "410900", "all", "2023-12", contracts.Increment)
	if got := at(); got != "2023-12-31" {
		t.Errorf("yearly only: %q", got)
	}
	w.add("roster", "410900", "all", "2024-02", contracts.Snapshot)
	if got := at(); got != "2024-02-29" {
		t.Errorf("a monthly dataset: %q", got)
	}
	w.add("votes", "410900", "all", "2024-01", contracts.Increment)
	if got := at(); got != "2024-01-31" {
		t.Errorf("votes lead: %q", got)
	}
	w.options.AsOf = time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC)
	if got := at(); got != "2024-01-15" {
		t.Errorf("explicit: %q", got)
	}
}

// Each further dataset alone reaches its mart: none waits for a roster.
func TestEachDatasetReachesItsMartAlone(t *testing.T) {
	w := newWorkspace(t)
	w.add("activities", "411000", "all", "2024-09", contracts.Increment, row{"deputy_name": "甲", "activity_date": "2024-09-10", "title": "视察"})
	w.add("plans", "410700", "410783", "2024-09", contracts.Cumulative, row{"deputy_name": "乙", "level": "city", "plan_year": 2024, "planned_on": "2024-05-01", "done_on": "2024-05-02"})
	w.add("rectifications", "411300", "all", "2024-09", contracts.Cumulative, row{"content": "路灯", "raised_on": "2024-09-10", "due_on": "2024-10-10"})
	w.add("suggestions", "411000", "all", "2024-09", contracts.Cumulative, row{"title": "金点子", "assigned_on": "2024-09-10"})
	w.add("stations", "411000", "all", "2024-09", contracts.Snapshot, row{"station_name": "钧陶瓷", "station_kind": "trade"})
	w.add("sessions", "411000", "all", "2024-09", contracts.Increment, row{"session_date": "2024-09-10", "theme": "代表履职分享会", "courseware": 7})
	w.add("honours", "410900", "all", "2024-09", contracts.Increment, row{"deputy_name": "甲", "honour": "优秀", "granted_on": "2024-09-10"})
	w.add("contacts", "410900", "all", "2024-09", contracts.Increment, row{"from_name": "甲", "contact_kind": "代表联系群众", "contact_date": "2024-09-10"})
	w.add("uses", "410400", "all", "2024-09", contracts.Increment, row{"use_kind": "talk", "used_on": "2024-09-10", "deputy_name": "丙"})
	w.run("b1")
	db := w.published()
	defer db.Close()
	for question, want := range map[string]string{
		"select 数量 from 分析.履职活动_单位月 where 活动类型 = '合计' and 计量单位 = '代表人数'":   "1",
		"select 计划完成率 from 分析.述职覆盖_单位 where 层级 = '市'":                      "1",
		"select 述职批次, 列入计划席位数 from 分析.述职计划_单位年 where 层级 = '合计' order by 1": "合计 1\n未注明 1",
		"select 台账类别, 提出件数, 未到期 from 分析.整改_单位月":                            "意见建议 1 1",
		"select 主题, 计量单位, 数量 from 分析.主题活动_单位月 order by 1":                  "代表履职分享会 期 1\n金点子 件 1",
		"select 站点类型, 站点数 from 分析.联络站_单位 order by 1":                       "合计 1\n行业联系点 1",
		"select 课件数 from 分析.分享会与培训_单位月 where 形式 = '分享会'":                   "7",
		"select 荣誉级别, 表彰数 from 分析.表彰_单位年 order by 1":                       "合计 1\n未注明 1",
		"select 联系次数 from 分析.双联系_单位月 where 联系类型 = '代表联系群众'":                "1",
		"select 运用方式, 次数, 代表数 from 分析.结果运用_单位年":                            "谈心谈话 1 1",
		"select count(*) from 分析.代表履职记录":                                   "4",
	} {
		if got := texts(w.ask(db, question)); got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}
