package reports

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

func TestHeadlineIsTheSumOfItsTable(t *testing.T) {
	s := parsePage(t, pagesOf(t, newBuild(t, nil)).Release)
	rows := s.table(t, "各单位满意率")
	var sessions, people, ballots int
	for _, r := range rows[1 : len(rows)-1] {
		if len(r) > 3 {
			sessions, people, ballots = sessions+integer(r[1]), people+integer(r[2]), ballots+integer(r[3])
		}
	}
	last := rows[len(rows)-1]
	if sessions != integer(last[1]) || people != integer(last[2]) || ballots != integer(last[3]) {
		t.Errorf("units add up to %d %d %d, the table says %v", sessions, people, ballots, last)
	}
	for label, want := range map[string]string{"述职评议": last[1] + "场次", "述职代表": last[2] + "名", "满意率": last[4], "综合满意率": last[6]} {
		if got := s.headline(t, label); got != want {
			t.Errorf("headline %s is %s, its table says %s", label, got, want)
		}
	}
	cover := s.table(t, "附表2")
	if got, want := s.headline(t, "届内述职覆盖率"), cover[len(cover)-1][4]; got != want {
		t.Errorf("headline coverage %s, table %s", got, want)
	}
	rectify := s.table(t, "附表1")
	if got, want := s.headline(t, "列入整改"), rectify[len(rectify)-1][1]+"人次"; got != want || got != "24人次" {
		t.Errorf("headline rectify %s, table %s", got, want)
	}
}

// The marts decide what goes to print of small counts, over months together.
func TestSmallCountsArePrintedAsTheMartsSay(t *testing.T) {
	got := map[string]string{}
	for _, row := range parsePage(t, pagesOf(t, newBuild(t, nil)).Release).table(t, "附表1") {
		got[row[0]] = row[1]
	}
	for unit, want := range map[string]string{"郑州市": "＊", "平顶山市": "‹3", "濮阳市": "‹3", "新乡市": "6", "开封市": "无已登记办法", "鹤壁市": "未报送", "全省": "24"} {
		if got[unit] != want {
			t.Errorf("%s reads %q, want %q", unit, got[unit], want)
		}
	}
	b := newBuild(t, nil)
	b.exec(t, "update marts.consequence_province_month set print_kind = 'withheld'")
	b.exec(t, "update marts.consequence_unit_month set print_kind = 'province_only'")
	p := parsePage(t, pagesOf(t, b).Release)
	if page := text(p.root); strings.Contains(page, "24人次") || !strings.Contains(page, "列入整改＊人次") || !strings.Contains(page, "数量少，不分单位列出") {
		t.Error("a withheld total is printed, or the page does not say that it is")
	}
}

func TestHeadlineThatDisagreesStopsTheReport(t *testing.T) {
	for _, lie := range []string{
		"update marts.satisfaction_province_month set sessions = sessions + 1 where period = '2024-08' and level = 'all'",
		"update marts.satisfaction_province_month set satisfied = satisfied - 1 where period = '2024-08' and level = 'all'",
		"update marts.coverage_province set mandates_reported = mandates_reported + 1 where level = 'all'",
		"update marts.satisfaction_unit_month set satisfaction_rate = 0.5 where unit_code = '410100'",
		"update marts.satisfaction_unit_month set comparison = 'first' where unit_code = '410100'",
		"update marts.submission_unit_month set state = 'lost' where unit_code = '410100'",
	} {
		b := newBuild(t, nil)
		b.exec(t, lie)
		if _, err := Monthly(context.Background(), b, august()); err == nil {
			t.Errorf("after %s the report came out", lie)
		}
	}
}

