package demo

import (
	"context"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"lvzhi/contracts"
)

// oddsRatios returns the crude odds ratio of being proposed, best band against
// other, and the Mantel-Haenszel one over unit and level.
func oddsRatios(strata []Stratum) (crude, mh float64, n int) {
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

// fates makes up the strata without writing a file.
func fates(t *testing.T, tables *tables, o Options) []Stratum {
	t.Helper()
	months := newCalendar(o)
	var strata []Stratum
	for _, p := range tables.units {
		w := tables.writer(p, o, months, "")
		w.people = tables.populate(p, o, months)
		tables.judge(p, o, months, w.people)
		w.countFates()
		strata = append(strata, w.truth.Strata...)
	}
	return strata
}

func small(t *testing.T, seed uint64) (*tables, Options) {
	t.Helper()
	tables, err := loadTables()
	if err != nil {
		t.Fatal(err)
	}
	o, err := Options{Seed: seed}.completed()
	if err != nil {
		t.Fatal(err)
	}
	return tables, o
}

func TestSimpson(t *testing.T) {
	sum := 0.0
	for seed := uint64(1); seed <= 10; seed++ {
		tables, o := small(t, seed)
		crude, mh, n := oddsRatios(fates(t, tables, o))
		t.Logf("seed %d: crude %.2f, Mantel-Haenszel %.2f, n %d", seed, crude, mh, n)
		sum += math.Log(mh)
		if n < 2500 {
			t.Errorf("seed %d: %d eligible with a measure, want 2,500", seed, n)
		}
		if crude > 1 || mh < 1.6 || mh > 3.9 {
			t.Errorf("seed %d: crude %.2f, Mantel-Haenszel %.2f: want a reversal", seed, crude, mh)
		}
	}
	if mean := math.Exp(sum / 10); mean < 2.2 || mean > 2.8 {
		t.Errorf("the ratio over ten seeds is %.2f, planted 2.5", mean)
	}
}

func TestShareWithoutMeasure(t *testing.T) {
	_, truth := write(t, Options{Seed: 1, Months: 1})
	n := truth.Nominations
	if missing := 1 - float64(n.Measured)/float64(n.Eligible); missing < 0.25 || missing > 0.35 {
		t.Errorf("%.2f of the eligible have no measure, want about 0.30", missing)
	}
	for _, reason := range []string{"age", "terms", "moved", "died", "resigned", "other_level"} {
		if n.OutOfScope[reason] == 0 {
			t.Errorf("nobody is out of scope for %s", reason)
		}
	}
}

// cluster is the ballots of one session.
type cluster struct{ m, y float64 }

// effective is the pooled rate of sessions and its effective number of
// ballots: linearised between sessions, with rho where they are too few.
func effective(cs []cluster, rho float64) (p, n float64) {
	var m, y, squares, v float64
	for _, c := range cs {
		m, y, squares = m+c.m, y+c.y, squares+c.m*c.m
	}
	p = y / m
	k := float64(len(cs))
	for _, c := range cs {
		v += (c.y - p*c.m) * (c.y - p*c.m)
	}
	v *= k / (k - 1) / (m * m)
	if k < 4 || v == 0 {
		return p, m / (1 + (squares/m-1)*rho)
	}
	deff := max(1, v/(p*(1-p)/m))
	quantile := distuv.StudentsT{Sigma: 1, Nu: k - 1}.Quantile(0.975)
	return p, m / deff * math.Pow(1.96/quantile, 2)
}

// funnel says which units lie outside the 99.8% limits in the last month,
// Spiegelhalter's way on the arcsine scale with between-county variance.
func funnel(t *testing.T, seed uint64) map[string]string {
	tables, o := small(t, seed)
	months := newCalendar(o)
	type place struct{ unit, county string }
	sessions := map[*session]*cluster{}
	at := map[place][]*cluster{}
	var units []string
	var all, satisfied float64
	for _, p := range tables.units {
		if p.Votes == "" {
			continue
		}
		if !slices.Contains(p.Skip, 0) { // who sent nothing last month is not compared
			units = append(units, p.Code)
		}
		w := tables.writer(p, o, months, "")
		w.people = tables.populate(p, o, months)
		w.reviews = tables.plan(p, o, months, w.people)
		for _, v := range w.accepted() {
			if v.month != len(months)-1 {
				continue
			}
			c := sessions[v.session]
			if c == nil {
				c = &cluster{}
				sessions[v.session] = c
				key := place{p.Code, v.cell.county}
				at[key] = append(at[key], c)
			}
			c.m, c.y = c.m+float64(v.valid), c.y+float64(v.satisfied)
			all, satisfied = all+float64(v.valid), satisfied+float64(v.satisfied)
		}
	}
	const rho = 0.02
	target := math.Asin(math.Sqrt(satisfied / all))
	var q, c, freedom float64
	y, s2, spread := map[string]float64{}, map[string]float64{}, map[string]float64{}
	for _, unit := range units {
		var own []cluster
		var weights, values, sizes []float64
		for key, cs := range at {
			if key.unit != unit {
				continue
			}
			var here []cluster
			size := 0.0
			for _, one := range cs {
				here, size = append(here, *one), size+one.m
			}
			own = append(own, here...)
			p, n := effective(here, rho)
			weights, values, sizes = append(weights, 4*n), append(values, math.Asin(math.Sqrt(p))), append(sizes, size)
		}
		p, n := effective(own, rho)
		y[unit], s2[unit] = math.Asin(math.Sqrt(p)), 1/(4*n)
		var w, wy, ww, total float64
		for i := range weights {
			w, wy, ww, total = w+weights[i], wy+weights[i]*values[i], ww+weights[i]*weights[i], total+sizes[i]
		}
		for i := range weights {
			q += weights[i] * math.Pow(values[i]-wy/w, 2)
			spread[unit] += math.Pow(sizes[i]/total, 2)
		}
		c += w - ww/w
		freedom += float64(len(weights) - 1)
	}
	tau2 := max(0, (q-freedom)/c)
	outside := map[string]string{}
	for _, unit := range units {
		switch z := (y[unit] - target) / math.Sqrt(s2[unit]+tau2*spread[unit]); {
		case z > 3.0902:
			outside[unit] = "high"
		case z < -3.0902:
			outside[unit] = "low"
		}
	}
	return outside
}

func TestFunnelFindsWhatWasPlanted(t *testing.T) {
	for seed := uint64(1); seed <= 10; seed++ {
		outside := funnel(t, seed)
		tables, _ := small(t, seed)
		for _, p := range tables.units {
			want := p.Satisfaction
			if want == "same" || p.Votes == "" {
				want = ""
			}
			if outside[p.Code] != want {
				t.Errorf("seed %d, unit %s: outside %q, planted %q", seed, p.Code, outside[p.Code], p.Satisfaction)
			}
		}
	}
}

// TestBandIsTheSameEveryYear: however transform puts years together, the band
// that the planted odds hang on must come out.
func TestBandIsTheSameEveryYear(t *testing.T) {
	tables, o := small(t, 4)
	months := newCalendar(o)
	for _, p := range tables.units {
		if p.Scheme == "" {
			continue
		}
		people := tables.populate(p, o, months)
		tables.judge(p, o, months, people)
		bands := tables.schemes[p.Scheme].Bands
		for _, m := range people {
			if m.points == nil {
				continue
			}
			for _, y := range m.points.years {
				got := slices.IndexFunc(bands, func(b contracts.Band) bool { return b.AtLeast == nil || float64(y.total)/10 >= *b.AtLeast })
				if got != m.points.band || m.points.best != (got == 0) || y.base+y.bonus-y.deducted != y.total {
					t.Fatalf("%s %d: total %d is in band %d, planted %d (best %v)", p.Code, y.year, y.total, got, m.points.band, m.points.best)
				}
			}
		}
	}
}

// TestBallotsAddUp: what is not planted must pass every check of the contract.
func TestBallotsAddUp(t *testing.T) {
	tables, o := small(t, 5)
	months := newCalendar(o)
	for _, p := range tables.units {
		people := tables.populate(p, o, months)
		for _, v := range tables.plan(p, o, months, people) {
			if v.satisfied+v.basic+v.dissatisfied+v.abstain != v.valid || v.valid+v.invalid != v.returned || v.returned > v.issued || v.basic < 0 {
				t.Fatalf("%s: %+v does not add up", p.Code, *v)
			}
			if v.outcome == "" && 4*v.dissatisfied > v.participants {
				t.Errorf("%s: unplanted row near a threshold", p.Code)
			}
			if v.day.Month() != months[v.month].Month() || !v.m.inOfficeAt(v.day) {
				t.Errorf("%s: review on %s", p.Code, v.day)
			}
		}
	}
}

func BenchmarkSmall(b *testing.B) {
	for b.Loop() {
		if _, err := Write(context.Background(), b.TempDir(), Options{Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
