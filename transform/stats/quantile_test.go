package stats

import (
	"math"
	"testing"
)

// The values are the printed table of NIST/SEMATECH e-Handbook 1.3.6.7.2.
func TestT975AgreesWithThePrintedTable(t *testing.T) {
	table := map[int]float64{1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 10: 2.228, 17: 2.110, 30: 2.042, 60: 2.000, 100: 1.984}
	for df, want := range table {
		if got := T975(df); math.Abs(got-want) > 0.0005 {
			t.Errorf("T975(%d) = %.4f, the table says %.3f", df, got, want)
		}
	}
}
