// Package stats holds what SQL cannot compute: quantiles of distributions. It
// is pure: no data, no clock, no files.
package stats

import "gonum.org/v1/gonum/stat/distuv"

// T975 is the 97.5% quantile of Student's t with df degrees of freedom, the
// factor of a two-sided 95% interval.
func T975(df int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(df)}.Quantile(0.975)
}
