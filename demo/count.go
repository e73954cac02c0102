package demo

import "slices"

// accepted lists the reviews that stand in the end.
func (w *writer) accepted() []*review {
	return slices.DeleteFunc(slices.Clone(w.reviews), func(v *review) bool { return v.planted != "" || v.withdrawn })
}

func (w *writer) unitTruth() Unit {
	u := Unit{Code: w.p.Code, Name: w.unit, Satisfaction: w.p.Satisfaction, Rate: w.t.assume.Satisfaction[w.p.Satisfaction],
		SendsVotes: w.p.Votes != "", Arrival: w.p.Arrival, Scheme: w.p.Scheme, Months: map[string]Sums{}, Coverage: map[string]Coverage{}}
	if u.SendsVotes {
		u.count(w)
	}
	w.coverage(&u)
	for _, m := range w.people {
		if m.idCard != "" {
			w.truth.PrivateNumbers = append(w.truth.PrivateNumbers, m.idCard, m.phone)
		}
	}
	return u
}

func (u *Unit) count(w *writer) {
	sessions := map[*session]bool{}
	last := period(w.months.last())
	for _, v := range w.accepted() {
		at := period(w.months[v.month])
		sums := u.Months[at]
		sums.add(v)
		u.All.add(v)
		if at == last {
			u.Last.add(v)
		}
		if !sessions[v.session] {
			sessions[v.session] = true
			sums.Sessions++
			u.All.Sessions++
			if at == last {
				u.Last.Sessions++
			}
		}
		u.Months[at] = sums
		if v.cell.county == "411323" {
			w.truth.JanuaryReviews.Rows++
		}
	}
}

func (w *writer) coverage(u *Unit) {
	asOf := monthEnd(w.months.last())
	for _, m := range w.people {
		if m.electedOn.After(asOf) {
			continue
		}
		c := u.Coverage[m.level]
		in := m.inOfficeAt(asOf)
		if in {
			c.InOffice++
			w.truth.Mandates++
		}
		if v := m.reviewed; u.SendsVotes && v != nil && v.planted == "" && !v.withdrawn {
			c.ReportedEver++
			if in {
				c.Reported++
			}
		}
		u.Coverage[m.level] = c
	}
}

// countFates fills the strata of a unit that sends its change of term.
func (w *writer) countFates() {
	if w.p.Nominations == "" {
		return
	}
	strata := map[string]*Stratum{}
	for _, level := range []string{"city", "county", "township"} {
		strata[level] = &Stratum{Unit: w.p.Code, Level: level}
	}
	n := &w.truth.Nominations
	for _, m := range w.people {
		if m.fate == nil || m.electedOn.After(monthEnd(w.months.last())) {
			continue
		}
		s := strata[m.level]
		s.OldMandates++
		n.OldMandates++
		if m.fate.reason != "" {
			s.OutOfScope++
			n.OutOfScope[m.fate.reason]++
			continue
		}
		n.Eligible++
		s.enter(m)
		if m.points.measured() {
			n.Measured++
		}
		for _, step := range []struct {
			done bool
			to   []*int
		}{{m.fate.proposed, []*int{&n.Proposed}}, {m.fate.candidate, []*int{&n.Candidates, &s.Candidates}}, {m.fate.elected, []*int{&n.Elected, &s.Elected}}} {
			for _, to := range step.to {
				if step.done {
					*to++
				}
			}
		}
	}
	for _, level := range []string{"city", "county", "township"} {
		if strata[level].OldMandates > 0 {
			w.truth.Strata = append(w.truth.Strata, *strata[level])
		}
	}
}

func (s *Stratum) enter(m *mandate) {
	switch measured := m.points.measured(); {
	case !measured && m.fate.proposed:
		s.NoMeasure++
		s.NoMeasureYes++
	case !measured:
		s.NoMeasure++
	case m.points.best && m.fate.proposed:
		s.BestProposed++
	case m.points.best:
		s.BestNot++
	case m.fate.proposed:
		s.OtherProposed++
	default:
		s.OtherNot++
	}
}
