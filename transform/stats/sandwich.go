package stats

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// ErrOneCluster says that a clustered variance needs two clusters.
var ErrOneCluster = errors.New("a clustered variance needs two clusters")

// Clusters counts the independent groups of observations.
func Clusters(cells []Cell) int {
	alone, seen := 0.0, map[int]bool{}
	for _, c := range cells {
		for _, p := range c.Points {
			if p.Cluster == 0 {
				alone += p.N
			} else {
				seen[p.Cluster] = true
			}
		}
	}
	return int(alone) + len(seen)
}

// ClusteredErrors are the standard errors of the fitted coefficients of Logit
// or LogitAt from the sandwich variance clustered as the points say, with the
// correction G/(G−1) · (N−1)/(N−k), which is called CR1 (Stata's; R's
// sandwich::vcovCL(type = "HC1")).
func ClusteredErrors(cells []Cell, f Fit) ([]float64, error) {
	k, g, n := len(f.Coefficients)-f.held, float64(Clusters(cells)), Observations(cells)
	if g < 2 || n <= float64(k) {
		return nil, ErrOneCluster
	}
	var root mat.Cholesky
	var bread mat.SymDense
	if !root.Factorize(f.Information.SliceSym(0, k)) || root.InverseTo(&bread) != nil {
		return nil, ErrSeparated
	}
	var half, whole mat.Dense
	half.Mul(&bread, meat(cells, f.Coefficients).SliceSym(0, k))
	whole.Mul(&half, &bread)
	errs := make([]float64, k)
	for j := range errs {
		errs[j] = math.Sqrt(whole.At(j, j) * g / (g - 1) * (n - 1) / (n - float64(k)))
	}
	return errs, nil
}

// Observations counts them.
func Observations(cells []Cell) float64 {
	n := 0.0
	for _, c := range cells {
		for _, p := range c.Points {
			n += p.N
		}
	}
	return n
}

// meat is the sum over clusters of the square of the cluster's score.
func meat(cells []Cell, beta []float64) *mat.SymDense {
	k := len(beta) - 1
	sum := mat.NewSymDense(k+1, nil)
	place := map[int]int{}
	var scores [][]float64 // in order of first appearance
	for _, c := range cells {
		base := dot(c.Shared, beta)
		var alone moments
		for _, p := range c.Points {
			eta := base + p.X*beta[k]
			yes, no, _ := expits(eta)
			if p.Cluster == 0 {
				alone.add(p.Y*no*no+(p.N-p.Y)*yes*yes, p.X)
				continue
			}
			at, ok := place[p.Cluster]
			if !ok {
				at = len(scores)
				place[p.Cluster], scores = at, append(scores, make([]float64, k+1))
			}
			rest := p.Y*no - (p.N-p.Y)*yes
			for j, s := range c.Shared {
				scores[at][j] += s * rest
			}
			scores[at][k] += p.X * rest
		}
		alone.spread(c.Shared, sum)
	}
	for _, s := range scores {
		sum.SymRankOne(sum, 1, mat.NewVecDense(k+1, s))
	}
	return sum
}
