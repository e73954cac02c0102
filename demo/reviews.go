package demo

import (
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// session is one 述职评议 meeting.
type session struct {
	cell             cellKey
	month            int
	day              time.Time
	name             string
	venue, evaluator string
	expected, size   int
	effect           float64
}

// review is the ballots on one deputy in one session.
type review struct {
	*session
	m                                            *mandate
	participants, issued                         int
	returned, valid, invalid                     int
	satisfied, basic, dissatisfied, abstain      int
	planted, plantedField, plantedValue, outcome string
	withdrawn                                    bool
	warn                                         bool // its printed rate is wrong
}

// cellKey is the congress a session belongs to, seen from one county.
type cellKey struct{ level, county, township string }

type dayKey struct {
	cell cellKey
	day  time.Time
}

// planner holds one unit's review sessions.
type planner struct {
	t       *tables
	p       profile
	scale   string
	months  calendar
	r       *rand.Rand
	cells   map[cellKey][]*mandate
	keys    []cellKey
	pool    []*mandate // of all cells: a cell is drawn as often as it is large
	effects map[string]float64
	taken   map[dayKey]bool
	reviews []*review
}

// plan holds the sessions of every month the unit sends votes for, in order
// of county, level, town and day. A unit that sends totals only holds them too.
func (t *tables) plan(p profile, o Options, months calendar, people []*mandate) []*review {
	b := &planner{t: t, p: p, scale: o.Scale, months: months, r: stream(o.Seed, p.Code, "reviews"),
		cells: map[cellKey][]*mandate{}, effects: map[string]float64{}, taken: map[dayKey]bool{}}
	b.sort(people)
	sizes := b.sizes(len(people))
	for i := range months {
		if slices.Contains(p.Skip, len(months)-1-i) {
			continue
		}
		b.fixed(i)
		b.month(i, sizes[i])
	}
	b.plantBallots()
	b.plantErrors()
	b.plantUnanimity()
	slices.SortStableFunc(b.reviews, byPlace)
	return b.reviews
}

func (b *planner) sort(people []*mandate) {
	for _, m := range people {
		if m.county == "" {
			continue
		}
		if only, ok := b.t.assume.OnlyLevel[m.county]; ok && !slices.Contains(only, m.level) {
			continue
		}
		k := cellKey{m.level, m.county, m.township}
		if _, ok := b.cells[k]; !ok {
			b.keys = append(b.keys, k)
		}
		b.cells[k] = append(b.cells[k], m)
		if _, fixed := b.t.assume.OnlyLevel[m.county]; !fixed { // theirs are the sessions of the plants
			b.pool = append(b.pool, m)
		}
	}
	for _, k := range b.keys {
		b.r.Shuffle(len(b.cells[k]), func(i, j int) { c := b.cells[k]; c[i], c[j] = c[j], c[i] })
		if _, ok := b.effects[k.county]; !ok {
			b.effects[k.county] = b.r.NormFloat64() * b.t.assume.Spread.County
		}
	}
}

// sizes says how many deputies report in each month: the last month is large
// enough to be printed and compared.
func (b *planner) sizes(n int) []int {
	a := b.t.assume.Reviewed
	last := min(max(int(float64(n)*a.Last), a.LastMin), a.LastMax)
	each := last
	if k := len(b.months) - 1; k > 0 {
		each = min(last, max(3, (int(float64(n)*a.Share)-last)/k))
	}
	sizes := slices.Repeat([]int{each}, len(b.months))
	sizes[len(sizes)-1] = last
	return sizes
}

// fixed holds the sessions that take place in any case.
func (b *planner) fixed(month int) {
	for _, s := range b.t.plants.Sessions {
		k := cellKey{level: s.Level, county: s.County}
		if b.months.at(s.Back) == month && len(b.cells[k]) > 0 {
			b.hold(k, month, s.Deputies)
		}
	}
	for _, k := range b.keys {
		if only := b.t.assume.OnlyMonth[k.county]; only == int(b.months[month].Month()) && k.level != "city" {
			b.hold(k, month, 4)
		}
	}
}

func (b *planner) month(month, want int) {
	for tries := 0; want > 0 && tries < 40*want+400; tries++ {
		m := pick(b.r, b.pool)
		k := cellKey{m.level, m.county, m.township}
		if only, ok := b.t.assume.OnlyMonth[k.county]; ok && int(b.months[month].Month()) != only {
			continue
		}
		if _, ok := b.t.assume.OnlyMonth[k.county]; ok && k.level == "city" {
			continue
		}
		want -= b.hold(k, month, min(want, between(b.r, 3, 5)))
	}
}

// hold lets up to n deputies of a cell report in one session.
func (b *planner) hold(k cellKey, month, n int) int {
	first := b.months[month]
	var ready []*mandate
	for _, m := range b.cells[k] {
		if len(ready) < n && m.reviewed == nil && m.inOfficeAll(first) {
			ready = append(ready, m)
		}
	}
	if len(ready) == 0 {
		return 0
	}
	s := b.session(k, month)
	if s == nil {
		return 0
	}
	for _, m := range ready {
		v := b.vote(s, m)
		m.reviewed = v
		b.reviews = append(b.reviews, v)
	}
	return len(ready)
}

func byPlace(a, b *review) int {
	for _, c := range []int{a.month - b.month, strings.Compare(a.cell.county, b.cell.county), strings.Compare(a.cell.level, b.cell.level),
		strings.Compare(a.cell.township, b.cell.township), a.day.Compare(b.day)} {
		if c != 0 {
			return c
		}
	}
	return 0
}

// committee reports whether a county uses the standing committee's form.
func (b *planner) committee(county string) bool {
	return slices.Contains(b.t.assume.CommitteeForms, county)
}
