package demo

import (
	"slices"
	"time"

	"lvzhi/contracts"
)

// formerDay is when the rosters of the terms before are of: the last month of
// the county and township congresses' term, inside the city's.
var formerDay = time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC)

// The kinds of former seats: what became of whom.
const (
	KeptSeat     = "kept"     // re-elected to the same congress
	RoseALevel   = "rose"     // from the county to the city congress
	NoBirthMonth = "no_birth" // the same person, whose old row states no month of birth
	OtherName    = "written"  // the same person, whose name was written otherwise
	Namesake     = "namesake" // another person of that name
	BareNamesake = "bare"     // another person of that name, whose row states no month of birth
)

// formerKinds go round among those who have an old seat.
var formerKinds = []string{KeptSeat, KeptSeat, NoBirthMonth, KeptSeat, Namesake, OtherName, KeptSeat, BareNamesake}

// formers writes the roster of the terms before, in the units that send whole
// rosters: some of its people sit again, some are only called alike. 平顶山 counts
// its terms otherwise and is left out.
func (w *writer) formers() error {
	if w.p.Roster != "full" || w.p.Code == "410400" {
		return nil
	}
	title := w.title("roster", formerDay, w.unit)
	file := File{Path: w.path("roster", title, formerDay, ""), Dataset: "roster", Scope: "all", Period: period(formerDay), Arrival: "snapshot"}
	f := form{dataset: "roster", sheet: "名册", title: title, unitLine: w.unitLine(w.unit, time.Time{}, "人"),
		columns: parseColumns(w.t.headers.set("roster", w.p.Roster))}
	for _, m := range w.formerSeats() {
		e := w.rosterEntry(m, formerDay)
		if m.bornUnknown {
			get := e.get
			e.get = func(field string) any {
				if field == "birth_month" {
					return nil
				}
				return get(field)
			}
		}
		f.entries = append(f.entries, e)
	}
	return w.save(file, []*grid{w.compose(f, file.Path)})
}

// formerSeats makes an old seat for every third of those elected at the last
// general election, and notes what is true of the two.
func (w *writer) formerSeats() []*mandate {
	terms, err := contracts.Terms()
	if err != nil { // the reference is part of the program and its own tests read it
		return nil
	}
	var all []*mandate
	r := stream(w.o.Seed, w.p.Code, "formers")
	for i, m := range w.people {
		if m.byElected || m.county == "" || i%3 != 0 || w.isNameShared(m) {
			continue
		}
		old := *m
		kind := formerKinds[len(all)%len(formerKinds)]
		old.leftOn, old.leftHow, old.reelected = time.Time{}, "", false
		switch {
		case m.level == "city" && kind == KeptSeat && len(all)%2 == 0:
			kind, old.level, old.constituency = RoseALevel, "county", "第1选区"
		case m.level == "city" && kind == OtherName: // has no constituency to tell by
			kind = KeptSeat
		}
		switch kind {
		case NoBirthMonth:
			old.bornUnknown = true
		case OtherName:
			old.name = otherwise(m.name)
		case Namesake:
			old.born, old.constituency, old.title = m.born.AddDate(-7, 1, 0), "第99选区", "退休"
		case BareNamesake:
			old.bornUnknown, old.constituency, old.title = true, "第98选区", "退休"
			old.gender = map[string]string{"男": "女", "女": "男"}[m.gender]
		}
		former := termBefore(terms, old.level)
		start, end := dayOf(former.Start), dayOf(former.End)
		old.term, old.electedOn = former.Term, start.AddDate(0, 0, 9)
		old.idCard, old.phone = "", ""
		all = append(all, &old)
		w.countFormer(old.level, end)
		w.truth.Formers = append(w.truth.Formers, Former{Unit: w.p.Code, Kind: kind, OldName: old.name, OldLevel: old.level, OldTerm: old.term,
			Name: m.name, Level: m.level, Term: m.term})
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// isNameShared reports whether another of the unit's people has that name.
func (w *writer) isNameShared(m *mandate) bool {
	return slices.ContainsFunc(w.people, func(other *mandate) bool { return other != m && other.name == m.name })
}

// otherwise writes a name with another last character.
func otherwise(name string) string {
	runes := []rune(name)
	runes[len(runes)-1] = map[bool]rune{true: '喆', false: '哲'}[runes[len(runes)-1] == '哲']
	return string(runes)
}

// countFormer adds a seat held to the end of its term to the months it reaches.
func (w *writer) countFormer(level string, end time.Time) {
	for _, first := range w.months {
		opens, closes := !first.AddDate(0, 0, -1).After(end), !monthEnd(first).After(end)
		if !opens && !closes {
			return
		}
		v := w.movement(level, period(first))
		if opens {
			v.Opening++
		}
		if closes {
			v.Closing++
		}
	}
}

// movement is the unit's line of a level and month, made if need be.
func (w *writer) movement(level, period string) *Movement {
	all := &w.truth.Work.Movements
	i := slices.IndexFunc(*all, func(m Movement) bool { return m.Level == level && m.Period == period })
	if i < 0 {
		*all = append(*all, Movement{Unit: w.p.Code, Level: level, Period: period})
		i = len(*all) - 1
	}
	return &(*all)[i]
}

// termBefore is the term of a level that ran on formerDay.
func termBefore(terms []contracts.CongressTerm, level string) contracts.CongressTerm {
	day := formerDay.Format(time.DateOnly)
	for _, t := range terms {
		if t.Level == level && t.Start <= day && day <= t.End {
			return t
		}
	}
	return contracts.CongressTerm{}
}

func dayOf(text string) time.Time {
	day, _ := time.Parse(time.DateOnly, text) // the reference is read by the program's own tests
	return day
}
