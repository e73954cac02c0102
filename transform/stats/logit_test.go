package stats

import (
	"encoding/csv"
	"errors"
	"math"
	"os"
	"strconv"
	"testing"
)

// endometrial is the data of Heinze and Schemper (2002), Statistics in
// Medicine 21, 2409–2419: neovascularisation separates the outcome. The
// column put last is the one whose coefficient is Slope.
func endometrial(t *testing.T, last string) []Cell {
	t.Helper()
	file, err := os.Open("../testdata/reference/renomination_endometrial.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil || len(lines) != 80 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	var cells []Cell
	for _, line := range lines[1:] {
		cell, point := Cell{Shared: []float64{1}}, Point{N: 1}
		for j, name := range lines[0] {
			v, err := strconv.ParseFloat(line[j], 64)
			if err != nil {
				t.Fatal(err)
			}
			switch name {
			case "HG":
				point.Y = v
			case last:
				point.X = v
			default:
				cell.Shared = append(cell.Shared, v)
			}
		}
		cell.Points = []Point{point}
		cells = append(cells, cell)
	}
	return cells
}

func near(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Max(1e-3, math.Abs(want))) {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}

// Coefficients: R's brglm2 (AS_mean); intervals: optim and uniroot in R, see
// ../testdata/reference/renomination_endometrial.R. logistf prints the same
// (NV 2.929, 0.610 to 7.855; EH −2.604, −4.365 to −1.233).
func TestFirthAgreesWithTheEndometrialExample(t *testing.T) {
	for last, want := range map[string][3]float64{
		"NV": {2.9292733531971193, 0.609724436379, 7.854631698140},
		"PI": {-0.0347517598704366, -0.1244587208517, 0.0404554731806},
		"EH": {-2.6041639252936823, -4.36518324427, -1.23272106166},
	} {
		cells := endometrial(t, last)
		if _, err := Logit(cells); !errors.Is(err, ErrSeparated) {
			t.Errorf("%s: Logit finds a finite maximum: %v", last, err)
		}
		f, err := Firth(cells)
		if err != nil {
			t.Fatalf("%s: %v", last, err)
		}
		low, high := FirthInterval(cells, f)
		near(t, last, f.Slope(), want[0], 1e-9)
		near(t, last+" low", low, want[1], 1e-6)
		near(t, last+" high", high, want[2], 1e-6)
		near(t, last+" intercept", f.Coefficients[0], 3.7745597136471134, 1e-9)
	}
}

// The 2 × 2 table 10, 5, 4, 11: the slope is the log odds ratio, its variance
// the sum of the reciprocals (Woolf 1955); clustering alone, the sandwich is
// the same, but for the correction 30/29 · 29/28.
func TestLogitOfATwoByTwoTable(t *testing.T) {
	cells := []Cell{{Shared: []float64{1}, Points: []Point{{X: 1, N: 15, Y: 10}, {X: 0, N: 15, Y: 4}}}}
	f, err := Logit(cells)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "log odds ratio", f.Slope(), math.Log(10*11/(5*4.0)), 1e-12)
	se, err := ClusteredErrors(cells, f)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "variance", se[1]*se[1], (1/10.0+1/5.0+1/4.0+1/11.0)*30/29*29/28, 1e-12)
}

// Everybody twice, both of one cluster: a pair that moves as one counts as one.
func TestClustersCountOnce(t *testing.T) {
	var alone, pairs Cell
	alone.Shared, pairs.Shared = []float64{1}, []float64{1}
	for i := range 40 {
		p := Point{X: float64(i % 7), N: 1, Y: float64(i * i % 3 % 2)}
		alone.Points = append(alone.Points, p)
		p.Cluster = i + 1
		pairs.Points = append(pairs.Points, p, p)
	}
	one, two := []Cell{alone}, []Cell{pairs}
	if Clusters(one) != 40 || Clusters(two) != 40 || Observations(two) != 80 {
		t.Errorf("%d and %d clusters, %v observations", Clusters(one), Clusters(two), Observations(two))
	}
	variance := func(cells []Cell) float64 {
		f, err := Logit(cells)
		if err != nil {
			t.Fatal(err)
		}
		se, err := ClusteredErrors(cells, f)
		if err != nil {
			t.Fatal(err)
		}
		n := Observations(cells)
		return se[1] * se[1] * (n - 2) / (n - 1)
	}
	near(t, "variance", variance(two), variance(one), 1e-12)
}

func TestOneClusterHasNoVariance(t *testing.T) {
	cells := []Cell{{Shared: []float64{1}, Points: []Point{{X: 1, N: 15, Y: 10, Cluster: 1}, {X: 0, N: 15, Y: 4, Cluster: 1}}}}
	f, err := Logit(cells)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ClusteredErrors(cells, f); !errors.Is(err, ErrOneCluster) {
		t.Errorf("ClusteredErrors: %v", err)
	}
}

func TestSeparationIsFound(t *testing.T) {
	shared := []float64{1}
	for name, points := range map[string][]Point{
		"complete":       {{X: 0, N: 40}, {X: 1, N: 40, Y: 40}},
		"one cell empty": {{X: 0, N: 40, Y: 20}, {X: 1, N: 40, Y: 40}},
		"at one point":   {{X: 0, N: 40}, {X: 1, N: 40, Y: 20}, {X: 2, N: 40, Y: 40}},
		"one outcome":    {{X: 0, N: 40, Y: 40}, {X: 1, N: 40, Y: 40}},
	} {
		if f, err := Logit([]Cell{{Shared: shared, Points: points}}); !errors.Is(err, ErrSeparated) {
			t.Errorf("%s: %v, %v", name, f.Coefficients, err)
		}
	}
	// nearly is not
	f, err := Logit([]Cell{{Shared: shared, Points: []Point{{X: 0, N: 100000, Y: 1}, {X: 1, N: 100000, Y: 99999}}}})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "slope", f.Slope(), 2*math.Log(99999), 1e-9)
}

func TestHeldSlopeLeavesTheIntercept(t *testing.T) {
	// 30 of 100 at a predicted log odds of 0: the shift is logit(0.3).
	f, err := LogitAt([]Cell{{Shared: []float64{1}, Points: []Point{{N: 100, Y: 30}}}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "intercept", f.Coefficients[0], math.Log(0.3/0.7), 1e-10)
	near(t, "slope", f.Slope(), 1, 0)
}

func TestDependentColumnsAreLeftOut(t *testing.T) {
	// the third is the first less the second, the fourth empty; X is told by the cells
	cells := []Cell{
		{Shared: []float64{1, 0, 1, 0}, Points: []Point{{X: 3, N: 2}}},
		{Shared: []float64{1, 1, 0, 0}, Points: []Point{{X: 5, N: 3}}},
	}
	reduced, kept, varied := Independent(cells)
	if len(kept) != 2 || kept[0] != 0 || kept[1] != 1 || varied || len(reduced[1].Shared) != 2 {
		t.Errorf("kept %v, varied %v, reduced %v", kept, varied, reduced)
	}
	cells[1].Points = append(cells[1].Points, Point{X: 6, N: 1})
	if _, _, varied := Independent(cells); !varied {
		t.Error("X varies inside a cell")
	}
}
