package stats

// Printing says how a count goes to print.
type Printing int

const (
	Absent   Printing = iota // there is no such cell
	Shown                    // as it is
	Small                    // only that it is small: 1 up to below the limit
	Starred                  // not given, known to be at least 1
	Pooled                   // not given below the total, may be 0
	Withheld                 // a total that is not given
)

// Printings are those of a table of counts by unit (rows) and month, of the
// running totals since the first month, and of both over all units.
type Printings struct {
	Month, ToDate           [][]Printing
	TotalMonth, TotalToDate []Printing
}

// NoCell marks a unit that has no count in a month.
const NoCell = -1

// Suppress decides how counts that speak ill of few people go to print, month
// after month: counts[unit][month], NoCell where there is none; a count of 1 up
// to below small is Small. What a month prints depends on no later month, so what
// is in print stays right.
//
// What holds afterwards: to somebody who has every printed month, running total
// and total over units, and knows what each mark means, each count of at least 1
// that is not Shown can have two values or more. Shown by construction: each such
// count lies on a circle of the table's sums along which 1 can be added and taken
// without touching anything shown or leaving what the marks say. Nothing is
// promised against who also knows other sources or replays this choice.
//
// The circles are found by cheapest path, cell by cell (a greedy choice: few
// cells, not provably fewest): month cells before running totals, low counts
// first. Cox 1980 and Kelly, Golden and Assad 1992 have the network of such tables.
func Suppress(counts [][]int64, small int64) Printings {
	t := newSuppression(counts, small)
	for t.edition = range t.months {
		t.edit()
	}
	return t.printings
}

// TotalsOnly prints no count of a unit, and a total where at least two units
// have a count in the month. A running total that holds a withheld month is
// withheld: its difference to the one before would tell the month.
func TotalsOnly(counts [][]int64) Printings {
	t := newSuppression(counts, 1)
	for t.edition = range t.months {
		t.open()
		for u := range t.units {
			pool(&t.printings.Month[u][t.edition])
			pool(&t.printings.ToDate[u][t.edition])
		}
		if t.contributors() < 2 {
			t.withhold(arc{})
		}
	}
	return t.printings
}
