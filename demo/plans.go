package demo

import (
	"fmt"
	"slices"
	"time"
)

// plans writes the year's 述职计划 twice: early in the year, with two more
// deputies than later, and as it stands in the last month. 新乡 sends the one of
// the county that uses the standing committee's form.
func (w *writer) plans() error {
	planned := w.planned()
	count := PlanCount{Unit: w.p.Code, Year: w.months.last().Year()}
	for _, p := range planned {
		p.count(&count, w.asOf())
	}
	w.truth.Work.Plans = append(w.truth.Work.Plans, count)
	scope, place := w.planPlace()
	months := w.lastYear()
	if len(months) > 1 {
		early := planned
		for _, m := range w.dropped(planned) {
			early = append(slices.Clone(early), plannedReview{m: m, on: months[0].AddDate(0, 5, 4)})
		}
		if err := w.planFile(scope, place, months[0], early, false); err != nil {
			return err
		}
	}
	return w.planFile(scope, place, months[len(months)-1], planned, true)
}

// plannedReview is one line of a plan and the day it was kept, if it was.
type plannedReview struct {
	m        *mandate
	on       time.Time
	kept     time.Time
	reported bool // in this year or an earlier one
}

func (p plannedReview) count(c *PlanCount, asOf time.Time) {
	c.Planned++
	due, done := !p.on.After(asOf), !p.kept.IsZero()
	switch left := p.m.leftOn; {
	case done && due:
		c.ToDate++
		c.Done++
	case done:
		c.Ahead++
	case !left.IsZero() && !left.After(asOf) && !left.After(p.on):
		c.Left++
	case due:
		c.ToDate++
		if !p.reported {
			c.Awaited++
		}
	}
}

func (w *writer) planPlace() (scope, place string) {
	for _, county := range w.counties {
		if slices.Contains(w.t.assume.CommitteeForms, county) {
			d, _ := w.t.places.ByCode(county)
			return county, d.Name
		}
	}
	return "all", w.unit
}

// planned are those who reported this year, some of them a month before their
// day, those who left without having reported, and each eighth of the others:
// their day may have come or not.
func (w *writer) planned() []plannedReview {
	scope, _ := w.planPlace()
	year := w.months.last().Year()
	others := 0
	var all []plannedReview
	for _, m := range w.people {
		if m.county == "" || m.electedOn.After(w.asOf()) || scope != "all" && (m.county != scope || m.level != "city") {
			continue
		}
		if !m.leftOn.IsZero() && m.leftOn.Year() < year {
			continue // gone before the year: in no plan
		}
		if v := m.reviewed; v != nil && v.planted == "" && !v.withdrawn && v.day.Year() == year {
			p := plannedReview{m: m, on: v.day, kept: v.day}
			if len(all)%5 == 4 && v.day.Month() < time.December {
				p.on = v.day.AddDate(0, 1, 0)
			}
			all = append(all, p)
			continue
		}
		if left := m.leftOn; m.reviewed == nil && left.Year() == year && left.Month() < time.November && !left.After(w.asOf()) {
			all = append(all, plannedReview{m: m, on: left.AddDate(0, 1, 0)}) // gave up the seat before the day
			continue
		}
		if others++; others%8 == 0 && (m.reviewed == nil || m.reviewed.day.Year() != year) {
			month := time.Month(2 + others/8%10)
			v := m.reviewed
			all = append(all, plannedReview{m: m, on: time.Date(year, month, 15, 0, 0, 0, 0, time.UTC), reported: v != nil && v.planted == "" && !v.withdrawn})
		}
	}
	return all
}

// dropped are two who stand in the early plan only.
func (w *writer) dropped(planned []plannedReview) []*mandate {
	scope, _ := w.planPlace()
	var two []*mandate
	for _, m := range w.people {
		in := slices.ContainsFunc(planned, func(p plannedReview) bool { return p.m == m })
		if !in && len(two) < 2 && m.county != "" && m.leftOn.IsZero() && !m.byElected && (scope == "all" || m.county == scope && m.level == "city") {
			two = append(two, m)
		}
	}
	return two
}

func (w *writer) planFile(scope, place string, first time.Time, planned []plannedReview, withDone bool) error {
	var rows []entry
	for i, p := range planned {
		v := w.whom(p.m)
		v["birth_month"] = month(p.m.born) // in a whole province names repeat
		v["plan_year"], v["planned_on"], v["notified_on"] = fmt.Sprint(w.months.last().Year()), day(p.on), day(p.on.AddDate(0, 0, -20))
		v["batch_no"] = "第一批"
		if p.on.Month() > time.June {
			v["batch_no"] = "第二批"
		}
		if withDone && i%2 == 0 && !p.kept.IsZero() { // the other half is known from the votes
			v["done_on"] = day(p.kept)
		}
		rows = append(rows, v.entry(p.m.county))
	}
	return w.list("plans", "plans", scope, place, "cumulative", first, rows)
}
