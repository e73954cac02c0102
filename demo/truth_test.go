package demo

import (
	"math"
	"testing"
)

// odds returns the crude odds ratio of being proposed, best band against
// other, and the Mantel-Haenszel one over unit and level.
func odds(strata []Stratum) (crude, mh float64, n int) {
	var a, b, c, d, num, den float64
	for _, s := range strata {
		w, x, y, z := float64(s.BestProposed), float64(s.BestNot), float64(s.OtherProposed), float64(s.OtherNot)
		a, b, c, d = a+w, b+x, c+y, d+z
		if size := w + x + y + z; size > 0 {
			num += w * z / size
			den += x * y / size
		}
		n += s.BestProposed + s.BestNot + s.OtherProposed + s.OtherNot
	}
	return a * d / (b * c), num / den, n
}

func TestSimpson(t *testing.T) {
	sum := 0.0
	for seed := range uint64(10) {
		_, truth := write(t, Options{Seed: seed + 1})
		crude, mh, n := odds(truth.Strata)
		t.Logf("seed %d: crude %.2f, Mantel-Haenszel %.2f, n %d", seed+1, crude, mh, n)
		sum += math.Log(mh)
		if n < 2500 {
			t.Errorf("seed %d: %d eligible with a measure, want 2,500", seed+1, n)
		}
		if crude > 1 || mh < 1.5 || mh > 4 {
			t.Errorf("seed %d: crude %.2f, Mantel-Haenszel %.2f: want a reversal", seed+1, crude, mh)
		}
	}
	if mean := math.Exp(sum / 10); mean < 2.2 || mean > 2.8 {
		t.Errorf("the ratio over ten seeds is %.2f, planted 2.5", mean)
	}
}
