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
		var month, toDate consequenceSum
		for u, unit := range y.units {
			so := consequenceSum{}
			for i := range m + 1 {
				so.add(y.n[u][i], y.decided[u][i])
			}
			one := consequenceSum{}
			one.add(y.n[u][m], y.decided[u][m])
			if one.units > 0 {
				rows = append(rows, one.row(y.consequence, unit, period, "month", y.printings.Month[u][m], nil))
				month.add(one.n, one.decided)
			}
			if so.units > 0 {
				rows = append(rows, so.row(y.consequence, unit, period, "ytd", y.printings.ToDate[u][m], nil))
				toDate.add(so.n, so.decided)
			}
		}
		rows = append(rows, month.row(y.consequence, "", period, "month", y.printings.TotalMonth[m], month.units),
			toDate.row(y.consequence, "", period, "ytd", y.printings.TotalToDate[m], toDate.units))
	}
	return rows
}

// consequenceSum adds up cells that are there.
type consequenceSum struct{ units, n, decided int64 }

func (s *consequenceSum) add(n, decided int64) {
	if n != stats.NoCell {
		s.units, s.n, s.decided = s.units+1, s.n+n, s.decided+decided
	}
}

func (s consequenceSum) row(consequence, unit, period, window string, p stats.Printing, units any) []any {
	return []any{consequence, unit, period, window, units, s.decided, s.n, printWords[p]}
}