func TestUnitsWithoutARate(t *testing.T) {
	p := pagesOf(t, newBuild(t, nil))
	s := parsePage(t, p.Release)
	rows := map[string][]string{}
	for _, r := range s.table(t, "各单位满意率") {
		rows[r[0]] = r
	}
	if len(rows) != 20 { // head, 18 units, the province
		t.Errorf("%d rows", len(rows))
	}
	for unit, want := range map[string]string{"鹤壁市": "未报送", "三门峡市": "未报送", "驻马店市": "口径不同，单列"} {
		if r := rows[unit]; len(r) != 2 || r[1] != want {
			t.Errorf("%s: %v, want %s", unit, r, want)
		}
	}
	if r := rows["济源示范区"]; len(r) != 5 || r[4] != "人数少，不计算" {
		t.Errorf("济源示范区: %v", r)
	}
	page := text(s.root)
	for _, want := range []string{"应报送单位18个，已报送16个；未报送：鹤壁市、三门峡市", "济源示范区无市级代表",
		"在已报送且可比较的14个单位中，高于控制范围的3个（濮阳市、许昌市、南阳市），低于控制范围、建议核实情况的2个（商丘市、信阳市），其余9个与全省水平相当，不宜排出先后",
		"因报送单位与上年同月不同，场次不作同比", "征求意见稿", "内部资料　注意保存", "演示数据", "数据截至2024年8月31日", "数据版本第41号", "第1版", "〔待补：", bandsHead} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, banned := range []string{"罢免", "推荐率", "留任率", "连任", "倒数", "第一名"} {
		if strings.Contains(page, banned) {
			t.Errorf("the release page says %q", banned)
		}
	}
	if strings.Contains(string(p.Release), "济源\n满意率") || strings.Contains(page, "92.9%（含") {
		t.Error("the rate of a unit of few people is on the page")
	}
}

// 327 of 352 ballots is 92.9%: the numerator and, with one such unit, the
// province's own numerator stay off the page.
func TestFewPeopleCannotBeWorkedOut(t *testing.T) {
	p := pagesOf(t, newBuild(t, nil))
	for _, f := range p.Figures {
		if f.Unit == "419001" && f.Numerator != "" && f.Query == "monthly_satisfaction" {
			t.Errorf("figure of a suppressed unit: %+v", f)
		}
		if f.Query == "monthly_satisfaction_province" && strings.HasPrefix(f.Definition, "全省满意率") && f.Numerator != withheld {
			t.Errorf("the margin gives it away: %+v", f)
		}
	}
}

