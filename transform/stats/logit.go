package stats

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// ErrSeparated says that a coefficient has no finite estimate: some column
// tells the outcome of its observations without fail.
var ErrSeparated = errors.New("a coefficient has no finite estimate")

// Cell is a group of observations that share every column of a logistic
// regression but the last.
type Cell struct {
	Shared []float64 // the shared columns; a constant one is the intercept
	Points []Point
}

// Point is N observations with X in the last column, Y of them with the
// outcome. Cluster 0: each observation stands alone; otherwise all points of
// one number are dependent on each other.
type Point struct {
	X, N, Y float64
	Cluster int
}

// Fit is a fitted logistic regression: the coefficients of the shared columns,
// then X's, the information at them and the (penalised) log likelihood.
type Fit struct {
	Coefficients []float64
	Information  *mat.SymDense
	Likelihood   float64
	held         int // how many coefficients, from the last, were not fitted
}

// Slope is the coefficient of X.
func (f Fit) Slope() float64 { return f.Coefficients[len(f.Coefficients)-1] }

const (
	tolerance     = 1e-10 // of a step, against the largest coefficient
	logitSteps    = 40    // a finite maximum is reached in a dozen; towards an infinite one each step is about 1
	halvings      = 30
	largestStride = 5 // of one coefficient in one step, as logistf has it
)

// Logit maximises the likelihood of a logistic regression by iteratively
// reweighted least squares. ErrSeparated: there is no finite maximum. The
// columns must be independent (see Independent).
func Logit(cells []Cell) (Fit, error) {
	return climb(cells, zeros(cells), plain, none, logitSteps)
}

// LogitAt is Logit with the coefficient of X held at a value.
func LogitAt(cells []Cell, at float64) (Fit, error) {
	start := zeros(cells)
	start[len(start)-1] = at
	return climb(cells, start, plain, slope, logitSteps)
}

// How many coefficients are held: none, or that of X.
const (
	none  = 0
	slope = 1
)

func zeros(cells []Cell) []float64 { return make([]float64, len(cells[0].Shared)+1) }

// likelihood evaluates coefficients: the log likelihood, its slope (score) and
// the information.
type likelihood func(cells []Cell, beta []float64) (value float64, score []float64, information *mat.SymDense)

// climb goes uphill by Fisher scoring, with halved steps where a whole one
// leads down, until the step is nothing. The last held
// coefficients stay.
func climb(cells []Cell, start []float64, at likelihood, held, steps int) (Fit, error) {
	beta := start
	value, score, information := at(cells, beta)
	for range steps {
		step, ok := stride(score, information, len(beta)-held)
		if !ok {
			return Fit{}, ErrSeparated
		}
		if largest(step) <= tolerance*(1+largest(beta)) {
			return Fit{Coefficients: beta, Information: information, Likelihood: value, held: held}, nil
		}
		before := value
		for range halvings {
			next := moved(beta, step)
			v, s, i := at(cells, next)
			if v >= before-tolerance*math.Abs(before) {
				beta, value, score, information = next, v, s, i
				break
			}
			for j := range step {
				step[j] /= 2
			}
		}
	}
	return Fit{}, ErrSeparated
}

// stride solves information × step = score in the first k coefficients.
func stride(score []float64, information *mat.SymDense, k int) ([]float64, bool) {
	if k == 0 {
		return nil, true
	}
	var root mat.Cholesky
	var step mat.VecDense
	if !root.Factorize(information.SliceSym(0, k)) || root.SolveVecTo(&step, mat.NewVecDense(k, score[:k])) != nil {
		return nil, false
	}
	all := step.RawVector().Data
	if m := largest(all); m > largestStride {
		for j := range all {
			all[j] *= largestStride / m
		}
	}
	return all, !math.IsNaN(largest(all))
}

func moved(beta, step []float64) []float64 {
	next := append([]float64{}, beta...)
	for j, s := range step {
		next[j] += s
	}
	return next
}

func largest(values []float64) float64 {
	m := 0.0
	for _, v := range values {
		m = math.Max(m, math.Abs(v))
	}
	return m
}
