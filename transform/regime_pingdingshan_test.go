package transform

import (
	"testing"
	"time"

	"lvzhi/contracts"
)

func dayOn(t *testing.T, text string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

func TestPingdingshanAsItsTextSays(t *testing.T) {
	w := newWorkspace(t)
	seat := func(name, term, born string) row {
		return row{"deputy_name": name, "level": "city", "electing_unit_code": "410422", "term": term, "birth_month": born, "gender": "男", "status": "in_office"}
	}
	// 市十一届 is the table's 十二届 (2018–2022); its roster came before the new one.
	w.add("roster", "410400", "all", "2021-06", contracts.Snapshot, seat("甲", "十一届", "1970-01"), seat("乙", "十一届", "1971-01"), seat("丙", "十一届", "1972-01"))
	w.add("roster", "410400", "all", "2024-09", contracts.Snapshot, seat("甲", "十二届", "1970-01"), seat("丁", "十二届", "1973-01"))
	score := func(name, born string, year int, total any, state string) row {
		return row{"deputy_name": name, "birth_month": born, "level": "city", "county_code": "410422", "year": year, "base_score": total, "bonus_score": 0, "deducted_score": 0, "total_reported": total,
			"self_score": 95, "org_score": total, "review_state": state}
	}
	w.add("scores", "410400", "all", "2021-12", contracts.Increment, score("甲", "1970-01", 2021, 90, "confirmed"), score("乙", "1971-01", 2021, 89.5, "notified"),
		score("丙", "1972-01", 2021, 59.9, "confirmed"))
	w.add("scores", "410400", "all", "2023-12", contracts.Increment, score("甲", "1970-01", 2023, 69.5, "confirmed"), score("丁", "1973-01", 2023, 59, "confirmed"))
	w.add("scores", "410400", "all", "2024-12", contracts.Increment, score("甲", "1970-01", 2024, 100.5, "city_reviewed"), score("丁", "1973-01", 2024, nil, "confirmed"))
	w.add("nominations", "410400", "all", "2022-12", contracts.Snapshot,
		row{"deputy_name": "甲", "birth_month": "1970-01", "level": "city", "county_code": "410422", "term_from": "十一届", "term_to": "十二届", "is_eligible": true, "is_proposed": true, "is_candidate": true, "is_elected": true},
		row{"deputy_name": "乙", "birth_month": "1971-01", "level": "city", "county_code": "410422", "term_from": "十一届", "term_to": "十二届", "is_eligible": true, "is_proposed": false})
	meeting := func(name, title, date, attendance string, leave any) row {
		return row{"deputy_name": name, "level": "city", "county_code": "410422", "activity_date": date, "title": title, "activity_kind": "人代会", "attendance": attendance, "leave": leave}
	}
	w.add("activities", "410400", "all", "2024-09", contracts.Increment,
		meeting("丁", "市十二届人民代表大会第一次会议（上午）", "2023-01-10", "absent", "refused"), meeting("丁", "市十二届人民代表大会第一次会议（下午）", "2023-01-10", "absent", "refused"),
		meeting("丁", "市十二届人民代表大会第二次会议", "2024-01-10", "absent", "refused"),
		meeting("甲", "市十二届人民代表大会第一次会议", "2023-01-10", "absent", "refused"), meeting("甲", "市十二届人民代表大会第二次会议", "2024-01-10", "leave", "approved"))
	w.add("uses", "410400", "all", "2024-02", contracts.Increment, row{"use_kind": "notice", "used_on": "2024-02-20"})
	w.options.AsOf = dayOn(t, "2024-12-31")
	w.run("b1")
	w.answers(
		sentence{"90以上优秀，70—89称职，60—69基本称职，60以下不称职; 89.5 and 69.5 change with the way of rounding; a missing item is no total",
			"select year, deputy_name, band, band_mode_sensitive, is_official, scheme_version from marts.score_deputy_year order by year, deputy_name desc",
			"2021 甲 优秀 false true trial-2020\n2021 乙 称职 true true trial-2020\n2021 丙 不称职 true true trial-2020\n2023 甲 基本称职 true true trial-2020\n2023 丁 不称职 false true trial-2020\n2024 甲 优秀 false false revised-2024\n2024 丁 null null true revised-2024"},
		sentence{"县级审核→市级复核→主任会议确认→通报: only the last two count", "select year, n from marts.score_distribution_unit_year where level = 'city' order by year", "2021 3\n2023 2"},
		sentence{"六大类11小项、4 bonuses, as data", "select kind, count(*) from ref.scheme_part where scheme = 'pingdingshan' group by kind order by kind", "bonus 4\nclass 6"},
		sentence{"60分以下的谈心谈话: in 2022 of 丙, in 2024 of 丁, and of no talk was told", "select year, uses, due, talked from marts.result_use_unit_year where use_kind = 'talk' order by year",
			"2022 null 1 0\n2024 0 1 0"},
		sentence{"未经批准两次不出席本级人代会: two sessions, not half-days; approved leave is none", "select deputy_name, unexcused, clue_state from marts.absence_clue", "丁 2 clue"},
		sentence{"十一届代表连任十二届: the old term's points stand beside what became of it",
			"select deputy_name, term_from, term_to, score_band, is_proposed, is_elected from marts.renomination_deputy order by deputy_name desc", "甲 十一届 十二届 优秀 true true\n乙 十一届 十二届 称职 false null"},
		sentence{"one person in both terms, and the seat leads to the next", `select a.deputy_name, b.term, s.is_same_congress from intermediate.int_person_succession as s
			inner join intermediate.int_person_seat as a on a.mandate_id = s.mandate_id inner join intermediate.int_person_seat as b on b.mandate_id = s.next_mandate_id`, "甲 十三届 true"},
		sentence{"in office is the new term, as the city counts it", "select deputy_name, term_stated, in_office from marts.deputy order by in_office, deputy_name desc",
			"甲 十一届 false\n乙 十一届 false\n丙 十一届 false\n甲 十二届 true\n丁 十二届 true"},
	)
}

func TestYuzhouAsItsTextSays(t *testing.T) {
	w := newWorkspace(t)
	var sessions, activities, stations []row
	for i := range 13 {
		r := row{"county_code": "411081", "session_date": time.Date(2024, 1, 10+20*i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), "session_no": i + 1, "theme": "代表履职分享会：工作感悟", "attendees": 50}
		if i < 7 {
			r["excellent_courseware"] = 1
		}
		sessions = append(sessions, r)
	}
	for i := range 2 {
		sessions = append(sessions, row{"county_code": "411081", "session_date": []string{"2024-03-01", "2024-05-01"}[i], "theme": "优秀课件巡讲"})
	}
	for i := range 42 {
		activities = append(activities, row{"county_code": "411081", "activity_date": time.Date(2024, 1, 3+6*i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), "title": "视察", "activity_kind": "视察", "times": 1, "person_times": []int{14, 15}[i%2]})
	}
	beat := func(title, date string) row {
		return row{"county_code": "411081", "activity_date": date, "title": title, "organizer": "禹州市人大常委会"}
	}
	activities = append(activities, beat("主任会议研判推进措施", "2024-09-03"), beat("研判会", "2024-09-10"), beat("调度活动进展", "2024-09-05"), beat("听取专题汇报", "2024-09-26"))
	for i := range 30 {
		kind, name := "station", "联络站"
		if i >= 26 {
			kind, name = "trade", []string{"钧陶瓷", "铸造", "三粉", "农业"}[i-26]
		}
		stations = append(stations, row{"county_code": "411081", "station_name": name + time.Duration(i).String(), "station_kind": kind, "leader": "某主任"})
	}
	for i, period := range []string{"2024-01", "2024-09"} { // the demands of a month are judged where the month was sent
		w.add("sessions", "411000", "411081", period, contracts.Increment, sessions[i*7:min(len(sessions), 7+i*8)]...)
		w.add("activities", "411000", "411081", period, contracts.Increment, activities[i*20:20+i*26]...)
	}
	w.add("stations", "411000", "411081", "2024-09", contracts.Snapshot, stations...)
	w.add("suggestions", "411000", "411081", "2024-09", contracts.Cumulative, row{"county_code": "411081", "title": "金点子：钧瓷", "assigned_on": "2024-09-10"})
	w.run("b1")
	w.answers(
		sentence{"分享会13期，优秀课件7件，巡讲2期", "select session_kind, sum(sessions), sum(excellent_courseware) from marts.session_unit_month where session_kind in ('分享会', '巡讲') group by session_kind order by 1",
			"分享会 13 7\n巡讲 2 null"},
		sentence{"26个联络站和4个行业联系点，分包到人", "select station_kind, stations, with_leader from marts.station_unit where station_kind in ('station', 'trade') order by 1", "station 26 26\ntrade 4 4"},
		sentence{"42次、600余人次: times and person-times, never added", "select counting_unit, sum(n) from marts.activity_unit_month where activity_kind = '视察' group by counting_unit order by 1",
			"人次 609\n次 42"},
		sentence{"每周研判、每半月调度、每月听取汇报: the slots of September and those held",
			"select what, count(*), count(case when is_held then 1 end) from marts.rhythm_unit_slot where period = '2024-09' and what <> '代表履职分享会' group by what order by 1",
			"听取专题汇报 1 1\n研判推进措施 5 2\n调度活动进展 2 1"},
		sentence{"no rule for votes or points", "select count(*) from ref.review_regime where place_code = '411081'", "0"},
		sentence{"70余条 through 金点子", "select tag, n from marts.campaign_unit_month where dataset = 'suggestions'", "金点子 1"},
	)
}
