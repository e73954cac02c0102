package transform

import (
	"fmt"
	"testing"

	"lvzhi/contracts"
)

// Each place of issues 26 and 36 of 《代表工作》 does what its own text says, from
// the rows it would send to the marts. The sentences are quoted beside the
// questions.

// sentence is what a text says, with a question to the marts and the answer.
type sentence struct{ says, query, want string }

func (w *workspace) answers(all ...sentence) {
	w.t.Helper()
	db := w.published()
	defer db.Close()
	for _, q := range all {
		if got := texts(w.ask(db, q.query)); got != q.want {
			w.t.Errorf("%s\n%s\ngot\n%s\nwant\n%s", q.says, q.query, got, q.want)
		}
	}
}

// voteRow is a row of votes of a county or township deputy; n are participants,
// satisfied, basic and dissatisfied.
func voteRow(name, level, county, date string, n ...int) row {
	return row{"deputy_name": name, "level": level, "county_code": county, "review_date": date, "session": "述职会",
		"participants": n[0], "issued": n[0], "returned": n[0], "valid": n[1] + n[2] + n[3], "satisfied": n[1], "basic": n[2], "dissatisfied": n[3], "abstain": 0}
}

func with(r row, more row) row {
	for k, v := range more {
		r[k] = v
	}
	return r
}

func TestPuyangAsItsTextSays(t *testing.T) {
	w := newWorkspace(t)
	seat := func(name, level, county, station string) row {
		r := row{"deputy_name": name, "level": level, "county_code": county, "term": map[string]string{"city": "十三届", "county": "十六届"}[level], "status": "in_office"}
		if station != "" {
			r["station"] = station
		}
		return r
	}
	w.add("roster", "410900", "all", "2024-09", contracts.Snapshot, seat("甲", "county", "410928", "一站"), seat("乙", "county", "410928", "一站"),
		seat("丙", "county", "410928", "二站"), seat("丁", "county", "410928", ""), seat("戊", "county", "410902", "三站"), seat("己", "city", "410928", "三站"))
	point, council := row{"venue": "全过程人民民主基层示范点"}, row{"venue": "街道议事代表会议"}
	w.add("votes", "410900", "all", "2023-11", contracts.Increment,
		with(voteRow("甲", "county", "410928", "2023-11-30", 30, 20, 0, 10), point), // exactly a third
		with(voteRow("乙", "county", "410928", "2023-11-30", 30, 15, 4, 11), point), // over a third
		with(voteRow("丙", "county", "410928", "2023-11-30", 30, 15, 0, 15), point), // exactly half
		with(with(voteRow("戊", "county", "410902", "2023-11-30", 30, 14, 0, 16), council), row{"tier_reported": "不满意"}))
	w.add("votes", "410900", "all", "2024-09", contracts.Increment,
		with(voteRow("己", "city", "410928", "2024-09-10", 30, 30, 0, 0), row{"tier_reported": "优秀", "is_published": true, "participants": nil}))
	w.add("rectifications", "410900", "all", "2024-02", contracts.Cumulative,
		row{"source_kind": "threshold", "deputy_name": "乙", "level": "county", "county_code": "410928", "raised_on": "2023-11-30", "done_on": "2024-02-20", "feedback_on": "2024-03-02"})
	w.add("honours", "410900", "all", "2024-09", contracts.Increment, row{"deputy_name": "己", "honour": "述职满意度测评优秀", "granted_on": "2024-09-20"})
	w.run("b1")
	w.answers(
		sentence{"不满意票超过参评人员三分之一的…三个月内整改完毕；超过参评人员半数的，应依法辞去或依法罢免（线索）",
			"select deputy_name, consequence, consequence_state, due_date from marts.review where period = '2023-11' order by dissatisfied",
			"甲 none confirmed null\n乙 rectify confirmed 2024-02-29\n丙 rectify confirmed 2024-02-29\n戊 resign_or_recall confirmed null"},
		sentence{"整改结果应向原选举单位或原选区选民反馈: mended in time, fed back too late",
			"select source_kind, raised, done_on_time, done_late from marts.rectification_unit_month", "threshold 1 0 1"},
		sentence{"参评人员 is the base; without it the consequence is 待核实",
			"select base_kind, base_is_fallback, consequence, consequence_state from marts.review where deputy_name = '己'", "issued true none unverified"},
		sentence{"每届任期内至少…述职1次: 5 of 6 in office have", "select level, mandates_in_office, mandates_reported from marts.coverage_unit order by level",
			"all 6 5\ncity 1 1\ncounty 5 4"},
		sentence{"五级人大代表全部编组进站: 5 of 6", "select mandates_in_office, mandates_assigned from marts.station_unit where station_kind = 'all'", "6 5"},
		sentence{"优秀 as reported, never derived", "select tier, tier_kind, computed, reported from marts.review_tier_unit_month order by tier desc", "优秀 award 0 1\n不满意 tier 0 1"},
		sentence{"优秀的30位…颁发荣誉证书", "select sum(honours) from marts.honour_unit_year where honour_grade = 'all'", "1"},
		sentence{"示范点 and 街道议事代表会议 compared", "select venue_kind, sessions, ballots, satisfied, over_threshold from marts.review_venue_unit_year where year = 2023 order by venue_kind",
			"基层示范点 1 90 50 2\n街道议事代表会议 1 30 14 1"},
		sentence{"a unit's own regime changes nothing", "select sum(n_evaluable), sum(n_changed) from marts.regime_replay where own_regime = replay_regime", "5 0"},
		sentence{"only the same kind of outcome is replayed", "select distinct replay_regime, outcome_kind from marts.regime_replay order by 1",
			"changyuan-2024 not_comparable\npuyang-2023 consequence\nxixia-2022 not_comparable"},
	)
}

