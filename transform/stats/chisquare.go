package stats

import "gonum.org/v1/gonum/stat/distuv"

// ChiSquareTail is the probability that chi-square with df degrees of freedom
// exceeds x.
func ChiSquareTail(x float64, df int) float64 {
	return distuv.ChiSquared{K: float64(df)}.Survival(x)
}
