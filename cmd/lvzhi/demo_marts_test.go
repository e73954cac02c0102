package main

import "testing"

// work: the marts of the further datasets were compared with what was planted
// as the demo ran (its differences are none); here, that there was something
// to compare, of every kind.
func (p *province) work(t *testing.T) {
	w := p.truth.Work
	if len(w.Clues) != 3 || len(w.Plans) != 2 || len(w.Ledgers) < 3 || len(w.Movements) < 400 || len(w.Activities) != 18 || len(w.Rhythms) != 4 || len(w.Lists) < 10 {
		t.Errorf("%d clues, %d plans, %d ledgers, %d months of movement, %d of activities, %d rhythms, %d lists",
			len(w.Clues), len(w.Plans), len(w.Ledgers), len(w.Movements), len(w.Activities), len(w.Rhythms), len(w.Lists))
	}
	if len(w.Flags) != 6 || len(w.PartYears) != 1 {
		t.Errorf("%d hints on submissions, %d part-year files", len(w.Flags), len(w.PartYears))
	}
	for _, part := range plantedWork(w) {
		rows := query(t, p.data, part.query)
		if len(rows) != len(part.lines) {
			t.Errorf("%s: %d rows in the mart, %d planted", part.what, len(rows), len(part.lines))
		}
	}
}

func TestUnlikeNamesBothSides(t *testing.T) {
	got := unlike("变动", []string{"a 1", "b 2"}, []string{"b 2", "c 3"})
	if len(got) != 2 || got[0] != "变动没有“a 1”" || got[1] != "变动多出“c 3”" {
		t.Errorf("%q", got)
	}
}
