package demo

import (
	"fmt"
	"time"
)

// session makes up a meeting; nil when the month has no day left for one.
func (b *planner) session(k cellKey, month int) *session {
	date, ok := b.freeDay(k, month)
	if !ok {
		return nil
	}
	place, _ := b.t.places.ByCode(k.county)
	size := b.t.assume.Ballots[k.level]
	s := &session{cell: k, month: month, day: date, effect: b.r.NormFloat64() * b.t.assume.Spread.Session}
	s.size = between(b.r, size[0], size[1])
	s.expected = s.size + b.r.IntN(6)
	s.name = fmt.Sprintf("%d月述职评议会（%d日）", int(s.day.Month()), s.day.Day())
	switch k.level {
	case "city":
		s.venue, s.evaluator = place.Name+"会议中心", place.Name+"人大常委会组成人员"
	case "county":
		s.venue, s.evaluator = place.Name+"人大代表之家", "原选区选民代表"
	default:
		s.venue, s.evaluator = k.township+"人大代表联络站", "原选区选民代表"
	}
	return s
}

// freeDay is a working day on which the cell holds no other session.
func (b *planner) freeDay(k cellKey, month int) (time.Time, bool) {
	for range 60 {
		day := b.months[month].AddDate(0, 0, between(b.r, 2, 27))
		if day.Month() != b.months[month].Month() || day.Weekday() == time.Sunday || day.Weekday() == time.Saturday {
			continue
		}
		if at := (dayKey{k, day}); !b.taken[at] {
			b.taken[at] = true
			return day, true
		}
	}
	return time.Time{}, false
}

func (b *planner) vote(s *session, m *mandate) *review {
	a := b.t.assume
	v := &review{session: s, m: m, participants: s.size, issued: s.size}
	v.returned = v.issued - max(0, b.r.IntN(10)-7)
	v.invalid = max(0, b.r.IntN(10)-8)
	v.valid = v.returned - v.invalid
	p := expit(logit(a.Satisfaction[b.p.Satisfaction]) + b.effects[s.cell.county] + s.effect + b.r.NormFloat64()*a.Spread.Deputy)
	v.satisfied = binomial(b.r, v.valid, p)
	rest := v.valid - v.satisfied
	v.dissatisfied = min(binomial(b.r, rest, 0.2), v.participants/5) // below any threshold unless planted
	v.abstain = binomial(b.r, rest-v.dissatisfied, 0.12)
	v.basic = rest - v.dissatisfied - v.abstain
	return v
}
