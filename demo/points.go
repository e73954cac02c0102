package demo

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"lvzhi/contracts"
)

// points is one mandate's years under its unit's scheme, in tenths of a point.
type points struct {
	best      bool
	band      int
	confirmed bool
	years     []yearPoints
}

type yearPoints struct {
	year                         int
	base, bonus, deducted, total int
	self, org                    int
	items                        [6]int
	extras                       [4]int
	partYear                     bool
	confirmedOn                  time.Time
}

// measured reports whether there is an official score of a full year.
func (p *points) measured() bool {
	return p != nil && p.confirmed && slices.ContainsFunc(p.years, func(y yearPoints) bool { return !y.partYear })
}

// fate is what the change of term brought.
type fate struct {
	reason                       string // out of scope: age, terms, moved, died, resigned or other_level
	proposed, candidate, elected bool
	votes                        int
}

// scorer gives points and fates to the mandates of one unit.
type scorer struct {
	t      *tables
	p      profile
	r      *rand.Rand
	months calendar
	scheme contracts.Points
	bonus  bool // the form has a bonus column
	minus  bool // and one for deductions

	partYears int // planted so far
}

func (t *tables) judge(p profile, o Options, months calendar, people []*mandate) []Edge {
	b := &scorer{t: t, p: p, r: stream(o.Seed, p.Code, "points"), months: months, scheme: t.schemes[p.Scheme]}
	for _, c := range parseColumns(t.headers.set("scores", p.Scores)) {
		b.bonus = b.bonus || c.field == "bonus_score"
		b.minus = b.minus || c.field == "deducted_score"
	}
	for _, m := range people {
		if m.county == "" {
			continue
		}
		best := b.r.Float64() < t.assume.Points.Leniency[p.Leniency].Excellent
		if p.Scheme != "" {
			b.score(m, best)
		}
		b.decide(m, best)
	}
	return b.edges(people)
}

// score draws one band for a mandate and keeps every year inside it, so that
// the band is the same however years are put together.
func (b *scorer) score(m *mandate, best bool) {
	a := b.t.assume.Points
	missing := b.r.Float64() < a.NoRow
	p := &points{best: best, band: b.band(best), confirmed: b.r.Float64() >= a.NotConfirmed}
	low, high := b.bounds(p.band)
	centre := between(b.r, low, high)
	years := b.months.scoreYears()
	for i, year := range years {
		total := min(max(centre+between(b.r, -12, 12), low), high)
		if b.t.careless(b.p.Code, "heaping", b.months, -1) {
			total = heap(total, low, high)
		}
		y := b.year(year, total)
		y.partYear = m.byElected && m.electedOn.Year() == year
		if m.electedOn.Year() > year || i == 0 && b.r.Float64() < a.FirstYearMissing {
			continue
		}
		p.years = append(p.years, y)
	}
	if !missing && len(p.years) > 0 {
		m.points = p
		b.plantPartYear(p)
	}
}

// plantPartYear says of the first deputies of one unit that their last year of
// points was not whole.
func (b *scorer) plantPartYear(p *points) {
	if pl := b.t.plants.PartYear; pl.Unit == b.p.Code && b.partYears < pl.Rows {
		b.partYears++
		p.years[len(p.years)-1].partYear = true
	}
}

func (b *scorer) band(best bool) int {
	if best {
		return 0
	}
	last := len(b.scheme.Bands) - 1
	switch x := b.r.Float64(); {
	case x < 0.62 || last < 2:
		return 1
	case x < 0.92 || last < 3:
		return 2
	}
	return last
}

// bounds are the totals of a band in tenths, a little inside its lines so
// that no chance row depends on rounding.
func (b *scorer) bounds(band int) (low, high int) {
	tenths := func(i int) int { return int(*b.scheme.Bands[i].AtLeast*10 + 0.5) }
	switch {
	case band == 0:
		return tenths(0) + 6, tenths(0) * 109 / 100
	case b.scheme.Bands[band].AtLeast == nil:
		return tenths(band-1) * 7 / 10, tenths(band-1) - 6
	}
	return tenths(band) + 6, tenths(band-1) - 6
}

func (b *scorer) year(year, total int) yearPoints {
	y := yearPoints{year: year, total: total}
	if b.bonus {
		y.bonus = 5 * b.r.IntN(17)
	}
	if b.minus && b.r.Float64() < 0.1 {
		y.deducted = 10 * between(b.r, 1, 4)
	}
	y.base = total - y.bonus + y.deducted
	y.org = y.base
	y.self = y.base + 5*between(b.r, -4, 8)
	if b.t.careless(b.p.Code, "totals_never_disagree", b.months, -1) {
		y.self = y.org
	}
	split(b.r, y.base, y.items[:])
	split(b.r, y.bonus, y.extras[:])
	y.confirmedOn = time.Date(year+1, 1, between(b.r, 18, 26), 0, 0, 0, 0, time.UTC)
	return y
}

// split divides a total into parts that add up to it.
func split(r *rand.Rand, total int, parts []int) {
	left := total
	for i := range parts[:len(parts)-1] {
		parts[i] = left * between(r, 15, 35) / 100
		left -= parts[i]
	}
	parts[len(parts)-1] = left
}

func (b *scorer) decide(m *mandate, best bool) {
	a, n := b.t.assume.Points, b.t.assume.Nominations
	f := &fate{}
	m.fate = f
	draw, age := b.r.Float64(), b.r.Float64()
	base, ok := a.Leniency[b.p.Leniency]
	if !ok {
		base = grant{Proposed: 0.45}
	}
	logodds := logit(base.Proposed) + a.LevelOffset[m.level]
	if best {
		logodds += math.Log(a.OddsRatio)
	}
	switch {
	case m.leftHow != "":
		f.reason = m.leftHow
		return
	case age < n.OutOfScope:
		f.reason = pick(b.r, []string{"age", "age", "terms", "other_level"})
		return
	}
	f.proposed = draw < expit(logodds)
	f.candidate = f.proposed && b.r.Float64() < n.Candidate
	f.elected = f.candidate && b.r.Float64() < n.Elected
	if f.candidate {
		f.votes = between(b.r, 120, 1900)
	}
}

// edges moves single totals onto or beside a line without changing the band.
func (b *scorer) edges(people []*mandate) []Edge {
	var edges []Edge
	for _, pl := range b.t.plants.Edges {
		if pl.Unit != b.p.Code {
			continue
		}
		for _, m := range people {
			if !m.points.measured() || b.scheme.Bands[m.points.band].Band != pl.Band || m.points.years[0].base != m.points.years[0].org {
				continue
			}
			for i := range m.points.years {
				m.points.years[i] = b.year(m.points.years[i].year, pl.Total)
				m.points.years[i].org++ // taken: no second edge on this mandate
			}
			edges = append(edges, Edge{b.p.Code, m.level, m.name, float64(pl.Total) / 10, pl.Band, pl.Kind})
			break
		}
	}
	return edges
}
