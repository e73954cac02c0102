package stats

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// chi95 is the 95% quantile of chi-square with one degree of freedom.
const chi95 = 3.841458820694124

const firthSteps = 2000 // scoring of the penalised likelihood is linear, not quadratic

// Firth maximises the likelihood penalised by the root of the determinant of
// the information (Firth 1993; Heinze and Schemper 2002), which has a finite
// maximum under separation.
func Firth(cells []Cell) (Fit, error) {
	return climb(cells, zeros(cells), penalised, none, firthSteps)
}

// FirthInterval is the 95% profile penalised likelihood interval of the
// coefficient of X around a fit by Firth, as logistf computes it: the penalty
// has the information of all coefficients at each point of the profile. An end
// that cannot be found is infinite.
func FirthInterval(cells []Cell, f Fit) (low, high float64) {
	p := profile{cells: cells, top: f}
	return p.end(-1), p.end(1)
}

// penalised is the log likelihood plus half the log determinant of the
// information. Its score adds to each observation its leverage times ½ − p.
func penalised(cells []Cell, beta []float64) (value float64, score []float64, information *mat.SymDense) {
	value, score, information = plain(cells, beta)
	var root mat.Cholesky
	if !root.Factorize(information) {
		return math.Inf(-1), score, information
	}
	var inverse mat.SymDense
	if root.InverseTo(&inverse) != nil {
		return math.Inf(-1), score, information
	}
	for _, c := range cells {
		pull(c, beta, &inverse, score)
	}
	return value + root.LogDet()/2, score, information
}

// pull adds what the penalty does to the score of a cell.
func pull(c Cell, beta []float64, inverse *mat.SymDense, score []float64) {
	k := len(beta) - 1
	var v0, v1 float64 // z′Vz = v0 + 2 v1 x + v2 x²
	for i, a := range c.Shared {
		for j, b := range c.Shared {
			v0 += a * b * inverse.At(i, j)
		}
		v1 += a * inverse.At(i, k)
	}
	base, v2 := dot(c.Shared, beta), inverse.At(k, k)
	var r0, r1 float64
	for _, p := range c.Points {
		eta := base + p.X*beta[k]
		yes, no, _ := expits(eta)
		leverage := p.N * yes * no * (v0 + 2*v1*p.X + v2*p.X*p.X)
		r0, r1 = r0+leverage*(0.5-yes), r1+leverage*(0.5-yes)*p.X
	}
	for j, s := range c.Shared {
		score[j] += s * r0
	}
	score[k] += r1
}

// profile is the penalised likelihood at a held slope, the other coefficients
// at their best; from remembers where these were found last.
type profile struct {
	cells []Cell
	top   Fit
	from  []float64
}

// excess is how far twice the fall from the top exceeds chi95.
func (p *profile) excess(at float64) float64 {
	start := append([]float64{}, p.from...)
	start[len(start)-1] = at
	f, err := climb(p.cells, start, penalised, slope, firthSteps)
	if err != nil {
		return math.NaN()
	}
	p.from = f.Coefficients
	return 2*(p.top.Likelihood-f.Likelihood) - chi95
}

const profileSteps = 100

// end finds where the profile falls below the limit, towards −1 or +1, by
// strides outwards and then between the last two.
func (p *profile) end(way float64) float64 {
	p.from = p.top.Coefficients
	inside, in := p.top.Slope(), -chi95
	stride := 2 / math.Sqrt(p.top.Information.At(len(p.from)-1, len(p.from)-1))
	outside, out := inside+way*stride, 0.0
	for range profileSteps {
		if out = p.excess(outside); !(out < 0) {
			break
		}
		stride *= 2
		inside, in, outside = outside, out, outside+way*stride
	}
	if !(out >= 0) {
		return math.Inf(int(way))
	}
	return p.cross(inside, in, outside, out, way)
}

// cross finds the zero between a slope inside and one outside by regula falsi;
// an end that stays twice counts half (Illinois).
func (p *profile) cross(inside, in, outside, out, way float64) float64 {
	last := 0.0
	for range profileSteps {
		next := (inside*out - outside*in) / (out - in)
		value := p.excess(next)
		if math.Abs(value) <= tolerance || math.Abs(outside-inside) <= tolerance*(1+math.Abs(next)) {
			return next
		}
		switch {
		case value < 0:
			inside, in = next, value
			if last < 0 {
				out /= 2
			}
		default:
			outside, out = next, value
			if last > 0 {
				in /= 2
			}
		}
		last = value
	}
	return math.Inf(int(way))
}
