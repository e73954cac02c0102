package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

func TestSuppressWorkedTables(t *testing.T) {
	for _, c := range []struct {
		name              string
		counts            [][]int64
		month, toDate     string // a row per unit: . absent, n shown, s small, * starred, p pooled
		total, totalSoFar string // w withheld
	}{
		{"nothing small", [][]int64{{5}, {0}, {9}}, "n/n/n", "n/n/n", "n", "n"},
		{"one small takes the lowest other", [][]int64{{1}, {0}, {9}, {4}}, "s/n/n/*", "s/n/n/*", "n", "n"},
		{"one of all: nothing else to take, so no unit is told", [][]int64{{1}, {0}, {0}}, "p/p/p", "p/p/p", "n", "n"},
		{"a small count with none that reported beside it", [][]int64{{1}}, "s", "s", "w", "w"},
		{"one unit alone, not small", [][]int64{{7}, {NoCell}}, "n/.", "n/.", "n", "n"},
		{"a small one and a two cover each other only where no other can", [][]int64{{1}, {2}, {0}}, "s/s/n", "s/s/n", "n", "n"},
		{"a one and a two take a third all the same", [][]int64{{1}, {2}, {8}}, "s/s/*", "s/s/*", "n", "n"},
		{"across months: February's counts close the circle again", [][]int64{{1, 5}, {9, 6}}, "s*/**", "sn/*n", "nn", "nn"},
		{"small together but not small to date", [][]int64{{2, 2}, {9, 9}}, "s*/**", "sn/*n", "nn", "nn"},
	} {
		p := Suppress(c.counts, 3)
		got := []string{marks(p.Month...), marks(p.ToDate...), marks(p.TotalMonth), marks(p.TotalToDate)}
		if want := []string{c.month, c.toDate, c.total, c.totalSoFar}; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", c.name, got, want)
		}
	}
}

