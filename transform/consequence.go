package transform

import (
	"fmt"
	"maps"
	"slices"

	"lvzhi/internal/warehouse"
	"lvzhi/transform/stats"
)

// printWords are the words of print_kind.
var printWords = map[stats.Printing]string{
	stats.Shown: "shown", stats.Small: "small", stats.Starred: "complement", stats.Pooled: "province_only", stats.Withheld: "withheld",
}

// neverByUnit is the consequence whose counts are told for the province only.
const neverByUnit = "resign_or_recall"

// consequenceCount is one unit's month: n of the decided reviews had it.
type consequenceCount struct {
	consequence, unit, period string
	decided, n, small         int64
}

// consequencePrints fills int_consequence_print: one table of units and months
// for each consequence and year.
func consequencePrints(input *warehouse.Table) ([][]any, error) {
	years := map[string][]consequenceCount{}
	for _, row := range input.Rows {
		c := cells{row: row}
		n := consequenceCount{next[string](&c), next[string](&c), next[string](&c), next[int64](&c), next[int64](&c), next[int64](&c)}
		if c.err != nil {
			return nil, fmt.Errorf("read a count of consequences: %w", c.err)
		}
		key := n.consequence + n.period[:len("2006")]
		years[key] = append(years[key], n)
	}
	var rows [][]any
	for _, key := range slices.Sorted(maps.Keys(years)) {
		rows = append(rows, newConsequenceYear(years[key]).rows()...)
	}
	return rows, nil
}

// consequenceYear is one consequence in one year.
type consequenceYear struct {
	consequence    string
	units, periods []string
	n, decided     [][]int64 // by unit and period; stats.NoCell where nothing was decided
	printings      stats.Printings
}

func newConsequenceYear(counts []consequenceCount) consequenceYear {
	y := consequenceYear{consequence: counts[0].consequence}
	for _, c := range counts {
		y.units, y.periods = append(y.units, c.unit), append(y.periods, c.period)
	}
	slices.Sort(y.units)
	slices.Sort(y.periods)
	y.units, y.periods = slices.Compact(y.units), slices.Compact(y.periods)
	for range y.units {
		y.n = append(y.n, slices.Repeat([]int64{stats.NoCell}, len(y.periods)))
		y.decided = append(y.decided, slices.Repeat([]int64{stats.NoCell}, len(y.periods)))
	}
	for _, c := range counts {
		u, m := slices.Index(y.units, c.unit), slices.Index(y.periods, c.period)
		y.n[u][m], y.decided[u][m] = c.n, c.decided
	}
	if y.consequence == neverByUnit {
		y.printings = stats.TotalsOnly(y.n)
	} else {
		y.printings = stats.Suppress(y.n, counts[0].small)
	}
	return y
}

// rows are the year's in the order of the table's columns.
func (y consequenceYear) rows() (rows [][]any) {
	for m, period := range y.periods {
		for _, w := range []struct {
			kind  string
			first int
			units [][]stats.Printing
			total []stats.Printing
		}{
			{"month", m, y.printings.Month, y.printings.TotalMonth},
			{"ytd", 0, y.printings.ToDate, y.printings.TotalToDate},
		} {
			var all consequenceSum
			for u, unit := range y.units {
				if s := y.sum(u, w.first, m); s.cells > 0 {
					rows = append(rows, s.row(y.consequence, unit, period, w.kind, nil, w.units[u][m]))
					all.add(s.n, s.decided)
				}
			}
			rows = append(rows, all.row(y.consequence, "", period, w.kind, all.cells, w.total[m]))
		}
	}
	return rows
}

// sum adds up a unit's months from first to last.
func (y consequenceYear) sum(unit, first, last int) (s consequenceSum) {
	for m := first; m <= last; m++ {
		s.add(y.n[unit][m], y.decided[unit][m])
	}
	return s
}

// consequenceSum adds up cells that are there.
type consequenceSum struct{ cells, n, decided int64 }

func (s *consequenceSum) add(n, decided int64) {
	if n != stats.NoCell {
		s.cells, s.n, s.decided = s.cells+1, s.n+n, s.decided+decided
	}
}

func (s consequenceSum) row(consequence, unit, period, window string, units any, p stats.Printing) []any {
	return []any{consequence, unit, period, window, units, s.decided, s.n, printWords[p]}
}
