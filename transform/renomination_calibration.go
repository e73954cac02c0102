package transform

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"lvzhi/internal/warehouse"
	"lvzhi/transform/stats"
)

// renominationLeftOut fits int_renomination_left_out: every measure, without
// each unit in turn.
func renominationLeftOut(input *warehouse.Table) ([][]any, error) {
	all, err := readAlike(input)
	if err != nil {
		return nil, err
	}
	var rows [][]any
	for _, ofMeasure := range grouped(all, measureOf) {
		rows = append(rows, leftOut(ofMeasure)...)
	}
	return rows, nil
}

// leftOut are the rows of one measure. The cells of a unit are made once.
func leftOut(rows []alike) [][]any {
	levels := places(byLevel(rows), levelOf)
	units := grouped(rows, unitOf)
	cells := design(rows, func(_, level string) []float64 { return dummies(levels, level) })
	var made [][]any
	from := 0
	for _, out := range units {
		own := places(byLevel(out), levelOf)
		others := slices.Concat(cells[:from], cells[from+len(own):])
		from += len(own)
		found := predict(others, levels, out[0].events)
		for _, level := range own {
			made = append(made, []any{out[0].measure, out[0].unit, level, found.n, found.proposed,
				finite(found.intercept(level)), finite(found.slope), found.method})
		}
	}
	return made
}

// prediction is a regression with an intercept for each level.
type prediction struct {
	n, proposed int64
	levels      map[string]float64
	slope       float64
	method      string
}

func (p prediction) intercept(level string) float64 {
	if v, ok := p.levels[level]; ok {
		return v
	}
	return math.NaN()
}

func predict(cells []stats.Cell, levels []string, events int64) prediction {
	p := prediction{slope: math.NaN(), method: "no_logit_one_unit"}
	if len(cells) == 0 {
		return p
	}
	p.n, p.proposed = outcomes(cells)
	reduced, kept, refusal := admit(cells, events)
	if p.method = refusal; refusal != "" {
		return p
	}
	p.method = "logit"
	f, err := stats.Logit(reduced)
	if errors.Is(err, stats.ErrSeparated) {
		p.method = "logit_firth"
		f, err = stats.Firth(reduced)
	}
	if err != nil {
		p.method = "no_logit_not_converged"
		return p
	}
	p.slope, p.levels = f.Slope(), map[string]float64{}
	for i, j := range kept { // a level that no other unit has is an empty column
		p.levels[levels[j]] = f.Coefficients[i]
	}
	return p
}

// renominationCalibration fits int_renomination_calibration.
func renominationCalibration(input *warehouse.Table) ([][]any, error) {
	var measures []string
	points, clusters := map[string][]stats.Point{}, map[string]int{}
	for i, row := range input.Rows {
		c := &cells{row: row}
		measure := next[string](c)
		a := alike{cluster: next[string](c), steps: next[float64](c), n: next[int64](c), proposed: next[int64](c)}
		if c.err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, c.err)
		}
		if points[measure] == nil {
			measures = append(measures, measure)
		}
		points[measure] = append(points[measure], a.point(clusters))
	}
	var rows [][]any
	for _, measure := range measures {
		rows = append(rows, calibrated(measure, points[measure]))
	}
	return rows, nil
}

func calibrated(measure string, points []stats.Point) []any {
	c, err := stats.Calibrate(points)
	if err != nil {
		return []any{measure, nil, nil, nil, nil, nil, nil, "no_calibration"}
	}
	return []any{measure, c.Shift, c.Shift - z95*c.ShiftError, c.Shift + z95*c.ShiftError,
		c.Slope, c.Slope - z95*c.SlopeError, c.Slope + z95*c.SlopeError, "calibration_cr1"}
}

// renominationSignificance fits int_renomination_significance.
func renominationSignificance(input *warehouse.Table) ([][]any, error) {
	var rows [][]any
	for i, row := range input.Rows {
		c := &cells{row: row}
		kind, stratum, measure := next[string](c), next[string](c), next[string](c)
		cmh, bd := tail(c, 1), any(nil)
		if df, ok := row[len(row)-1].(int64); ok {
			bd = tail(c, int(df))
		}
		if c.err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, c.err)
		}
		rows = append(rows, []any{kind, stratum, measure, cmh, bd})
	}
	return rows, nil
}

// tail is the probability of a chi square at least as large as the next cell.
func tail(c *cells, df int) any {
	known := c.known()
	x := next[float64](c)
	if !known {
		return nil
	}
	return stats.ChiSquareTail(x, df)
}
