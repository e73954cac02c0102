package transform

import (
	"fmt"
	"maps"
	"slices"

	"lvzhi/internal/warehouse"
	"lvzhi/transform/stats"
)

// personGroups joins the pairs of seats that are one person's.
func personGroups(input *warehouse.Table) ([][]any, error) {
	var pairs [][2]string
	unitOf := map[string]string{}
	for _, row := range input.Rows {
		unit, a, b := textOf(row[0]), textOf(row[1]), textOf(row[2])
		if unit == "" || a == "" || b == "" {
			return nil, fmt.Errorf("a pair of seats without a name: %v", row)
		}
		pairs = append(pairs, [2]string{a, b})
		unitOf[a], unitOf[b] = unit, unit
	}
	smallest := stats.Components(pairs)
	var rows [][]any
	for _, seat := range slices.Sorted(maps.Keys(smallest)) {
		rows = append(rows, []any{unitOf[seat], seat, smallest[seat]})
	}
	return rows, nil
}
