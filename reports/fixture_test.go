package reports

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"lvzhi/internal/warehouse"
)

// build is a made-up province of marts, small enough to check by hand: 18
// units, two of them missing, one without valid ballots, one of few people.
type build struct{ db *warehouse.DB }

func (b build) Query(ctx context.Context, sql string, args ...any) ([]string, [][]any, error) {
	t, err := b.db.Query(ctx, sql, args...)
	if err != nil {
		return nil, nil, err
	}
	var columns []string
	for _, c := range t.Columns {
		columns = append(columns, c.Name)
	}
	return columns, t.Rows, nil
}

func (b build) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	if err := b.db.Exec(context.Background(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

const tables = `
create schema ref; create schema marts;
create table ref.run(as_of date, as_of_period varchar, manifest bigint);
create table ref.unit(unit_code varchar, unit_name varchar, unit_short varchar, sort_order bigint, tile_column bigint, tile_row bigint, has_city_congress boolean);
create table ref.choice as select 'valid' as comparison_base, cast(10 as bigint) as min_mandates, cast(3 as bigint) as min_sessions, cast(3 as bigint) as small_count;
create table ref.dataset(dataset varchar, label varchar);
create table ref.scheme(scheme varchar, scheme_label varchar, source varchar);
create table ref.scheme_band(scheme varchar, band_no bigint, band varchar);
create table marts.satisfaction_unit_month(unit_code varchar, unit_name varchar, period varchar, level varchar, base_kind varchar, mandates bigint, sessions bigint,
 ballots bigint, satisfied bigint, basic bigint, dissatisfied bigint, ballots_with_basic bigint, satisfaction_rate double, satisfaction_rate_with_basic double,
 ci_low double, ci_high double, comparison varchar, mean_deputy_rate double, satisfied_grade_share double, deff double, n_eff double, is_near_limit boolean);
create table marts.score_distribution_unit_year(unit_code varchar, scheme varchar, year bigint, level varchar, n bigint, mean double, p10 double, p25 double, p50 double, p75 double, p90 double, ceiling_share double);
create table marts.satisfaction_province_month(period varchar, level varchar, base_kind varchar, mandates bigint, sessions bigint,
 ballots bigint, satisfied bigint, basic bigint, dissatisfied bigint, ballots_with_basic bigint, satisfaction_rate double, satisfaction_rate_with_basic double,
 ci_low double, ci_high double);
create table marts.coverage_unit(unit_code varchar, level varchar, as_of date, mandates_in_office bigint, mandates_reported bigint, mandates_reported_ever bigint, coverage_rate double, expected_rate double, plan_rate double);
create table marts.coverage_province(level varchar, as_of date, mandates_in_office_voting bigint, mandates_reported bigint, mandates_reported_ever bigint, coverage_rate double, expected_rate double, plan_rate double);
create table marts.review(unit_code varchar, period varchar, deputy_name varchar, consequence varchar, consequence_state varchar, base_is_fallback boolean);
create table marts.consequence_unit_month(unit_code varchar, period varchar, level varchar, consequence varchar, window_kind varchar, print_kind varchar);
create table marts.consequence_province_month(period varchar, level varchar, consequence varchar, window_kind varchar, print_kind varchar);
create table marts.score_band_unit_year(unit_code varchar, scheme varchar, year bigint, level varchar, band varchar, band_no bigint, n bigint, share double);
create table marts.submission_unit_month(unit_code varchar, dataset varchar, period varchar, state varchar, editions bigint, is_due boolean, due_date date, received_on date, rows_accepted bigint, rows_quarantined bigint);
create table marts.deputy(mandate_id varchar, level varchar, term varchar, deputy_name varchar);
create table marts.renomination_deputy(mandate_id varchar, congress_level varchar, term_from varchar, term_to varchar, deputy_name varchar, is_eligible boolean, out_of_scope_reason varchar, is_proposed boolean, is_candidate boolean, is_elected boolean);
create table marts.renomination_rate_province(congress_level varchar, term_from varchar, term_to varchar, proposed bigint, proposal_base bigint, retention_reelected bigint, retention_base bigint, share_reelected bigint, share_base bigint, units bigint, retention_units bigint, share_units bigint);
create table marts.renomination_band(stratum_kind varchar, stratum varchar, measure varchar, scheme varchar, band varchar, band_no bigint, n bigint, proposed bigint, rate double, wilson_low double, wilson_high double);
create table marts.renomination_association(stratum_kind varchar, stratum varchar, measure varchar, congress_level varchar, term_from varchar, term_to varchar, n bigint, missing bigint, proposed bigint, spearman double, auc double, auc_low double, auc_high double,
 odds_ratio_crude double, odds_ratio_mh double, odds_ratio_mh_low double, odds_ratio_mh_high double, odds_ratio_logit double, odds_ratio_logit_low double, odds_ratio_logit_high double, method varchar);
create table ref.division(division_code varchar, division_name varchar);
create table marts.reconciliation(unit_code varchar, place_code varchar, metric varchar, counting_unit varchar, window_start date, window_end date, population varchar, source varchar, stated_low double, stated_high double, computed double, verdict varchar);
create table marts.build_warning(assertion varchar, message varchar, "rows" bigint)`

// place is one unit of the fixture; sessions 0 is a unit that did not report.
type place struct {
	code, name, short string
	column, row       int64
	sessions, people  int64
	ballots, yes      int64
	basic             int64
	comparison        string
	rectify           int
}

const (
	missingName = "某未报代表"
	month202408 = "2024-08"
)

var places = []place{
	{"410100", "郑州市", "郑州", 2, 3, 13, 96, 5410, 5108, 190, "相当", 3},
	{"410200", "开封市", "开封", 3, 3, 17, 81, 4984, 4695, 170, "相当", 0},
	{"410300", "洛阳市", "洛阳", 1, 3, 15, 143, 6297, 5850, 260, "相当", 4},
	{"410400", "平顶山市", "平顶山", 1, 4, 16, 125, 5502, 5133, 240, "相当", 1},
	{"410500", "安阳市", "安阳", 3, 0, 12, 64, 2797, 2610, 110, "相当", 0},
	{"410600", "鹤壁市", "鹤壁", 3, 1, 0, 0, 0, 0, 0, "", 0},
	{"410700", "新乡市", "新乡", 3, 2, 18, 117, 5130, 4771, 210, "相当", 6},
	{"410800", "焦作市", "焦作", 2, 2, 13, 161, 7085, 6596, 300, "相当", 0},
	{"410900", "濮阳市", "濮阳", 4, 0, 16, 83, 3665, 3533, 90, "高于", 2},
	{"411000", "许昌市", "许昌", 2, 4, 16, 53, 2332, 2253, 52, "高于", 0},
	{"411100", "漯河市", "漯河", 2, 5, 11, 148, 6508, 6124, 220, "相当", 0},
	{"411200", "三门峡市", "三门峡", 0, 3, 0, 0, 0, 0, 0, "", 0},
	{"411300", "南阳市", "南阳", 1, 5, 14, 170, 7480, 7226, 190, "高于", 0},
	{"411400", "商丘市", "商丘", 4, 3, 10, 92, 4048, 3587, 330, "低于", 9},
	{"411500", "信阳市", "信阳", 3, 6, 9, 60, 2640, 2336, 210, "低于", 0},
	{"411600", "周口市", "周口", 3, 4, 15, 141, 6204, 5844, 260, "相当", 0},
	{"411700", "驻马店市", "驻马店", 2, 6, 12, 88, 3872, 3632, 170, "", 0}, // other base: see below
	{"419001", "济源示范区", "济源", 1, 2, 2, 8, 352, 327, 18, "", 0},      // few people
}

const otherBaseUnit = "411700"

// newBuild fills the marts; change may rewrite a place before it is written.
func newBuild(t *testing.T, change func(*place)) build {
	t.Helper()
	db, err := warehouse.Create(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	b := build{db}
	for _, s := range strings.Split(tables, ";") {
		b.exec(t, s)
	}
	b.exec(t, "insert into marts.consequence_province_month values ('2024-08','all','rectify','month','shown')")
	b.exec(t, "insert into ref.run values (date '2024-08-31', '2024-08', 41)")
	b.exec(t, "insert into ref.dataset values ('votes','述职满意度测评'),('roster','代表名册'),('activities','履职活动与出勤')")
	b.exec(t, "insert into ref.scheme values ('pds-2024','平顶山市代表积分办法','《代表工作》第36期')")
	b.exec(t, "insert into ref.scheme_band values ('pds-2024',1,'优秀'),('pds-2024',2,'称职'),('pds-2024',3,'基本称职'),('pds-2024',4,'不称职')")
	var sum place
	for i, p := range places {
		if change != nil {
			change(&p)
		}
		b.place(t, int64(i), p)
		if p.code != otherBaseUnit {
			sum.sessions, sum.people, sum.ballots, sum.yes, sum.basic = sum.sessions+p.sessions, sum.people+p.people, sum.ballots+p.ballots, sum.yes+p.yes, sum.basic+p.basic
		}
	}
	b.province(t, "2024-08", "all", sum)
	b.province(t, "2024-08", "city", place{sessions: 60, people: sum.people - 900, ballots: 9000, yes: 8400})
	b.province(t, "2024-08", "county", place{sessions: 130, people: 900, ballots: 60000, yes: 55000})
	b.province(t, "2023-08", "all", place{sessions: 170, people: 1300, ballots: 60000, yes: 55300, basic: 3000})
	b.coverage(t)
	b.scores(t)
	b.renomination(t)
	return b
}

func (b build) place(t *testing.T, i int64, p place) {
	b.exec(t, "insert into ref.unit values (?,?,?,?,?,?,?)", p.code, p.name, p.short, i, p.column, p.row, p.code != "419001")
	state, received := "on_time", any(time.Date(2024, 9, 4, 0, 0, 0, 0, time.UTC))
	if p.sessions == 0 {
		state, received = "missing", nil
	}
	b.exec(t, "insert into marts.submission_unit_month values (?,'votes','2024-08',?,1,true,date '2024-09-05',?,?,?)", p.code, state, received, p.people, int64(i%3))
	b.exec(t, "insert into marts.submission_unit_month values (?,'activities','2024-08',?,1,true,date '2024-09-05',?,?,0)", p.code, map[bool]string{true: "late", false: "on_time"}[i%7 == 3], received, 40*i)
	for n := range p.rectify {
		b.exec(t, "insert into marts.review values (?,'2024-08',?,?,'confirmed',false)", p.code, missingName, map[bool]string{true: "resign_or_recall", false: "rectify"}[p.code == "411400" && n == 8])
	}
	b.exec(t, "insert into marts.review values (?,'2024-08',?,'rectify','unverified',true)", p.code, missingName)
	if p.rectify > 0 {
		kind := map[bool]string{true: "small", false: "shown"}[p.rectify < 3]
		if p.rectify == 3 {
			kind = "complement"
		}
		b.exec(t, "insert into marts.consequence_unit_month values (?,'2024-08','all','rectify','month',?)", p.code, kind)
	}
	if p.sessions == 0 {
		return
	}
	base := "valid"
	if p.code == otherBaseUnit {
		base = "participants"
	}
	rate, low, high := wilson(p.yes, p.ballots)
	var comparison any = p.comparison
	if p.comparison == "" {
		comparison = nil
	}
	b.exec(t, "insert into marts.satisfaction_unit_month values (?,?,'2024-08','all',?,?,?,?,?,?,?,?,?,?,?,?,?,?,null,4,?,?)", p.code, p.name, base, p.people, p.sessions,
		p.ballots, p.yes, p.basic, p.ballots-p.yes-p.basic, p.ballots, rate, float64(p.yes+p.basic)/float64(p.ballots), low, high, comparison, rate, float64(p.ballots)/4, p.code == "411100")
}

func (b build) province(t *testing.T, period, level string, p place) {
	rate, low, high := wilson(p.yes, p.ballots)
	b.exec(t, "insert into marts.satisfaction_province_month values (?,?,'valid',?,?,?,?,?,0,?,?,?,?,?)", period, level, p.people, p.sessions,
		p.ballots, p.yes, p.basic, p.ballots, rate, float64(p.yes+p.basic)/float64(p.ballots), low, high)
}

// wilson on a quarter of the ballots stands for the effective size.
func wilson(yes, n int64) (p, low, high float64) {
	if n == 0 {
		return 0, 0, 0
	}
	p = float64(yes) / float64(n)
	m, z := float64(n)/4, 1.959964
	d, c := 1+z*z/m, p+z*z/(2*m)
	h := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return p, (c - h) / d, (c + h) / d
}

func (b build) coverage(t *testing.T) {
	var office, reported int64
	for i, p := range places {
		if p.code == "411200" {
			continue
		}
		n := int64(1500 + 137*i)
		r := n * int64(30+i) / 100
		office, reported = office+n, reported+r
		b.exec(t, "insert into marts.coverage_unit values (?,'all',date '2024-08-31',?,?,?,?,?,null)", p.code, n, r, r+12, float64(r)/float64(n), 0.433)
	}
	b.exec(t, "insert into marts.coverage_province values ('all',date '2024-08-31',?,?,?,?,0.433,null)", office, reported, reported+200, float64(reported)/float64(office))
	b.exec(t, "insert into marts.coverage_province values ('city',date '2024-08-31',?,?,?,?,0.45,null)", office/5, reported/6, reported/6+9, 0.3)
	b.exec(t, "insert into marts.coverage_province values ('county',date '2024-08-31',?,?,?,?,0.42,null)", office-office/5, reported-reported/6, reported-reported/6+9, 0.3)
}

func (b build) scores(t *testing.T) {
	b.exec(t, "insert into marts.score_distribution_unit_year values ('410400','pds-2024',2024,'all',247,81.5,62,74.25,82,90.5,96,0.04),('411000','pds-2024',2024,'all',6,80,70,75,80,85,90,0)")
	bands := []string{"优秀", "称职", "基本称职", "不称职"}
	for unit, n := range map[string][4]int64{"410400": {74, 131, 37, 5}, "410900": {60, 160, 41, 2}, "411300": {88, 171, 52, 9}, "411000": {2, 3, 1, 0}} {
		for k, band := range bands {
			b.exec(t, "insert into marts.score_band_unit_year values (?,'pds-2024',2024,'all',?,?,?,null)", unit, band, int64(k+1), n[k])
		}
	}
}

func (b build) renomination(t *testing.T) {
	for i := range 400 {
		eligible, proposed := i%5 != 0, i%5 != 0 && i%2 == 0
		var reason any
		if !eligible {
			reason = []string{"年龄、届数", "转任其他层级"}[i%2]
		}
		b.exec(t, "insert into marts.renomination_deputy values (?,'city','十四届','十五届',?,?,?,?,?,?)", fmt.Sprint(i), missingName, eligible, reason, proposed, proposed, proposed && i%20 != 2)
		b.exec(t, "insert into marts.deputy values (?,'city','十五届',?)", fmt.Sprint("n", i), missingName)
	}
	b.exec(t, "insert into marts.renomination_rate_province values ('city','十四届','十五届',160,320,140,400,140,400,16,16,16)")
	for k := range int64(10) {
		n, yes := int64(30), 8+2*k
		_, low, high := wilson(yes*4, n*4)
		b.exec(t, "insert into marts.renomination_band values ('province','全省','score_percentile',null,?,?,?,?,?,?,?)", fmt.Sprintf("%d～%d", k*10, k*10+10), k+1, n, yes, float64(yes)/float64(n), low, high)
	}
	b.exec(t, "insert into marts.renomination_band values ('province','全省','score_percentile',null,'无此项数据',null,20,6,0.3,0.14,0.52)")
	b.exec(t, "insert into marts.renomination_association values ('province','全省','score_percentile','all','十四届','十五届',300,20,170,0.41,0.69,0.63,0.75,2.60,2.40,1.80,3.20,null,null,null,'x')")
	b.exec(t, "insert into marts.renomination_association values ('province','全省','score_band','all','十四届','十五届',300,20,170,-0.05,0.47,0.41,0.53,0.80,1.70,1.20,2.40,null,null,null,'x')")
	b.exec(t, "insert into marts.reconciliation values ('410900','410928','deputies_reported','名',date '2024-01-01',date '2024-07-09','city,county','claim',30,30,31,'相符'),('410400','410400','satisfaction_rate','比例',null,null,null,'claim',0.975,0.985,0.931,'超出惯例区间')")
	b.exec(t, "insert into ref.division values ('410928','濮阳县'),('410400','平顶山市')")
	b.exec(t, "insert into marts.build_warning values ('roster_line_repeated','代表名册中同一席位重复',3)")
}

func august() Options {
	return Options{Period: month202408, Demo: true, GeneratedOn: time.Date(2024, 9, 6, 0, 0, 0, 0, time.UTC)}
}

func pagesOf(t *testing.T, b build) Pages {
	t.Helper()
	p, err := Monthly(context.Background(), b, august())
	if err != nil {
		t.Fatal(err)
	}
	return p
}
