package stats

// suppression is a table on its way to print.
type suppression struct {
	small         int64
	units, months int
	count, toDate [][]int64 // NoCell where there is none
	printings     Printings
	edition       int // the month that is being decided; those before are in print

	arcs    []arc    // the edition's network
	leaving [][]step // and what leads from each of its nodes
}

func newSuppression(counts [][]int64, small int64) *suppression {
	t := &suppression{small: small, units: len(counts), count: counts}
	for _, row := range counts {
		t.months = max(t.months, len(row))
		sum, toDate := int64(NoCell), make([]int64, len(row))
		for m, n := range row {
			if n != NoCell {
				sum = max(sum, 0) + n
			}
			toDate[m] = sum
		}
		t.toDate = append(t.toDate, toDate)
		t.printings.Month = append(t.printings.Month, make([]Printing, len(row)))
		t.printings.ToDate = append(t.printings.ToDate, make([]Printing, len(row)))
	}
	t.printings.TotalMonth = make([]Printing, t.months)
	t.printings.TotalToDate = make([]Printing, t.months)
	return t
}

// edit decides the edition's month: what is small, and what else must go so that
// nothing hidden up to now follows from what is shown.
func (t *suppression) edit() {
	t.open()
	t.wire()
	for again := true; again; { // a cell that helps becomes one to be helped
		again = false
		for _, a := range t.arcs {
			if a.n > 0 && a.unit >= 0 && *a.printing != Shown && t.protect(a) {
				again = true
			}
		}
	}
}

// open marks the edition's cells by their own counts.
func (t *suppression) open() {
	for u := range t.units {
		t.printings.Month[u][t.edition] = t.plain(t.count[u][t.edition])
		t.printings.ToDate[u][t.edition] = t.plain(t.toDate[u][t.edition])
	}
	t.printings.TotalMonth[t.edition] = Shown
	if t.printings.TotalToDate[t.edition] == Absent {
		t.printings.TotalToDate[t.edition] = Shown
	}
}

func (t *suppression) plain(n int64) Printing {
	switch {
	case n == NoCell:
		return Absent
	case n > 0 && n < t.small:
		return Small
	}
	return Shown
}

// protect makes sure a hidden count can have another value, hiding more where
// it must; it says whether more was hidden. Each step is tried only where the
// one before was not enough; with all of them taken every count can go up by 1.
func (t *suppression) protect(a arc) (more bool) {
	steps := []func(arc) bool{t.star, t.poolMonth, t.poolToDate, t.withhold}
	if t.contributors() < 2 { // pooling hides nothing where one unit is the total
		steps = []func(arc) bool{t.withhold, t.star, t.poolMonth, t.poolToDate}
	}
	for _, step := range append([]func(arc) bool{nil}, steps...) {
		if step != nil {
			more = step(a) || more
		}
		if circle, ok := t.circle(a); ok {
			return t.hide(circle) || more
		}
	}
	return more // not reached: with all of it hidden, the count can go up by 1
}

// contributors counts the units that have a cell in the edition's month.
func (t *suppression) contributors() (n int) {
	for u := range t.units {
		if t.count[u][t.edition] != NoCell {
			n++
		}
	}
	return n
}

// star hides that a count of this edition is small.
func (t *suppression) star(a arc) bool {
	if a.month != t.edition || *a.printing != Small {
		return false
	}
	*a.printing = Starred
	return true
}

// poolMonth leaves only the total of the edition's month.
func (t *suppression) poolMonth(arc) (more bool) {
	for u := range t.units {
		more = pool(&t.printings.Month[u][t.edition]) || more
	}
	return more
}

// poolToDate leaves only the total of the running totals. One that has not
// changed since it was shown would stay known.
func (t *suppression) poolToDate(arc) (more bool) {
	for u := range t.units {
		if t.count[u][t.edition] != NoCell || t.edition > 0 && t.printings.ToDate[u][t.edition-1] != Shown {
			more = pool(&t.printings.ToDate[u][t.edition]) || more
		}
	}
	return more
}

func pool(p *Printing) bool {
	if *p == Absent || *p == Pooled {
		return false
	}
	*p = Pooled
	return true
}

// withhold hides the edition's total, and with it every running total it is in.
func (t *suppression) withhold(arc) bool {
	if t.printings.TotalMonth[t.edition] == Withheld {
		return false
	}
	t.printings.TotalMonth[t.edition] = Withheld
	for m := t.edition; m < t.months; m++ {
		t.printings.TotalToDate[m] = Withheld
	}
	return true
}
