package demo

import (
	"fmt"
	"testing"
)

// TestFlagsArePlanted: every seed plants each hint once, points in both years.
func TestFlagsArePlanted(t *testing.T) {
	want := map[string]int{"410400 copied_last_month": 1, "411000 heaping": 2, "411700 all_unanimous": 1, "410500 totals_never_disagree": 2}
	for seed := uint64(1); seed <= 3; seed++ {
		_, truth := write(t, Options{Seed: seed})
		got := map[string]int{}
		for _, f := range truth.Work.Flags {
			got[f.Unit+" "+f.Flag]++
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("seed %d: %v", seed, got)
		}
	}
}

// A run too short to hold the planted month plants nothing there.
func TestFlagsOfAShortRun(t *testing.T) {
	_, truth := write(t, Options{Seed: 1, Months: 2})
	for _, f := range truth.Work.Flags {
		if f.Dataset != "scores" {
			t.Errorf("planted %+v", f)
		}
	}
}

// TestHeapedTotalsKeepTheirBand: whole fives where the band has one.
func TestHeapedTotalsKeepTheirBand(t *testing.T) {
	for _, c := range []struct{ total, low, high, want int }{
		{873, 826, 893, 850}, {826, 826, 893, 850}, {849, 826, 893, 850}, {612, 606, 644, 612}, {700, 700, 749, 700},
	} {
		if got := heap(c.total, c.low, c.high); got != c.want {
			t.Errorf("%d in %d to %d: %d, want %d", c.total, c.low, c.high, got, c.want)
		}
	}
}
