package demo

import (
	"fmt"
	"slices"
	"time"
)

// yuzhou is the county whose text promises a rhythm.
const yuzhou = "411081"

// beat is one promise of 禹州's rhythm and the meeting that keeps it.
type beat struct{ what, every, title string }

var beats = []beat{
	{"研判推进措施", "week", "主题活动推进措施研判会"},
	{"调度活动进展", "half_month", "主题活动进展调度会"},
	{"听取专题汇报", "month", "主任会议听取主题活动专题汇报"},
}

// slots lists the slots of a rhythm that end in the run of months and begin
// within the regime's time (from 2024 on), as the last day of each.
func (w *writer) slots(every string) []time.Time {
	from := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	var ends []time.Time
	for _, first := range w.months {
		last := monthEnd(first)
		switch every {
		case "month":
			ends = append(ends, last)
		case "half_month":
			ends = append(ends, first.AddDate(0, 0, 14), last)
		default:
			for d := first; !d.After(last); d = d.AddDate(0, 0, 1) {
				if d.Weekday() == time.Sunday && !d.AddDate(0, 0, -6).Before(from) {
					ends = append(ends, d)
				}
			}
		}
	}
	return slices.DeleteFunc(ends, func(d time.Time) bool { return d.Before(from) })
}

// counts writes 禹州's activities, told as counts: the meetings of the rhythm,
// each sixth of which was not held, and the month's tours.
func (w *writer) counts() error {
	r := stream(w.o.Seed, w.p.Code, "counts")
	byMonth := map[string][]entry{}
	truth := map[string]*ActivityCount{}
	add := func(on time.Time, title, kind string, times, people int) {
		at := period(time.Date(on.Year(), on.Month(), 1, 0, 0, 0, 0, time.UTC))
		v := values{"county_code": w.t.countyName(w.p, yuzhou), "activity_date": day(on), "title": title, "activity_kind": kind,
			"organizer": "禹州市人大常委会", "times": count(times), "person_times": count(people)}
		byMonth[at] = append(byMonth[at], v.entry(yuzhou))
		if truth[at] == nil {
			truth[at] = &ActivityCount{Unit: w.p.Code, Period: at}
		}
		truth[at].Times += times
		truth[at].PersonTimes += people
	}
	for _, b := range beats {
		n := RhythmCount{Unit: w.p.Code, What: b.what}
		for i, end := range w.slots(b.every) {
			n.Slots++
			if i%6 != 4 {
				n.Held++
				add(end, b.title, "会议", 1, between(r, 6, 14))
			}
		}
		w.truth.Work.Rhythms = append(w.truth.Work.Rhythms, n)
	}
	for _, first := range w.months {
		add(first.AddDate(0, 0, 17), "代表调查视察检查座谈", "调研视察", between(r, 3, 6), between(r, 50, 90))
	}
	for _, first := range w.months {
		w.truth.Work.Activities = append(w.truth.Work.Activities, *truth[period(first)])
		if err := w.list("activities", "counts", "all", w.unit, "increment", first, byMonth[period(first)]); err != nil {
			return err
		}
	}
	return nil
}

// sharing writes the 代表履职分享会: one a month but for the fifth last, with
// courseware, some of it excellent, and a lecture tour in the last month.
func (w *writer) sharing() error {
	r := stream(w.o.Seed, w.p.Code, "sharing")
	n := RhythmCount{Unit: w.p.Code, What: "代表履职分享会", Slots: len(w.slots("month"))}
	themes := []string{"工作感悟", "创业故事", "视察调研", "联系群众", "撰写建议"}
	for i, first := range w.months {
		var rows []entry
		add := func(on time.Time, theme, form, kind string, excellent int) {
			people := between(r, 30, 60)
			v := values{"session_no": fmt.Sprintf("第%d期", i+1), "session_date": day(on), "county_code": w.t.countyName(w.p, yuzhou),
				"theme": theme, "session_format": form, "organizer": "禹州市人大常委会", "attendees": count(people),
				"courseware": count(excellent + 3), "excellent_courseware": count(excellent)}
			rows = append(rows, v.entry(yuzhou))
			w.truth.Work.list(w.p.Code, "sessions", kind, 1, people)
			w.truth.Work.list(w.p.Code, "courseware", "all", 0, excellent+3)
			w.truth.Work.list(w.p.Code, "courseware", "excellent", 0, excellent)
		}
		if i != w.months.at(4) {
			add(first.AddDate(0, 0, 9), themes[i%5], "代表履职分享会", "分享会", i%2)
			if first.Year() >= 2024 {
				n.Held++
			}
		}
		if i == len(w.months)-1 {
			add(first.AddDate(0, 0, 20), "代表讲履职", "巡讲", "巡讲", 0)
		}
		if len(rows) == 0 {
			continue
		}
		if err := w.list("sessions", "sessions", "all", w.unit, "increment", first, rows); err != nil {
			return err
		}
	}
	w.truth.Work.Rhythms = append(w.truth.Work.Rhythms, n)
	return nil
}

// stations writes 禹州's 26 stations and 4 trade points.
func (w *writer) stations() error {
	r := stream(w.o.Seed, w.p.Code, "stations")
	towns := w.t.townships[yuzhou]
	var rows []entry
	add := func(name, kind, code, town string) {
		visits := between(r, 20, 300)
		v := values{"station_name": name, "station_kind": kind, "county_code": w.t.countyName(w.p, yuzhou), "township": town,
			"leader": pick(r, w.t.words.Surnames) + "主任", "deputies": count(between(r, 8, 40)), "visits": count(visits),
			"opinions": count(between(r, 5, 40)), "resolved": count(between(r, 1, 5))}
		rows = append(rows, v.entry(yuzhou))
		w.truth.Work.list(w.p.Code, "stations", code, 1, visits)
	}
	for i := range 26 {
		town := towns[i%len(towns)]
		add(fmt.Sprintf("%s第%d人大代表联络站", town, i/len(towns)+1), "联络站", "station", town)
	}
	for _, trade := range []string{"钧陶瓷", "铸造", "三粉", "农业"} {
		add(trade+"行业代表联络站", "行业联络站", "trade", "")
	}
	return w.list("stations", "stations", "all", w.unit, "snapshot", w.months.last(), rows)
}