func TestChangyuanAsItsTextSays(t *testing.T) {
	w := newWorkspace(t)
	elected := row{"electing_unit_code": "410783", "county_code": nil, "evaluator": "长垣市人大常委会", "venue": "常委会会议室"}
	review := func(name string, satisfied, dissatisfied int) row {
		return with(voteRow(name, "city", "", "2024-05-20", 30, satisfied, 30-satisfied-dissatisfied, dissatisfied), elected)
	}
	w.add("votes", "410700", "410783", "2024-05", contracts.Increment, review("甲", 24, 6), review("乙", 23, 7), review("丙", 30, 0))
	plan := func(name, batch, planned string, done any) row {
		return row{"deputy_name": name, "level": "city", "electing_unit_code": "410783", "plan_year": 2024, "batch_no": batch, "planned_on": planned, "done_on": done,
			"notified_on": "2024-03-01", "is_visited": true}
	}
	w.add("plans", "410700", "410783", "2024-05", contracts.Cumulative, plan("甲", "第一批", "2024-05-20", "2024-05-20"), plan("乙", "第一批", "2024-05-20", "2024-05-20"),
		plan("丁", "第一批", "2024-05-20", "2024-05-20"), plan("戊", "第一批", "2024-05-20", nil), plan("己", "第二批", "2024-11-20", nil))
	w.run("b1")
	w.answers(
		sentence{"驻长新乡市人大代表向长垣市人大常委会述职: the congress is 新乡's, elected and voted on by 长垣, sent by 新乡",
			"select distinct unit_code, congress_code, electing_unit_code, review_organ_code, county_code from marts.review", "410700 410700 410783 410783 410783"},
		sentence{"得满意票大于等于80%的，结果为“满意”; below, the text is silent",
			"select deputy_name, tier, consequence from marts.review order by satisfied", "乙 原文未规定 unspecified\n甲 满意 none\n丙 满意 none"},
		sentence{"分批实施: by batch, due, done, overdue", "select batch_no, planned, plan_to_date, plan_done, overdue, not_due, notified, visited from marts.plan_unit_year where level = 'city' order by batch_no",
			"all 5 4 3 1 1 5 5\n第一批 4 4 3 1 0 4 4\n第二批 1 0 0 0 1 1 1"},
		sentence{"逐人必评议: said done, and no ballots", "select done_without_review from marts.plan_unit_year where level = 'city' and batch_no = 'all'", "1"},
		sentence{"the share graded 满意 counts those whose regime defines the grade",
			"select graded_mandates, satisfied_grade_mandates from marts.satisfaction_unit_month where level = 'city' and base_kind = 'valid'", "3 2"},
		sentence{"a unit's own regime changes nothing", "select sum(n_changed) from marts.regime_replay where own_regime = replay_regime", "0"},
	)
}

