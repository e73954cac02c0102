package transform

import (
	"math"
	"testing"

	"lvzhi/contracts"
)

// With even last digits a fifth of whole numbers are multiples of five. The
// shipped line must be out of chance's reach with as few numbers as it is drawn
// for: the tail of the binomial, which scipy.stats.binom.sf(14, 30, 0.2) gives as
// 0.0002312256116677226 for 15 and more of 30.
func TestHeapingIsNoAccident(t *testing.T) {
	if got := evenTail(15, 30); math.Abs(got-0.0002312256116677226) > 1e-9*got {
		t.Errorf("15 and more of 30: %.17g", got)
	}
	choices, err := contracts.LoadChoices()
	if err != nil {
		t.Fatal(err)
	}
	value := map[string]any{}
	for _, c := range choices {
		value[c.Key] = c.Value
	}
	least, line := value["quality_heaping_rows"].(int64), value["quality_heaping_share"].(float64)
	for n := least; n <= 3*least; n++ {
		if chance := evenTail(int64(math.Ceil(line*float64(n))), n); chance > 0.001 {
			t.Errorf("%d numbers reach the line of %g by chance once in %.0f files", n, line, 1/chance)
		}
	}
}

// evenTail is the chance that k or more of n whole numbers are multiples of five.
func evenTail(k, n int64) float64 {
	sum := 0.0
	for i := k; i <= n; i++ {
		sum += math.Exp(logFactorial(n)-logFactorial(i)-logFactorial(n-i)) * math.Pow(0.2, float64(i)) * math.Pow(0.8, float64(n-i))
	}
	return sum
}

func logFactorial(n int64) float64 {
	v, _ := math.Lgamma(float64(n) + 1)
	return v
}
