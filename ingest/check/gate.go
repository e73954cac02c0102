package check

import (
	"slices"
)

// The rows of a file pass two hands: one reads and checks them, the other
// leaves out those that stand twice and gives the rest to the sink. They work
// at the same time, a bundle of rows apart.

// bundleRows is how many rows are handed over together.
const bundleRows = 256

// bundle is some rows in their order, accepted and rejected.
type bundle struct {
	rows     []passed
	rejected []*Rejected
	bytes    int // of the texts
}

// bundleBytes bounds what long texts make of a bundle.
const bundleBytes = 2 << 20

// passed is an accepted row with its fingerprints.
type passed struct {
	Row
	key, all uint64
	fields   []uint64 // fingerprints of the key's fields, where a 汇总 sheet is to be compared
	ordinal  uint32
	bytes    int // of its texts
}

// gate takes bundles until there are no more.
type gate struct {
	to      Sink
	seen    *seen
	full    chan *bundle
	empty   chan *bundle
	stopped chan struct{}
	err     error // why it stopped; read after stopped

	accepted, skipped, repeatedRows, warned, unlisted int
	wide, remarks                                     []Problem
}

func newGate(to Sink, s *seen, values int) *gate {
	g := &gate{to: to, seen: s, full: make(chan *bundle, 2), empty: make(chan *bundle, 4), stopped: make(chan struct{})}
	for range cap(g.empty) {
		b := &bundle{rows: make([]passed, 0, bundleRows)}
		store := make([]Value, bundleRows*values)
		for i := range bundleRows {
			b.rows[:bundleRows][i].Values = store[i*values : (i+1)*values : (i+1)*values]
		}
		g.empty <- b
	}
	return g
}

// run gives rows to the sink until the last bundle came, or the sink fails.
func (g *gate) run() {
	defer close(g.stopped)
	for b := range g.full {
		if g.err = g.pass(b); g.err != nil {
			return
		}
		clear(b.rejected)
		b.rows, b.rejected, b.bytes = b.rows[:0], b.rejected[:0], 0
		g.empty <- b
	}
}

// last hands the bundle over that is not full.
func (g *gate) last(filling *bundle) {
	select {
	case g.full <- filling:
	case <-g.stopped:
	}
}

// end waits until all rows have passed.
func (g *gate) end() error {
	close(g.full)
	<-g.stopped
	return g.err
}

func (g *gate) pass(b *bundle) error {
	g.seen.index.warm(b.rows)
	for i := range b.rows {
		if err := g.row(&b.rows[i]); err != nil {
			return err
		}
	}
	for _, row := range b.rejected {
		if err := g.to.Reject(row); err != nil {
			return err
		}
	}
	return nil
}

func (g *gate) row(row *passed) error {
	if g.repeats(row) {
		g.skipped++
		return nil
	}
	g.accepted++
	if len(row.Warnings) > 0 {
		g.warned++
		g.note(&g.remarks, row.Warnings...)
	}
	return g.to.Accept(&row.Row)
}

func (g *gate) note(list *[]Problem, problems ...Problem) {
	room := max(0, MostProblems-len(*list))
	*list = append(*list, problems[:min(len(problems), room)]...)
	g.unlisted += max(0, len(problems)-room)
}

// open gives the bundle that is being filled; nil when the gate has stopped.
func (g *gate) open(filling *bundle) *bundle {
	if filling != nil && len(filling.rows)+len(filling.rejected) < bundleRows && filling.bytes < bundleBytes {
		return filling
	}
	if filling != nil {
		select {
		case g.full <- filling:
		case <-g.stopped:
			return nil
		}
	}
	select {
	case b := <-g.empty:
		return b
	case <-g.stopped:
		return nil
	}
}

// add puts the row at hand into the bundle; the row's values are copied.
func (b *bundle) add(row *Row) *passed {
	n := len(b.rows)
	b.rows = b.rows[:n+1]
	p := &b.rows[n]
	copy(p.Values, row.Values)
	kept := p.Values
	p.Row = *row
	p.Values = kept
	return p
}

func (p *passed) remember(fields []uint64) { p.fields = slices.Clone(fields) }