func TestTotalsOnly(t *testing.T) {
	p := TotalsOnly([][]int64{{4, 0, NoCell, 2}, {NoCell, 1, NoCell, 0}, {1, 3, 2, 0}})
	got := []string{marks(p.Month...), marks(p.ToDate...), marks(p.TotalMonth), marks(p.TotalToDate)}
	if want := []string{"pp.p/.p.p/pppp", "pppp/.ppp/pppp", "nnwn", "nnww"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func marks(rows ...[]Printing) (text string) {
	for i, row := range rows {
		if i > 0 {
			text += "/"
		}
		for _, p := range row {
			text += string(".ns*pw"[p])
		}
	}
	return text
}

// An auditor who tries every table: on all small tables each hidden count can
// have two values, given all that is printed.
func TestNoHiddenCountFollowsFromWhatIsShown(t *testing.T) {
	random := rand.New(rand.NewPCG(1980, 75))
	audited := 0
	for i := range 4000 {
		shape := [][2]int{{1, 2}, {2, 1}, {2, 2}, {3, 1}, {2, 3}, {3, 2}, {4, 1}, {1, 4}, {3, 3}, {2, 4}}[i%10]
		counts := randomCounts(random, shape[0], shape[1], 5, 0.2)
		p := Suppress(counts, 3)
		audited += len(hidden(counts, p))
		if leak := auditAll(counts, p, 3); leak != "" {
			t.Fatalf("%v printed %s, %s, %s, %s: %s", counts, marks(p.Month...), marks(p.ToDate...), marks(p.TotalMonth), marks(p.TotalToDate), leak)
		}
		if leak := auditAll(counts, TotalsOnly(counts), 3); leak != "" {
			t.Fatalf("%v with totals only: %s", counts, leak)
		}
	}
	if audited < 10000 {
		t.Errorf("only %d hidden counts tried", audited)
	}
}

// The auditors see a leak where there is one.
func TestTheAuditorsSeeAPlantedLeak(t *testing.T) {
	counts := [][]int64{{1, 5}, {9, 6}, {0, 4}}
	p := Suppress(counts, 3)
	for u := range p.Month {
		for m := range p.Month[u] {
			if p.Month[u][m] == Starred {
				p.Month[u][m] = Shown
			}
		}
	}
	if auditAll(counts, p, 3) == "" || auditSums(counts, p) == "" || auditBounds(counts, p, 3) == "" {
		t.Errorf("not seen: %q, %q, %q", auditAll(counts, p, 3), auditSums(counts, p), auditBounds(counts, p, 3))
	}
}

// A year of 18 units is too much to try; two other attackers take it on: one
// solves the equations, one narrows ranges by them until nothing moves.
func TestAYearOfUnitsStandsAgainstEquationsAndRanges(t *testing.T) {
	random := rand.New(rand.NewPCG(1992, 18))
	for i := range 40 {
		counts := randomCounts(random, 18, 12, []int64{2, 4, 12, 40}[i%4], []float64{0, 0.3, 0.8}[i%3])
		p := Suppress(counts, 3)
		if leak := auditSums(counts, p) + auditBounds(counts, p, 3); leak != "" {
			t.Fatalf("%v: %s", counts, leak)
		}
	}
}

// What a month printed stays as it is when later months come in.
func TestWhatIsInPrintDoesNotChange(t *testing.T) {
	random := rand.New(rand.NewPCG(12, 1))
	for range 40 {
		counts := randomCounts(random, 6, 12, 6, 0.3)
		year := Suppress(counts, 3)
		for months := 1; months < 12; months++ {
			part := Suppress(firstMonths(counts, months), 3)
			cut := Printings{firstMonths(year.Month, months), firstMonths(year.ToDate, months), year.TotalMonth[:months], year.TotalToDate[:months]}
			if !reflect.DeepEqual(part, cut) {
				t.Fatalf("%v: after %d months %v, in the year %v", counts, months, part, cut)
			}
		}
	}
}

func firstMonths[T any](rows [][]T, months int) (cut [][]T) {
	for _, row := range rows {
		cut = append(cut, row[:months])
	}
	return cut
}

func randomCounts(random *rand.Rand, units, months int, most int64, missing float64) [][]int64 {
	counts := make([][]int64, units)
	for u := range counts {
		for range months {
			n := random.Int64N(most + 1)
			switch {
			case random.Float64() < missing:
				n = NoCell
			case random.IntN(3) == 0:
				n = 0
			}
			counts[u] = append(counts[u], n)
		}
	}
	return counts
}

// cell is a place in the table: a month's count, or with toDate the sum of a
// unit's counts up to it.
type cell struct {
	unit, month int
	toDate      bool
}

func hidden(counts [][]int64, p Printings) (cells []cell) {
	for u, row := range counts {
		for m, n := range row {
			if n > 0 && p.Month[u][m] != Shown {
				cells = append(cells, cell{u, m, false})
			}
			if sumTo(row, m) > 0 && p.ToDate[u][m] != Shown {
				cells = append(cells, cell{u, m, true})
			}
		}
	}
	return cells
}

func sumTo(row []int64, month int) (sum int64) {
	for _, n := range row[:month+1] {
		sum += max(n, 0)
	}
	return sum
}

func allows(p Printing, n, actual, small int64) bool {
	switch p {
	case Shown:
		return n == actual
	case Small:
		return n >= 1 && n < small
	case Starred:
		return n >= 1
	}
	return n >= 0
}

// auditAll tries every table with counts up to a little above the true ones.
func auditAll(counts [][]int64, p Printings, small int64) string {
	values := map[cell]map[int64]bool{}
	cells := hidden(counts, p)
	for _, c := range cells {
		values[c] = map[int64]bool{}
	}
	guess := make([][]int64, len(counts))
	for u, row := range counts {
		guess[u] = slices.Clone(row)
	}
	var try func(at int)
	try = func(at int) {
		if at == len(counts)*len(counts[0]) {
			if !totalsAgree(counts, guess, p) {
				return
			}
			for _, c := range cells {
				n := guess[c.unit][c.month]
				if c.toDate {
					n = sumTo(guess[c.unit], c.month)
				}
				values[c][n] = true
			}
			return
		}
		u, m := at/len(counts[0]), at%len(counts[0])
		low, high := int64(0), counts[u][m]+2
		if counts[u][m] == NoCell {
			low, high = NoCell, NoCell
		}
		for n := low; n <= high; n++ {
			guess[u][m] = n
			fits := n == NoCell || allows(p.Month[u][m], n, counts[u][m], small)
			if fits && (p.ToDate[u][m] == Absent || allows(p.ToDate[u][m], sumTo(guess[u], m), sumTo(counts[u], m), small)) {
				try(at + 1)
			}
		}
		guess[u][m] = counts[u][m]
	}
	try(0)
	for _, c := range cells {
		if len(values[c]) < 2 {
			return fmt.Sprintf("%+v can only be %v", c, values[c])
		}
	}
	return ""
}

func totalsAgree(counts, guess [][]int64, p Printings) bool {
	for m := range counts[0] {
		var month, toDate, trueMonth, trueToDate int64
		for u := range counts {
			month, trueMonth = month+max(guess[u][m], 0), trueMonth+max(counts[u][m], 0)
			toDate, trueToDate = toDate+sumTo(guess[u], m), trueToDate+sumTo(counts[u], m)
		}
		if p.TotalMonth[m] == Shown && month != trueMonth || p.TotalToDate[m] == Shown && toDate != trueToDate {
			return false
		}
	}
	return true
}

// auditSums solves what is shown as linear equations in the month cells, modulo
// a prime: a hidden count is found out if it is a combination of them.
func auditSums(counts [][]int64, p Printings) string {
	months := len(counts[0])
	size := len(counts) * months
	row := func(include func(u, m int) bool) []int64 {
		r := make([]int64, size)
		for u := range counts {
			for m := range months {
				if counts[u][m] != NoCell && include(u, m) {
					r[u*months+m] = 1
				}
			}
		}
		return r
	}
	var known [][]int64
	for at := range months {
		for unit := range counts {
			if p.Month[unit][at] == Shown {
				known = append(known, row(func(u, m int) bool { return u == unit && m == at }))
			}
			if p.ToDate[unit][at] == Shown {
				known = append(known, row(func(u, m int) bool { return u == unit && m <= at }))
			}
		}
		if p.TotalMonth[at] == Shown {
			known = append(known, row(func(_, m int) bool { return m == at }))
		}
		if p.TotalToDate[at] == Shown {
			known = append(known, row(func(_, m int) bool { return m <= at }))
		}
	}
	basis := map[int][]int64{} // by leading column
	for _, r := range known {
		if lead := reduce(r, basis); lead >= 0 {
			basis[lead] = r
		}
	}
	for _, c := range hidden(counts, p) {
		r := row(func(u, m int) bool { return u == c.unit && (m == c.month || c.toDate && m < c.month) })
		if reduce(r, basis) < 0 {
			return fmt.Sprintf("%+v follows from the sums", c)
		}
	}
	return ""
}

const prime = 1_000_003

// reduce takes the basis out of a row and returns its leading column, made 1,
// or -1 where nothing is left.
func reduce(r []int64, basis map[int][]int64) int {
	for i := range r {
		if r[i] == 0 {
			continue
		}
		b, ok := basis[i]
		if !ok {
			inverse := power(r[i], prime-2)
			for j := i; j < len(r); j++ {
				r[j] = r[j] * inverse % prime
			}
			return i
		}
		f := r[i]
		for j := i; j < len(r); j++ {
			r[j] = ((r[j]-f*b[j])%prime + prime) % prime
		}
	}
	return -1
}

func power(x, n int64) int64 {
	y := int64(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			y = y * x % prime
		}
		x = x * x % prime
	}
	return y
}

// bound is what an attacker knows of a number.
type bound struct{ low, high int64 }

// auditBounds narrows what the marks allow by every sum, until nothing moves.
func auditBounds(counts [][]int64, p Printings, small int64) string {
	months := len(counts[0])
	of := func(mark Printing, n int64) *bound {
		switch mark {
		case Absent:
			return &bound{0, 0}
		case Shown:
			return &bound{n, n}
		case Small:
			return &bound{1, small - 1}
		case Starred:
			return &bound{1, math.MaxInt32}
		}
		return &bound{0, math.MaxInt32}
	}
	all := map[cell]*bound{}
	var sums [][]*bound // the first is the sum of the others
	for m := range months {
		month, toDate := []*bound{nil}, []*bound{nil}
		var total, totalToDate int64
		for u := range counts {
			c, d := of(p.Month[u][m], counts[u][m]), of(p.ToDate[u][m], sumTo(counts[u], m))
			all[cell{u, m, false}], all[cell{u, m, true}] = c, d
			total, totalToDate = total+max(counts[u][m], 0), totalToDate+sumTo(counts[u], m)
			month, toDate = append(month, c), append(toDate, d)
			if before, ok := all[cell{u, m - 1, true}]; ok {
				sums = append(sums, []*bound{d, before, c})
			} else {
				sums = append(sums, []*bound{d, c})
			}
		}
		month[0], toDate[0] = of(p.TotalMonth[m], total), of(p.TotalToDate[m], totalToDate)
		sums = append(sums, month, toDate)
	}
	for moved := true; moved; {
		moved = false
		for _, s := range sums {
			moved = narrow(s) || moved
		}
	}
	for _, c := range hidden(counts, p) {
		if b := all[c]; b.low >= b.high {
			return fmt.Sprintf("%+v can only be %d", c, b.low)
		}
	}
	return ""
}

func narrow(sum []*bound) (moved bool) {
	var low, high int64
	for _, b := range sum[1:] {
		low, high = low+b.low, high+b.high
	}
	tighten := func(b *bound, low, high int64) {
		if low > b.low {
			b.low, moved = low, true
		}
		if high < b.high {
			b.high, moved = high, true
		}
	}
	for _, b := range sum[1:] {
		tighten(b, sum[0].low-(high-b.high), sum[0].high-(low-b.low))
	}
	low, high = 0, 0
	for _, b := range sum[1:] {
		low, high = low+b.low, high+b.high
	}
	tighten(sum[0], low, high)
	return moved
}
