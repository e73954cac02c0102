package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// mandate is one made-up seat with everything that will happen to it.
type mandate struct {
	name, gender     string
	born             time.Time
	level            string
	county           string // code; "" above the city
	township         string
	electing         string // code of the electing unit of a city deputy
	constituency     string
	station, group   string
	title, structure string
	term             string
	idCard, phone    string
	reelected        bool
	byElected        bool
	electedOn        time.Time
	leftOn           time.Time // zero while in office
	leftHow          string    // resigned, moved or died
	reviewed         *review
	points           *points
	fate             *fate
	bornUnknown      bool // the row of an old roster states no month of birth
}

func (m *mandate) inOfficeAt(day time.Time) bool {
	return !m.electedOn.After(day) && (m.leftOn.IsZero() || m.leftOn.After(day))
}

// inOfficeAll reports whether the seat is held through a whole month.
func (m *mandate) inOfficeAll(first time.Time) bool {
	return m.inOfficeAt(first) && m.inOfficeAt(monthEnd(first))
}

// populace makes up the mandates of one unit.
type populace struct {
	t        *tables
	p        profile
	scale    string
	months   calendar
	r        *rand.Rand
	names    *namer
	counties []string
	mandates []*mandate
}

func (t *tables) populate(p profile, o Options, months calendar) []*mandate {
	b := &populace{t: t, p: p, scale: o.Scale, months: months, r: stream(o.Seed, p.Code, "people"),
		names: &namer{words: &t.words, rare: p.has("rare"), used: map[string]bool{}}}
	b.counties = t.countiesOf(p, o.Scale)
	n := map[string]int{Small: p.Small, Province: p.Province}[o.Scale]
	leavers := int(float64(n)*t.assume.Movement.Left) + 1
	upper := 0
	if p.Upper {
		for _, level := range []string{"national", "province"} {
			k := t.assume.Upper[o.Scale][level]
			upper += k
			for range k {
				b.addUpper(level)
			}
		}
	}
	b.addLocal(n - upper + leavers)
	b.move(leavers, int(float64(n)*t.assume.Movement.ByElected))
	b.sameName()
	return b.mandates
}

// countiesOf lists the counties that appear, the required ones among them.
func (t *tables) countiesOf(p profile, scale string) []string {
	var all []string
	for _, d := range t.places.Divisions {
		if d.Level == "county" && (d.Parent == p.Code || d.Code == p.Code) {
			all = append(all, d.Code)
		}
	}
	if scale == Province || p.Counties == 0 || p.Counties >= len(all) {
		return all
	}
	kept := slices.Clone(p.Must)
	for _, code := range all {
		// a district without towns has no township deputies to show
		if len(kept) < p.Counties && !slices.Contains(kept, code) && len(t.townships[code]) > 0 {
			kept = append(kept, code)
		}
	}
	slices.Sort(kept)
	return kept
}

func (b *populace) addUpper(level string) {
	m := b.person("")
	m.level, m.term = level, b.t.terms[level].Term
	m.electedOn = b.termStart(level)
	b.mandates = append(b.mandates, m)
}

