package transform

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// shares says what is built where in a build by passes.
type shares struct {
	ofUnits []contracts.Dataset // staged in a pass
	ofNone  []contracts.Dataset // staged at the end
	local   []models.Model      // built in a pass: the local models and what they read
	take    []string            // tables taken over from a pass
	rest    []models.Model      // built at the end
	inPass  []models.Assertion  // judged in a pass, because what they read stays there
	checks  []models.Assertion  // judged at the end
}

// share decides it. A model that is not local but read by one (a list of
// words, say) is built in the pass too, and again at the end where that is
// needed. A frugal build takes over the marts and what is read at the end;
// another takes everything over.
func (w way) share(ctx context.Context, db *warehouse.DB, o Options, g *graph, checks []models.Assertion) (shares, error) {
	var s shares
	isLocal := map[string]bool{} // tables whose rows each belong to a unit
	for _, d := range o.Datasets {
		if d.Source == contracts.FromBulletin {
			s.ofNone = append(s.ofNone, d)
			continue
		}
		s.ofUnits = append(s.ofUnits, d)
		for _, name := range stagingNames(d) {
			isLocal[name] = true
		}
	}
	var names, ends []string
	for _, m := range g.sorted {
		switch {
		case m.ByUnit:
			isLocal[m.Table()] = true
			names = append(names, m.Table())
		case !w.frugal || m.Schema == models.Marts:
			ends = append(ends, m.Table())
		}
	}
	inPass := g.behind(names, func(string) bool { return false })
	for _, c := range checks {
		read, err := tablesOf(ctx, db, c.Query)
		if err != nil {
			return s, err
		}
		if w.frugal && !slices.ContainsFunc(read, func(t string) bool { return !isLocal[t] && !inPass[t] && !strings.HasPrefix(t, "ref.") }) {
			s.inPass = append(s.inPass, c)
			continue
		}
		s.checks = append(s.checks, c)
		ends = append(ends, read...)
	}
	atEnd := g.behind(ends, func(table string) bool { return isLocal[table] })
	for _, m := range g.sorted {
		if inPass[m.Table()] {
			s.local = append(s.local, m)
		}
		if !m.ByUnit && atEnd[m.Table()] {
			s.rest = append(s.rest, m)
		}
		if m.ByUnit && (!w.frugal || atEnd[m.Table()] || m.Schema == models.Marts) {
			s.take = append(s.take, m.Table())
		}
	}
	for _, d := range s.ofUnits {
		for _, name := range stagingNames(d) {
			if !w.frugal || atEnd[name] {
				s.take = append(s.take, name)
			}
		}
	}
	return s, nil
}

func tablesOf(ctx context.Context, db *warehouse.DB, query string) ([]string, error) {
	refs, err := db.Refs(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read the inputs of a query: %w", err)
	}
	var names []string
	for _, r := range refs {
		names = append(names, r.Schema+"."+r.Table)
	}
	return names, nil
}

// pass builds units in databases of their own and takes their tables over, and
// those of units without a pass from the build before.
func (w way) pass(ctx context.Context, db *warehouse.DB, o Options, s shares, folder string) ([]Finding, error) {
	if w.reuse != "" {
		if err := takeOver(ctx, db, w.reuse, s.take, slices.Concat(w.passes...)); err != nil {
			return nil, fmt.Errorf("%w: %w", errNotTaken, err)
		}
	}
	var all []Finding
	for i, units := range w.passes {
		path := filepath.Join(folder, fmt.Sprintf("pass-%02d.duckdb", i))
		warnings, err := buildPass(ctx, path, o, units, s)
		if err != nil {
			return nil, fmt.Errorf("build units %s: %w", strings.Join(units, ", "), err)
		}
		all = addFindings(all, warnings)
		if err := takeOver(ctx, db, path, s.take, nil); err != nil {
			return nil, err
		}
		if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("clear pass: %w", err)
		}
		o.Log.Debug("units built", "units", strings.Join(units, " "))
	}
	return all, nil
}

func buildPass(ctx context.Context, path string, o Options, units []string, s shares) ([]Finding, error) {
	o.State = only(o.State, units)
	db, err := warehouse.Create(ctx, path)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if err := prepare(ctx, db, o); err != nil {
		return nil, err
	}
	if err := stage(ctx, db, o, s.ofUnits); err != nil {
		return nil, err
	}
	if err := materialiseAll(ctx, db, o, s.local); err != nil {
		return nil, err
	}
	warnings, err := judge(ctx, db, s.inPass)
	if err != nil {
		return nil, err
	}
	return warnings, db.Close()
}

// addFindings sums the rows of the same assertion.
func addFindings(all, more []Finding) []Finding {
	for _, f := range more {
		i := slices.IndexFunc(all, func(a Finding) bool { return a.Assertion == f.Assertion })
		if i < 0 {
			all = append(all, f)
			continue
		}
		all[i].Rows += f.Rows
	}
	return all
}

// only is the state as if no other unit had sent anything.
func only(state *lake.State, units []string) *lake.State {
	some, batches := *state, map[string]bool{}
	some.Batches, some.Files = nil, nil
	for _, b := range state.Batches {
		if slices.Contains(units, b.Unit) {
			some.Batches = append(some.Batches, b)
			batches[b.ID] = true
		}
	}
	for _, f := range state.Files {
		if batches[f.Batch] {
			some.Files = append(some.Files, f)
		}
	}
	return &some
}

// takeOver adds the rows of another database's tables, but those of some units.
func takeOver(ctx context.Context, db *warehouse.DB, path string, tables, without []string) error {
	steps := []string{"attach " + warehouse.Literal(path) + " as other (read_only)"}
	for _, t := range tables {
		schema, name, _ := strings.Cut(t, ".")
		table := warehouse.Quote(schema) + "." + warehouse.Quote(name)
		steps = append(steps,
			"create table if not exists "+table+" as from other."+table+" limit 0",
			"insert into "+table+" from other."+table+butUnits(without))
	}
	for _, step := range append(steps, "detach other") {
		if err := db.Exec(ctx, step); err != nil {
			return fmt.Errorf("take tables over: %w", err)
		}
	}
	return nil
}

func butUnits(units []string) string {
	if len(units) == 0 {
		return ""
	}
	var codes []string
	for _, unit := range units {
		codes = append(codes, warehouse.Literal(unit))
	}
	return " where unit_code not in (" + strings.Join(codes, ", ") + ")"
}