func TestNoDeputyIsNamed(t *testing.T) {
	p := pagesOf(t, newBuild(t, nil))
	for name, page := range map[string][]byte{"release": p.Release, "analysis": p.Analysis} {
		if strings.Contains(string(page), missingName) {
			t.Errorf("the %s page names a deputy", name)
		}
	}
	q, err := openQueries(newBuild(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	for name, sql := range q.sql {
		if (strings.HasPrefix(name, "monthly_") || strings.HasPrefix(name, "analysis_")) && strings.Contains(sql, "deputy_name") {
			t.Errorf("query %s asks for a name", name)
		}
	}
}

func TestEveryFigureLeadsBack(t *testing.T) {
	b := newBuild(t, nil)
	p := pagesOf(t, b)
	known, q := map[string]Figure{}, map[string]bool{}
	open, err := openQueries(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range p.Figures {
		if _, twice := known[f.ID]; twice {
			t.Errorf("id %s twice", f.ID)
		}
		known[f.ID] = f
		if _, ok := open.sql[f.Query]; !ok {
			t.Errorf("figure %s names the query %q, which is not there", f.ID, f.Query)
		}
		q[f.Query] = true
	}
	shape := regexp.MustCompile(`^[FN]-2024-08-\d{4}$`)
	seen := 0
	for name, page := range map[string][]byte{"release": p.Release, "analysis": p.Analysis} {
		for _, n := range parsePage(t, page).find(func(n *html.Node) bool { return attr(n, "data-fig") != "" }) {
			seen++
			f, ok := known[attr(n, "data-fig")]
			if !ok || f.Page != name || f.Text != text(n) || !shape.MatchString(f.ID) || !strings.HasPrefix(attr(n, "title"), f.Definition) {
				t.Errorf("%s: %q is not figure %+v", name, text(n), f)
			}
		}
	}
	if seen < 100 || len(q) < 6 {
		t.Errorf("only %d figures from %d queries", seen, len(q))
	}
}

// While results are pending, nobody reads as not re-elected.
func TestRatesThatCannotBeToldAreNotPrinted(t *testing.T) {
	b := newBuild(t, nil)
	b.exec(t, "update marts.renomination_rate_province set retention_base = null, retention_reelected = null, share_base = null, share_reelected = null")
	row := strings.Join(parsePage(t, pagesOf(t, b).Analysis).table(t, "三个比例")[1], " ")
	if !strings.HasSuffix(row, "50.0% 140 〔待补〕 — 〔待补〕") {
		t.Errorf("rates: %s", row)
	}
}

func TestAnalysisPage(t *testing.T) {
	s := parsePage(t, pagesOf(t, newBuild(t, nil)).Analysis)
	page := text(s.root)
	for _, want := range []string{"内部分析页，不随月报印发", PolicySentence, "方向反转提示（辛普森悖论）：积分等次粗算比值比0.80，按单位×层级分层后为1.70", "30名", "相符", "构建提示", "落在95%与99.8%控制限之间的1个：漯河市"} {
		if !strings.Contains(page, want) {
			t.Errorf("the analysis page does not say %q", want)
		}
	}
	rates := s.table(t, "三个比例")[1]
	// 400 seats, 320 eligible, 160 proposed, 140 elected, 400 new seats.
	if got := strings.Join(rates, " "); got != "市级 十四届→十五届 400 320 160 50.0% 140 35.0% 400 35.0%" {
		t.Errorf("rates: %s", got)
	}
}

func TestPeriodsThatAreNot(t *testing.T) {
	b := newBuild(t, nil)
	for _, bad := range []string{"", "2024-13", "2024-8", "2024年8月", "2024-08'; drop table x"} {
		if _, err := Monthly(context.Background(), b, Options{Period: bad}); !errors.Is(err, ErrPeriod) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := Monthly(context.Background(), b, Options{Period: "2031-01"}); !errors.Is(err, ErrNothing) {
		t.Errorf("a month without data: %v", err)
	}
}

// Any subset of datasets builds: empty marts make a page that says what is not
// there.
func TestEmptyMartsMakeAPage(t *testing.T) {
	b := newBuild(t, nil)
	for _, table := range []string{"satisfaction_unit_month", "satisfaction_province_month", "coverage_unit", "coverage_province", "review", "score_band_unit_year", "score_distribution_unit_year",
		"renomination_deputy", "renomination_band", "renomination_association", "reconciliation", "build_warning", "deputy"} {
		b.exec(t, "delete from marts."+table)
	}
	p := pagesOf(t, b)
	page := text(parsePage(t, p.Release).root)
	for _, want := range []string{"按有效票口径无可汇总的述职评议", "〔待补：尚无代表名册", "〔待补：尚无经主任会议确认的积分〕", "没有可按本地办法判定的测评"} {
		if !strings.Contains(page, want) {
			t.Errorf("the empty page does not say %q", want)
		}
	}
	if strings.Contains(page, "NaN") || strings.Contains(page, "Inf") {
		t.Error("the empty page prints a number that is none")
	}
}

func TestTheSameMartsMakeTheSamePage(t *testing.T) {
	one, two := pagesOf(t, newBuild(t, nil)), pagesOf(t, newBuild(t, nil))
	if string(one.Release) != string(two.Release) || string(one.Analysis) != string(two.Analysis) {
		t.Error("two runs over the same marts differ")
	}
}

func TestNotDemoSaysSo(t *testing.T) {
	o := august()
	o.Demo = false
	p, err := Monthly(context.Background(), newBuild(t, nil), o)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(p.Release), "演示数据") {
		t.Error("real data are marked as made up")
	}
}

// What is missing is not what may still come: the build's as-of date lies
// before the due day, the page may be made after it.
func TestMissingAndNotYetDue(t *testing.T) {
	b := newBuild(t, nil)
	b.exec(t, "update marts.submission_unit_month set is_due = false where state = 'missing'")
	o := august()
	for _, c := range []struct {
		made          time.Time
		says, doesNot string
		cell          string
	}{
		{time.Date(2024, 9, 1, 0, 0, 0, 0, time.UTC), "（其中鹤壁市、三门峡市截至数据日未到报送期限）", "2个单位未报送本月述职满意度测评数据", "未到期"},
		{time.Date(2024, 9, 6, 0, 0, 0, 0, time.UTC), "2个单位未报送本月述职满意度测评数据：鹤壁市、三门峡市", "未到报送期限", "未报"},
	} {
		o.GeneratedOn = c.made
		p, err := Monthly(context.Background(), b, o)
		if err != nil {
			t.Fatal(err)
		}
		s := parsePage(t, p.Release)
		page := text(s.root)
		if !strings.Contains(page, c.says) || strings.Contains(page, c.doesNot) || !strings.Contains(page, "未报送：鹤壁市、三门峡市") {
			t.Errorf("made on %v the page does not say %q", c.made, c.says)
		}
		for _, r := range s.table(t, "各单位报送情况") {
			if r[0] == "鹤壁市" && r[1] != c.cell {
				t.Errorf("made on %v the matrix says %q", c.made, r[1])
			}
		}
	}
}

func TestUnitThatSendsTotalsOnly(t *testing.T) {
	b := newBuild(t, nil)
	b.exec(t, "insert into marts.submission_unit_month values ('410600','summary','2024-08','on_time',1,true,date '2024-09-05',date '2024-09-01',1,0)")
	page := text(parsePage(t, pagesOf(t, b).Release).root)
	for _, want := range []string{"已报送17个；未报送：三门峡市", "鹤壁市仅报汇总数，不参与比较", "1个单位只报汇总数"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestPlacesWithoutRulesAreNotJudged(t *testing.T) {
	b := newBuild(t, nil)
	b.exec(t, "insert into marts.review values ('410100','2024-08',?,'unspecified','confirmed',false),('410200','2024-08',?,'unspecified','confirmed',false)", missingName, missingName)
	s := parsePage(t, pagesOf(t, b).Release)
	if page := text(s.root); !strings.Contains(page, "本地有办法可判定的25人次测评中，列入整改24人次，另有不满意票超过半数1人次（只列全省数）；以上为线索，由有关机关依法研究处理。另2人次所在地没有已登记的办法，不作判定。") {
		t.Errorf("the sentence is not there: %s", page)
	}
	for _, r := range s.table(t, "附表1") {
		if r[0] == "开封市" && r[1] != "无已登记办法" {
			t.Errorf("开封市: %v", r)
		}
	}
}

// A unit with two schemes has two bars; schemes share a picture only when
// their words are the same.
func TestBandsByScheme(t *testing.T) {
	b := newBuild(t, nil)
	b.exec(t, "insert into ref.scheme values ('xx-2023','西峡县积分办法',''),('zz-2023','郑州市积分办法','')")
	b.exec(t, "insert into ref.scheme_band values ('xx-2023',1,'优秀'),('xx-2023',2,'称职'),('xx-2023',3,'基本称职'),('xx-2023',4,'不称职'),('zz-2023',1,'好'),('zz-2023',2,'差')")
	b.exec(t, "insert into marts.score_band_unit_year values ('411300','xx-2023',2024,'all','优秀',1,30,null),('411300','xx-2023',2024,'all','称职',2,30,null),('410100','zz-2023',2024,'all','好',1,20,null),('410100','zz-2023',2024,'all','差',2,1,null)")
	s := parsePage(t, pagesOf(t, b).Release)
	if n := len(s.find(func(n *html.Node) bool { return strings.HasPrefix(attr(n, "id"), "chart-bands-") })); n != 2 {
		t.Errorf("%d pictures, want 2", n)
	}
	page := text(s.root)
	for _, want := range []string{"南阳①", "南阳②", "依据：《代表工作》第36期；原文未规定", "（好、差）", "100.0%（含下一等次）", "‹3名"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestPlanStandsBesideCoverage(t *testing.T) {
	b := newBuild(t, nil)
	if strings.Contains(text(parsePage(t, pagesOf(t, b).Release).root), "计划完成率") {
		t.Error("a plan nobody sent has a column")
	}
	b.exec(t, "update marts.coverage_unit set plan_rate = 0.625 where unit_code = '410100'")
	if page := text(parsePage(t, pagesOf(t, b).Release).root); !strings.Contains(page, "计划完成率") || !strings.Contains(page, "62.5%") {
		t.Error("the plan is not there")
	}
}