func (b *populace) termStart(level string) time.Time {
	day, err := time.Parse("2006-01-02", b.t.terms[level].Start)
	if err != nil { // the reference is part of the program and its own tests read it
		return time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return day
}

func (b *populace) addLocal(n int) {
	share := b.t.assume.Shares[b.scale]
	city := int(float64(n) * share["city"])
	if !b.hasCity() {
		city = 0
	}
	county := int(float64(n-city) * share["county"] / (share["county"] + share["township"]))
	b.addLevel("city", city)
	b.addLevel("county", county)
	b.addLevel("township", n-city-county)
}

func (b *populace) hasCity() bool { return b.counties[0] != b.p.Code }

// addLevel spreads n mandates over the counties, and over their towns.
func (b *populace) addLevel(level string, n int) {
	counties := b.counties
	if level == "township" {
		counties = slices.DeleteFunc(slices.Clone(counties), func(c string) bool { return len(b.t.townships[c]) == 0 })
	}
	for i, code := range counties {
		k := n / len(counties)
		if i < n%len(counties) {
			k++
		}
		start := b.electionDay(level)
		for j := range k {
			b.addOne(level, code, j, start)
		}
	}
}

// electionDay is one day for a county: spring 2022 for county and township
// congresses, January 2023 for the city's.
func (b *populace) electionDay(level string) time.Time {
	start := b.termStart(level)
	if level == "city" {
		return start.AddDate(0, 0, between(b.r, 5, 14))
	}
	return start.AddDate(0, between(b.r, 0, 3), between(b.r, 5, 24))
}

func (b *populace) addOne(level, county string, j int, elected time.Time) {
	m := b.person(county)
	m.level, m.county, m.electedOn, m.term = level, county, elected, b.t.terms[level].Term
	place, _ := b.t.places.ByCode(county)
	switch level {
	case "city":
		m.electing = county
	case "township":
		towns := b.t.townships[county]
		if most := b.t.assume.Townships[b.scale]; most > 0 && most < len(towns) {
			towns = towns[:most]
		}
		m.township = towns[j%len(towns)]
		m.constituency = fmt.Sprintf("%s第%d选区", m.township, j/len(towns)/3+1)
	default:
		m.constituency = fmt.Sprintf("第%d选区", j/3+1)
		if towns := b.t.townships[county]; len(towns) > 0 {
			m.station = towns[j%len(towns)] + "人大代表联络站"
		}
	}
	if m.station == "" {
		m.station = place.Name + fmt.Sprintf("第%d代表联络站", j%7+1)
	}
	m.group = fmt.Sprintf("第%d代表小组", j%9+1)
	b.mandates = append(b.mandates, m)
}

func (b *populace) person(county string) *mandate {
	w := &b.t.words
	m := &mandate{name: b.names.next(b.r), gender: "男", structure: pick(b.r, w.Structures),
		title: pick(b.r, w.Titles), reelected: b.r.Float64() < 0.3}
	if b.r.Float64() < 0.32 {
		m.gender = "女"
	}
	m.born = time.Date(between(b.r, 1960, 1996), time.Month(between(b.r, 1, 12)), between(b.r, 1, 28), 0, 0, 0, 0, time.UTC)
	if b.p.Roster == "private" {
		if county == "" {
			county = b.p.Code
		}
		m.idCard = identityNumber(b.r, county, m.born, m.gender == "女")
		m.phone = mobileNumber(b.r)
	}
	return m
}

// move lets some leave inside the run of months and seats others by
// by-election in it.
func (b *populace) move(leavers, byElected int) {
	order := b.r.Perm(len(b.mandates))
	for _, i := range order {
		m := b.mandates[i]
		if m.county == "" {
			continue
		}
		day := b.months[between(b.r, 0, len(b.months)-1)].AddDate(0, 0, between(b.r, 3, 24))
		switch {
		case leavers > 0:
			leavers--
			if !day.After(m.electedOn) {
				day = b.months.last().AddDate(0, 0, 9)
			}
			m.leftOn, m.leftHow = day, pick(b.r, []string{"resigned", "moved", "moved", "died"})
		case byElected > 0:
			byElected--
			if day.After(m.electedOn) {
				m.electedOn, m.byElected = day, true
			}
		default:
			return
		}
	}
}

// sameName gives two deputies of one level in different counties one name.
func (b *populace) sameName() {
	if len(b.counties) < 2 || b.p.Layout != "single" {
		return
	}
	var first *mandate
	for _, m := range b.mandates {
		switch {
		case m.level != "county" || !m.leftOn.IsZero() || m.byElected:
		case first == nil:
			first = m
		case m.county != first.county && m.born.Format("200601") != first.born.Format("200601"):
			m.name = first.name
			return
		}
	}
}
