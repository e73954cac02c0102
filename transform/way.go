package transform

import (
	"context"
	"maps"
	"slices"

	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
)

// A model with the header `-- by: unit_code` is local: a unit's rows come of
// that unit's rows alone. So local models may be built for some units at a
// time, and taken over from the build before for units that sent nothing new.
// The others are built of all units, at the end.

// way is how a build goes about it. Without passes everything is built at once.
type way struct {
	passes [][]string // the units built together, each in a database of its own
	reuse  string     // the database the other units' rows are taken from
	frugal bool       // keep only what is read later: the lake is large
}

// manyRows is when a build goes unit by unit, to hold one unit at a time, where
// Options do not say.
const manyRows = 20_000_000

func chooseWay(o Options) way {
	units := slices.Sorted(maps.Keys(filesOfUnits(o.State)))
	units = slices.DeleteFunc(units, func(u string) bool { return u == "" })
	if isLarge(o) {
		w := way{frugal: true}
		for _, u := range units {
			w.passes = append(w.passes, []string{u})
		}
		return w
	}
	if o.before == nil || o.Whole {
		return way{}
	}
	changed := changedUnits(marksOf(o).Units, o.before.units)
	if 2*len(changed) > len(units) {
		return way{} // little is left to take over
	}
	w := way{passes: [][]string{}, reuse: o.before.path}
	if len(changed) > 0 {
		w.passes = append(w.passes, changed)
	}
	return w
}

func isLarge(o Options) bool {
	many := o.ManyRows
	if many == 0 {
		many = manyRows
	}
	return liveRows(o.State) > many
}

func liveRows(state *lake.State) (n int64) {
	for _, b := range state.Batches {
		if b.ReplacedBy == "" {
			n += b.Accepted
		}
	}
	return n
}

// changedUnits are those with other files than before, also those without any.
func changedUnits(now, before map[string]string) []string {
	changed := map[string]bool{}
	for unit := range now {
		changed[unit] = now[unit] != before[unit]
	}
	for unit := range before {
		changed[unit] = now[unit] != before[unit]
	}
	maps.DeleteFunc(changed, func(unit string, is bool) bool { return !is || unit == "" })
	return slices.Sorted(maps.Keys(changed))
}

// build makes every table the way says and returns what the assertions warn of.
func (w way) build(ctx context.Context, db *warehouse.DB, o Options, g *graph, folder string) ([]Finding, error) {
	checks, err := assertions(g.sorted)
	if err != nil {
		return nil, err
	}
	if w.passes == nil {
		if err := stage(ctx, db, o, o.Datasets); err != nil {
			return nil, err
		}
		if err := materialiseAll(ctx, db, o, g.sorted); err != nil {
			return nil, err
		}
		return judge(ctx, db, checks)
	}
	p, err := w.share(ctx, db, o, g, checks)
	if err != nil {
		return nil, err
	}
	// Two databases are open in a pass; the build's own only copies then.
	if err := limitMemory(ctx, db, copyMemory); err != nil {
		return nil, err
	}
	warnings, err := w.pass(ctx, db, o, p, folder)
	if err != nil {
		return nil, err
	}
	if err := limitMemory(ctx, db, buildMemory); err != nil {
		return nil, err
	}
	if err := stage(ctx, db, o, p.ofNone); err != nil {
		return nil, err
	}
	if err := materialiseAll(ctx, db, o, p.rest); err != nil {
		return nil, err
	}
	more, err := judge(ctx, db, p.checks)
	return append(warnings, more...), err
}
