package letter_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
)

func at(row int, field, rule, value string) check.Problem {
	return check.Problem{Sheet: "表", Cell: fmt.Sprint("C", row), Row: row, Field: field, Rule: rule, Value: value}
}

func TestCompare(t *testing.T) {
	twelve := make([]check.Problem, 12)
	for i := range twelve {
		twelve[i] = at(i+5, "issued", "not_a_number", fmt.Sprint("x", i))
	}
	for name, c := range map[string]struct {
		before, now []check.Problem
		want        letter.Progress
	}{
		"nine mended, one new":         {twelve, append(slices.Clone(twelve[:3]), at(40, "returned", "not_a_number", "y")), letter.Progress{Before: 12, Mended: 9, Remaining: 3, New: 1}},
		"all mended":                   {twelve, nil, letter.Progress{Before: 12, Mended: 12}},
		"two lines were taken out":     {[]check.Problem{at(9, "f", "r", "x")}, []check.Problem{at(7, "f", "r", "x")}, letter.Progress{Before: 1, Remaining: 1}},
		"changed and still wrong":      {[]check.Problem{at(9, "f", "r", "x")}, []check.Problem{at(9, "f", "r", "y")}, letter.Progress{Before: 1, Remaining: 1}},
		"wrong in another way":         {[]check.Problem{at(9, "f", "not_a_date", "x")}, []check.Problem{at(9, "f", "impossible_date", "2024-02-30")}, letter.Progress{Before: 1, Remaining: 1}},
		"another column":               {[]check.Problem{at(9, "f", "r", "x")}, []check.Problem{at(9, "g", "r", "x")}, letter.Progress{Before: 1, Mended: 1, New: 1}},
		"one of two equal ones mended": {[]check.Problem{at(9, "f", "r", ""), at(12, "f", "r", "")}, []check.Problem{at(11, "f", "r", "")}, letter.Progress{Before: 2, Mended: 1, Remaining: 1}},
		"remarks on the whole file":    {[]check.Problem{{Sheet: "表", Rule: "hidden_rows"}}, []check.Problem{{Sheet: "表", Rule: "hidden_sheet"}}, letter.Progress{Before: 1, Mended: 1, New: 1}},
		"refused now":                  {twelve, []check.Problem{{Rule: "file_refused"}}, letter.Progress{}},
		"refused before":               {[]check.Problem{{Rule: "file_refused"}}, twelve, letter.Progress{}},
	} {
		if got := letter.Compare(c.before, c.now); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// Whatever two tries hold: the counts add up, the order of problems decides
// nothing, equal tries mend nothing, moved rows are no news, and the
// remainder is the same seen from either side.
func TestCompareHolds(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	some := func() []check.Problem {
		all := make([]check.Problem, r.IntN(30))
		for i := range all {
			all[i] = at(1+r.IntN(12), []string{"f", "g", ""}[r.IntN(3)], []string{"r", "s"}[r.IntN(2)], []string{"", "x", "y"}[r.IntN(3)])
			if r.IntN(5) == 0 {
				all[i].Cell, all[i].Row = "", 0
			}
		}
		return all
	}
	for range 3_000 {
		before, now := some(), some()
		p := letter.Compare(before, now)
		if p.Before != len(before) || p.Mended+p.Remaining != p.Before || p.Remaining+p.New != len(now) || p.Mended < 0 || p.Remaining < 0 || p.New < 0 {
			t.Fatalf("%+v of %d and %d", p, len(before), len(now))
		}
		if back := letter.Compare(now, before); back.Remaining != p.Remaining {
			t.Fatalf("%d remain, the other way %d", p.Remaining, back.Remaining)
		}
		mixed := slices.Clone(now)
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if again := letter.Compare(before, mixed); again != p {
			t.Fatalf("%+v in another order, %+v before", again, p)
		}
		moved := slices.Clone(before)
		for i := range moved {
			if moved[i].Row > 0 {
				moved[i] = at(moved[i].Row+100, moved[i].Field, moved[i].Rule, moved[i].Value)
			}
		}
		if same := letter.Compare(before, moved); same.Remaining != len(before) || same.New != 0 {
			t.Fatalf("%+v after rows moved, of %d", same, len(before))
		}
	}
}