func TestXixiaAsItsTextSays(t *testing.T) {
	w := newWorkspace(t)
	var rows, seats []row
	for i := range 10 {
		seats = append(seats, row{"deputy_name": fmt.Sprint("代表", i), "level": "county", "county_code": "411323", "term": "十六届", "status": "in_office"})
		if i < 3 { // pooled 294/300; the means differ with the sizes
			n := []int{50, 100, 150}[i]
			rows = append(rows, with(voteRow(fmt.Sprint("代表", i), "county", "411323", "2024-01-20", n, []int{50, 98, 146}[i], 0, []int{0, 2, 4}[i]),
				row{"is_secret": true, "is_published": true, "is_report_reviewed": true}))
		}
	}
	rows = append(rows, with(voteRow("代表3", "county", "411323", "2024-02-02", 20, 20, 0, 0), row{"is_secret": false}))
	w.add("roster", "411300", "all", "2024-01", contracts.Snapshot, seats...)
	w.add("votes", "411300", "411323", "2024-02", contracts.Increment, rows...)
	w.add("summary", "411300", "411323", "2024-01", contracts.Increment, row{"county_code": "411323", "level": "county", "mandates_reported": 3, "satisfaction_rate_reported": 0.98})
	opinion := func(handling string, raised, due, done, feedback any) row {
		return row{"source_kind": "opinion", "county_code": "411323", "handling": handling, "content": fmt.Sprint(handling, due, done), "raised_on": raised, "due_on": due, "done_on": done, "feedback_on": feedback}
	}
	w.add("rectifications", "411300", "411323", "2024-02", contracts.Cumulative, opinion("on_the_spot", "2024-01-20", nil, nil, nil),
		opinion("time_limited", "2024-01-20", "2024-02-10", "2024-02-08", "2024-02-09"), opinion("time_limited", "2024-01-20", "2024-02-10", "2024-02-08", nil))
	w.add("uses", "411300", "411323", "2024-02", contracts.Increment, row{"use_kind": "organization_department", "used_on": "2024-02-20", "organ": "县委组织部"},
		row{"use_kind": "archive", "used_on": "2024-02-20", "deputy_name": "代表0", "level": "county", "county_code": "411323"})
	w.add("scores", "411300", "411323", "2023-12", contracts.Increment, row{"deputy_name": "代表0", "level": "county", "county_code": "411323", "year": 2023, "total_reported": 77, "review_state": "confirmed"})
	w.options.AsOf = dayOn(t, "2024-02-29")
	w.run("b1")
	w.answers(
		sentence{"每年元月份，为人大代表述职评议月: three Januaries of five are over",
			"select mandates_in_office, mandates_reported, round(expected_rate, 6) from marts.coverage_unit where level = 'county'", "10 4 0.6"},
		sentence{"in January or not; 无记名, 当场公布, 逐一审核", "select period, step, stated, done from marts.procedure_unit_month where step <> 'venue' order by period, step",
			"2024-01 in_review_month 3 3\n2024-01 published_on_the_spot 3 3\n2024-01 report_reviewed 3 3\n2024-01 secret_ballot 3 3\n2024-02 in_review_month 1 0\n2024-02 secret_ballot 1 0"},
		sentence{"no rule for the votes: nothing follows and nothing is graded", "select distinct consequence, tier, regime from marts.review", "unspecified null xixia-2022"},
		sentence{"当场回应或事后限时整改反馈，闭环: closed is mended and fed back",
			"select source_kind, raised, done_on_time, overdue from marts.rectification_unit_month", "opinion 3 2 1"},
		sentence{"逐人建档", "select mandates_in_office, archived from marts.dossier_unit where level = 'county'", "10 1"},
		sentence{"主动向组织部门通报", "select uses, organs from marts.result_use_unit_year where use_kind = 'organization_department'", "1 1"},
		sentence{"yearly points without printed bands", "select scheme, year, total_reported, band, is_official from marts.score_deputy_year", "xixia-yearly 2023 77 null true"},
		sentence{"满意率98% as reported, and in its three readings", `select round(stated_low, 3), round(stated_high, 3), round(computed, 6), round(mean_deputy_rate, 6), satisfied_grade_share, verdict
			from marts.reconciliation where metric = 'satisfaction_rate' and source = 'summary'`, "0.975 0.985 0.98 0.984444 null 相符"},
	)
}
