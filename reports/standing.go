package reports

import (
	"fmt"
	"math"
)

// standing is what the month holds of one unit, and why it may hold nothing.
type standing struct {
	unit
	kind    kind
	own     satisfaction // on the page's base
	other   satisfaction // on another base, when kind is otherBase
	verdict verdict
	state   string // submission state of the votes
}

type kind int

const (
	measured   kind = iota // a rate is printed
	fewPeople              // counts are printed, the rate is not
	otherBase              // listed apart
	noSessions             // reported, no session this month
	totalsOnly             // sends totals, no votes
	unreported             // nothing came, due or not yet
	excused
)

// Word says why a unit has no rate.
func (k kind) Word() string {
	return [...]string{"", "人数少，不计算", "口径不同，单列", "本月无述职", "仅报汇总数，不参与比较", "未报送", "本月免报"}[k]
}

// short is Word where there is room for four characters.
func (k kind) short() string {
	return [...]string{"", "人数少", "口径不同", "无述职", "仅汇总", "未报送", "免报"}[k]
}

// The datasets that say whether a unit reported its reviews.
const (
	votes  = "votes"
	totals = "summary"
)

// standings sorts the units of a month out, in division-code order.
func standings(f facts, base string) ([]standing, error) {
	own, other := map[string]satisfaction{}, map[string]satisfaction{}
	for _, s := range f.satisfaction {
		if s.Base == base {
			own[s.Unit] = s
		} else if known, ok := other[s.Unit]; !ok || baseRank(s.Base) < baseRank(known.Base) {
			other[s.Unit] = s
		}
	}
	state, sums := map[string]string{}, map[string]bool{}
	for _, s := range f.submissions {
		switch {
		case s.Dataset == votes:
			state[s.Unit] = s.State
		case s.Dataset == totals:
			sums[s.Unit] = s.came()
		}
	}
	var all []standing
	for _, u := range f.units {
		s := standing{unit: u, state: state[u.Code]}
		mine, hasOwn := own[u.Code]
		apart, hasOther := other[u.Code]
		switch {
		case hasOwn:
			s.own = mine
			if err := s.grade(f.run); err != nil {
				return nil, fmt.Errorf("unit %s: %w", u.Code, err)
			}
		case hasOther:
			s.kind, s.other = otherBase, apart
		case s.state == "on_time" || s.state == "late":
			s.kind = noSessions
		case s.state == "excused":
			s.kind = excused
		case sums[u.Code]:
			s.kind = totalsOnly
		default:
			s.kind = unreported
		}
		all = append(all, s)
	}
	return all, nil
}

func baseRank(base string) int {
	for i, b := range []string{"valid", "participants", "returned", "issued"} {
		if b == base {
			return i
		}
	}
	return 9
}

func (s *standing) grade(r run) error {
	if !r.printable(s.own) || s.own.Low == nil || s.own.High == nil {
		s.kind = fewPeople
		return nil
	}
	share := float64(s.own.Satisfied) / float64(s.own.Ballots)
	if s.own.Rate != nil && math.Abs(*s.own.Rate-share) > 1e-6 {
		return fmt.Errorf("rate %v is not %d/%d", *s.own.Rate, s.own.Satisfied, s.own.Ballots)
	}
	var err error
	s.verdict, err = readVerdict(s.own.Comparison)
	return err
}

// reported tells whether the unit's votes came, on time or not.
func (s standing) reported() bool { return s.kind != unreported && s.kind != excused }

func names(all []standing, want func(standing) bool) []string {
	var out []string
	for _, s := range all {
		if want(s) {
			out = append(out, s.Name)
		}
	}
	return out
}

// checkSums fails when a headline is not the sum of its table.
func checkSums(f facts, all []standing) error {
	var sum satisfaction
	for _, s := range all {
		sum.Mandates += s.own.Mandates
		sum.Sessions += s.own.Sessions
		sum.Ballots += s.own.Ballots
		sum.Satisfied += s.own.Satisfied
	}
	p := f.province
	for _, c := range []struct {
		what         string
		whole, parts int64
	}{
		{"sessions", p.Sessions, sum.Sessions}, {"mandates", p.Mandates, sum.Mandates},
		{"ballots", p.Ballots, sum.Ballots}, {"satisfied", p.Satisfied, sum.Satisfied},
	} {
		if c.whole != c.parts {
			return fmt.Errorf("satisfaction: province has %d %s, its units %d", c.whole, c.what, c.parts)
		}
	}
	whole, parts := at(f.covered, "", allLevels), coverage{}
	for _, c := range f.coverage {
		if c.Level == allLevels && c.Counted {
			parts.InOffice, parts.Reported = parts.InOffice+c.InOffice, parts.Reported+c.Reported
		}
	}
	if whole.InOffice != parts.InOffice || whole.Reported != parts.Reported {
		return fmt.Errorf("coverage: province has %d of %d, its units %d of %d",
			whole.Reported, whole.InOffice, parts.Reported, parts.InOffice)
	}
	return nil
}

func at(rows []coverage, unit, level string) coverage {
	for _, c := range rows {
		if c.Unit == unit && c.Level == level {
			return c
		}
	}
	return coverage{}
}
