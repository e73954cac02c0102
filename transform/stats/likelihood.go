package stats

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// plain is the log likelihood of a logistic regression. The binomial
// coefficients, which do not depend on the coefficients, are left out.
func plain(cells []Cell, beta []float64) (value float64, score []float64, information *mat.SymDense) {
	k := len(beta)
	score, information = make([]float64, k), mat.NewSymDense(k, nil)
	for _, c := range cells {
		base := dot(c.Shared, beta)
		var w moments
		var r0, r1 float64
		for _, p := range c.Points {
			eta := base + p.X*beta[k-1]
			yes, no, tail := expits(eta)
			value -= p.Y*math.Max(-eta, 0) + (p.N-p.Y)*math.Max(eta, 0) + p.N*tail
			rest := p.Y*no - (p.N-p.Y)*yes
			r0, r1 = r0+rest, r1+rest*p.X
			w.add(p.N*yes*no, p.X)
		}
		for j, s := range c.Shared {
			score[j] += s * r0
		}
		score[k-1] += r1
		w.spread(c.Shared, information)
	}
	return value, score, information
}

// moments are Σw, Σwx and Σwx² of a cell: all that its points add to a matrix
// of sums of squares and products.
type moments struct{ w, wx, wxx float64 }

func (m *moments) add(w, x float64) {
	m.w, m.wx, m.wxx = m.w+w, m.wx+w*x, m.wxx+w*x*x
}

// spread adds Σw·zz′ to a matrix, z being the shared columns and X.
func (m *moments) spread(shared []float64, to *mat.SymDense) {
	k := len(shared)
	for i, a := range shared {
		if a == 0 {
			continue
		}
		for j := i; j < k; j++ {
			if b := shared[j]; b != 0 {
				to.SetSym(i, j, to.At(i, j)+a*b*m.w)
			}
		}
		to.SetSym(i, k, to.At(i, k)+a*m.wx)
	}
	to.SetSym(k, k, to.At(k, k)+m.wxx)
}

// expits are the probability of the outcome and of its absence at log odds eta,
// each without loss where it is near none, and log(1 + e^−|eta|): the negative
// log likelihood of the likelier of the two.
func expits(eta float64) (yes, no, tail float64) {
	e := math.Exp(-math.Abs(eta))
	likely, rare := 1/(1+e), e/(1+e)
	if eta < 0 {
		likely, rare = rare, likely
	}
	return likely, rare, math.Log1p(e)
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}
