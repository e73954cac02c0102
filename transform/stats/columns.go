package stats

import "gonum.org/v1/gonum/mat"

// dependent is the share of its squares that a column must have left beside
// the columns before it. Columns of zeros and ones are exact; a real column
// that is closer than this to a combination of others says nothing of its own.
const dependent = 1e-10

// Independent leaves out the shared columns that are a combination of those
// before them, as R's glm does. kept are the places of the others; varied
// tells whether X is not a combination of them.
func Independent(cells []Cell) (reduced []Cell, kept []int, varied bool) {
	k := len(cells[0].Shared)
	squares := mat.NewSymDense(k+1, nil)
	for _, c := range cells {
		var w moments
		for _, p := range c.Points {
			w.add(p.N, p.X)
		}
		w.spread(c.Shared, squares)
	}
	for j := range k + 1 {
		own := squares.At(j, j)
		if left := residual(squares, kept, j); own == 0 || left <= dependent*own {
			continue
		}
		if j == k {
			varied = true
			break
		}
		kept = append(kept, j)
	}
	for _, c := range cells {
		var shared []float64
		for _, j := range kept {
			shared = append(shared, c.Shared[j])
		}
		reduced = append(reduced, Cell{Shared: shared, Points: c.Points})
	}
	return reduced, kept, varied
}

// residual is what a regression of column j on the kept ones leaves of its
// squares.
func residual(squares *mat.SymDense, kept []int, j int) float64 {
	own := squares.At(j, j)
	if len(kept) == 0 {
		return own
	}
	among := mat.NewSymDense(len(kept), nil)
	with := mat.NewVecDense(len(kept), nil)
	for a, i := range kept {
		with.SetVec(a, squares.At(i, j))
		for b := a; b < len(kept); b++ {
			among.SetSym(a, b, squares.At(i, kept[b]))
		}
	}
	var root mat.Cholesky
	var share mat.VecDense
	if !root.Factorize(among) || root.SolveVecTo(&share, with) != nil {
		return 0
	}
	return own - mat.Dot(with, &share)
}
