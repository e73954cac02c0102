package demo

import (
	"fmt"
	"time"
)

// turnout is how one deputy did at one activity.
type turnout int

const (
	there turnout = iota
	onLeave
	withoutLeave
	leaveUnknown
	notReviewed // there, but the initiator has not reviewed the row
)

// attendance writes 平顶山's months: a tour a month, and two sessions of the
// city's congress, the second in two half-days.
func (w *writer) attendance() error {
	r := stream(w.o.Seed, w.p.Code, "attendance")
	deputies := w.settled("city")
	if len(deputies) < 12 {
		return fmt.Errorf("%d city deputies are too few to plant absences among", len(deputies))
	}
	w.plantAbsences(deputies)
	var tour []*mandate
	for i, first := range w.months {
		var rows []entry
		n := ActivityCount{Unit: w.p.Code, Period: period(first)}
		people := map[*mandate]bool{}
		hold := func(day time.Time, title, kind string, who []*mandate, how func(i int) turnout) {
			n.Times++
			for j, m := range who {
				out := how(j)
				rows = append(rows, w.turnoutRow(m, day, title, kind, out))
				if out == there {
					n.PersonTimes++
					people[m] = true
				}
			}
		}
		day, drawn := first.AddDate(0, 0, between(r, 3, 24)), some(r, deputies, 9)
		if !w.t.careless(w.p.Code, "copied_last_month", w.months, i) || i == 0 {
			tour = drawn
		}
		hold(day, "代表视察重点项目", "视察", tour, func(j int) turnout {
			return []turnout{there, there, there, there, onLeave, there, there, notReviewed, there}[j]
		})
		switch i {
		case w.months.at(congressBack[0]):
			hold(first.AddDate(0, 0, 19), w.unit+"第十三届人民代表大会第二次会议", "人代会", deputies, plantedTurnout(0))
		case w.months.at(congressBack[1]):
			session := w.unit + "第十三届人民代表大会第三次会议"
			hold(first.AddDate(0, 0, 12), session+"第一次全体会议", "人代会", deputies, plantedTurnout(1))
			hold(first.AddDate(0, 0, 13), session+"第二次全体会议", "人代会", deputies, plantedTurnout(2))
		}
		n.Deputies = len(people)
		w.truth.Work.Activities = append(w.truth.Work.Activities, n)
		if err := w.list("activities", "activities", "all", w.unit, "increment", first, rows); err != nil {
			return err
		}
	}
	return nil
}

// congressBack are the months, counted from the last, the congress sits in.
var congressBack = [2]int{7, 1}

// plantedTurnout is who misses which meeting (0: the first session, 1 and 2:
// the halves of the second). The first two deputies miss both sessions without
// leave; the third one of them with leave unknown; the fourth has leave; the
// fifth comes in the afternoon; the sixth misses one session only.
func plantedTurnout(meeting int) func(int) turnout {
	plan := [6][3]turnout{
		{withoutLeave, withoutLeave, withoutLeave},
		{withoutLeave, withoutLeave, withoutLeave},
		{withoutLeave, leaveUnknown, leaveUnknown},
		{onLeave, onLeave, onLeave},
		{withoutLeave, withoutLeave, there},
		{withoutLeave, there, there},
	}
	return func(i int) turnout {
		if i < len(plan) {
			return plan[i][meeting]
		}
		return there
	}
}

// plantAbsences says what must be found, where the run holds both sessions.
func (w *writer) plantAbsences(deputies []*mandate) {
	if w.months.at(congressBack[0]) < 0 {
		return
	}
	for i, state := range []string{"clue", "clue", "unverified"} {
		w.truth.Work.Clues = append(w.truth.Work.Clues, Clue{Unit: w.p.Code, Deputy: deputies[i].name, State: state})
	}
}

func (w *writer) turnoutRow(m *mandate, on time.Time, title, kind string, out turnout) entry {
	v := w.whom(m)
	v["activity_date"], v["title"], v["activity_kind"] = day(on), title, kind
	v["organizer"], v["attendance"], v["review_state"] = w.unit+"人大常委会", "出席", "发起者审核"
	switch out {
	case onLeave:
		v["attendance"], v["is_leave_approved"] = "请假", yes(true)
	case withoutLeave:
		v["attendance"], v["is_leave_approved"] = "缺席", yes(false)
	case leaveUnknown:
		v["attendance"] = "缺席"
	case notReviewed:
		v["review_state"] = "待审核"
	}
	return v.entry(m.county)
}

// talks writes 谈心谈话 with the lowest points, and where results were sent.
func (w *writer) talks() error {
	first := w.months.last()
	var rows []entry
	for _, m := range w.settled("city") {
		if p := m.points; p.measured() && p.band == len(w.t.schemes[w.p.Scheme].Bands)-1 && len(rows) < 4 {
			v := w.whom(m)
			v["use_kind"], v["used_on"], v["organ"] = "谈心谈话", day(first.AddDate(0, 0, 10+len(rows))), w.unit+"人大常委会代表工委"
			rows = append(rows, v.entry(m.county))
		}
	}
	if len(rows) > 0 {
		w.truth.Work.list(w.p.Code, "uses", "talk", len(rows), len(rows))
	}
	for i, channel := range []string{"平顶山人大微信公众号", "平顶山电视台", "平顶山日报"} {
		v := values{"use_kind": "媒体宣传", "used_on": day(first.AddDate(0, 0, 3+i)), "document": channel}
		rows = append(rows, v.entry(""))
	}
	w.truth.Work.list(w.p.Code, "uses", "media", 3, 0)
	return w.list("uses", "uses", "all", w.unit, "increment", first, rows)
}
