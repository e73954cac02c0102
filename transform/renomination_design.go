package transform

import (
	"cmp"
	"fmt"
	"slices"

	"lvzhi/internal/warehouse"
	"lvzhi/transform/stats"
)

// alike are eligible seats of one unit and level with the same measure: a row
// of int_renomination_design. Of a person who holds several seats, cluster says
// who.
type alike struct {
	province, measure, unit, level, cluster string
	step, n, proposed, events               int64 // events are those asked for each parameter
	steps                                   float64
}

func readAlike(input *warehouse.Table) ([]alike, error) {
	all := make([]alike, 0, len(input.Rows))
	for i, row := range input.Rows {
		c := &cells{row: row}
		a := alike{
			province: next[string](c), measure: next[string](c), unit: next[string](c), level: next[string](c), cluster: next[string](c),
			step: next[int64](c), steps: next[float64](c), n: next[int64](c), proposed: next[int64](c), events: next[int64](c),
		}
		if c.err != nil {
			return nil, fmt.Errorf("row %d: %w", i+1, c.err)
		}
		all = append(all, a)
	}
	return all, nil
}

// grouped parts rows that stand one after the other by a key.
func grouped(rows []alike, key func(alike) string) [][]alike {
	var parts [][]alike
	for len(rows) > 0 {
		end := slices.IndexFunc(rows, func(a alike) bool { return key(a) != key(rows[0]) })
		if end < 0 {
			end = len(rows)
		}
		parts, rows = append(parts, rows[:end:end]), rows[end:]
	}
	return parts
}

func measureOf(a alike) string { return a.measure }
func unitOf(a alike) string    { return a.unit }
func levelOf(a alike) string   { return a.level }

// byLevel is the rows in order of level, otherwise as they were.
func byLevel(rows []alike) []alike {
	return slices.SortedStableFunc(slices.Values(rows), func(a, b alike) int { return cmp.Compare(a.level, b.level) })
}

// places are the distinct values of a key, in order.
func places(rows []alike, key func(alike) string) []string {
	var all []string
	for _, part := range grouped(rows, key) {
		all = append(all, key(part[0]))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// design makes the cells of a regression: the rows of each unit and level, with
// the shared columns of that place.
func design(rows []alike, shared func(unit, level string) []float64) []stats.Cell {
	var made []stats.Cell
	clusters := map[string]int{}
	for _, part := range grouped(rows, func(a alike) string { return a.unit + "|" + a.level }) {
		cell := stats.Cell{Shared: shared(part[0].unit, part[0].level)}
		for _, a := range part {
			cell.Points = append(cell.Points, a.point(clusters))
		}
		made = append(made, cell)
	}
	return made
}

// point numbers the clusters from 1 in order of appearance.
func (a alike) point(clusters map[string]int) stats.Point {
	p := stats.Point{X: a.steps, N: float64(a.n), Y: float64(a.proposed)}
	if a.cluster != "" {
		if clusters[a.cluster] == 0 {
			clusters[a.cluster] = len(clusters) + 1
		}
		p.Cluster = clusters[a.cluster]
	}
	return p
}

// dummies are 1 at a value's place among the others and 0 elsewhere.
func dummies(all []string, value string) []float64 {
	d := make([]float64, len(all))
	if i, ok := slices.BinarySearch(all, value); ok {
		d[i] = 1
	}
	return d
}
