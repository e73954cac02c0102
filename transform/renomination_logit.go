package transform

import (
	"errors"
	"math"

	"lvzhi/internal/warehouse"
	"lvzhi/transform/stats"
)

// renominationLogit fits int_renomination_logit: every measure in the province,
// each unit and each level.
func renominationLogit(input *warehouse.Table) ([][]any, error) {
	all, err := readAlike(input)
	if err != nil {
		return nil, err
	}
	var rows [][]any
	for _, ofMeasure := range grouped(all, measureOf) {
		rows = append(rows, associated("province", ofMeasure[0].province, ofMeasure))
		for _, ofUnit := range grouped(ofMeasure, unitOf) {
			rows = append(rows, associated("unit", ofUnit[0].unit, ofUnit))
		}
		for _, ofLevel := range grouped(byLevel(ofMeasure), levelOf) {
			if level := ofLevel[0].level; level != "" {
				rows = append(rows, associated("level", level, ofLevel))
			}
		}
	}
	return rows, nil
}

// associated is one stratum's row.
func associated(kind, stratum string, rows []alike) []any {
	units, levels := places(rows, unitOf), places(byLevel(rows), levelOf)
	cells := design(rows, func(unit, level string) []float64 {
		shared := append([]float64{1}, dummies(units, unit)[1:]...)
		return append(shared, dummies(levels, level)[1:]...)
	})
	m := fitMeasure(cells, rows[0].events)
	row := []any{kind, stratum, rows[0].measure, rows[0].step, m.n, m.proposed, m.parameters, m.clusters}
	return append(row, odds(m.slope), odds(m.low), odds(m.high), m.method)
}

// finite is a number, or NULL where there is none.
func finite(x float64) any {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return x
}

// odds is the ratio of a log odds ratio, NULL where either has no end.
func odds(log float64) any {
	if finite(log) == nil {
		return nil
	}
	return finite(math.Exp(log))
}

// measured is the coefficient of a measure with its 95% interval, not a number
// where method says why there is none.
type measured struct {
	n, proposed, parameters, clusters int64
	slope, low, high                  float64
	method                            string
}

// fitMeasure fits the regression, if its columns and the events allow.
func fitMeasure(cells []stats.Cell, events int64) measured {
	reduced, kept, refusal := admit(cells, events)
	m := measured{parameters: int64(len(kept)) + 1, clusters: int64(stats.Clusters(cells)), slope: math.NaN(), low: math.NaN(), high: math.NaN(), method: refusal}
	m.n, m.proposed = outcomes(cells)
	if refusal != "" {
		return m
	}
	f, err := stats.Logit(reduced)
	if errors.Is(err, stats.ErrSeparated) {
		return m.firth(reduced)
	}
	errs, err := stats.ClusteredErrors(reduced, f)
	if err != nil {
		m.method = "no_logit_one_cluster"
		return m
	}
	half := z95 * errs[len(errs)-1]
	m.slope, m.low, m.high, m.method = f.Slope(), f.Slope()-half, f.Slope()+half, "logit_cr1"
	return m
}

func (m measured) firth(cells []stats.Cell) measured {
	f, err := stats.Firth(cells)
	if err != nil {
		m.method = "no_logit_not_converged"
		return m
	}
	m.slope, m.method = f.Slope(), "logit_firth"
	m.low, m.high = stats.FirthInterval(cells, f)
	return m
}

// z95 is the 97.5% quantile of the standard normal, as the macro has it.
const z95 = 1.959963984540054

// admit leaves out dummies that follow from others, keeping the rest, and
// refuses what cannot be fitted or rests on too few.
func admit(cells []stats.Cell, events int64) (reduced []stats.Cell, kept []int, refusal string) {
	reduced, kept, varied := stats.Independent(cells)
	n, proposed := outcomes(cells)
	switch {
	case !varied:
		refusal = "no_logit_flat_measure"
	case min(proposed, n-proposed) < events*int64(len(kept)+1):
		refusal = "no_logit_few_events"
	}
	return reduced, kept, refusal
}

func outcomes(cells []stats.Cell) (n, proposed int64) {
	for _, c := range cells {
		for _, p := range c.Points {
			n, proposed = n+int64(p.N), proposed+int64(p.Y)
		}
	}
	return n, proposed
}
