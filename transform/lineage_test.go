package transform

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
	"lvzhi/transform/syntax"
)

var update = flag.Bool("update", false, "write the files that hold what is derived")

// TestLineage: what is declared beside each model is what its SELECT says.
func TestLineage(t *testing.T) {
	all, err := models.Tables()
	if err != nil {
		t.Fatal(err)
	}
	db, _ := emptyWarehouse(t)
	catalog := readable(t, db)
	for _, m := range all {
		t.Run(m.Table(), func(t *testing.T) {
			var order []string
			for _, c := range catalog.Tables[m.Table()] {
				order = append(order, c.Name)
			}
			said := reading(t, db, catalog, m.Query)
			if len(said.Idle) > 0 {
				t.Errorf("named in the SELECT to no effect: %v", said.Idle)
			}
			want := derive(m, said, order).Text(order)
			file := filepath.Join("..", "sql", filepath.FromSlash(models.LineageFile(m)))
			if *update {
				if err := os.WriteFile(file, []byte(want), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := os.ReadFile(file); err != nil || string(got) != want {
				t.Errorf("%s does not say what the SELECT says (%v); run with -update and read the change", file, err)
			}
		})
	}
}

// derive is the lineage a model's SELECT says. What a computation in Go makes
// comes from all it reads, but for columns it hands through by name.
func derive(m models.Model, r syntax.Reading, order []string) models.Lineage {
	l := models.Lineage{Columns: map[string][]string{}, Rows: written(r.Rows), Behind: map[string][]models.Pair{}, Where: m.RowsOf}
	columns := r.Columns
	if m.IsFitted() {
		columns = handedThrough(r.Columns, m.Grain, order)
	}
	for _, c := range columns {
		l.Columns[c.Name] = written(c.Sources)
	}
	for _, input := range inputs(columns, r.Rows) {
		if pairs := behind(columns, m.Grain, input); len(pairs) > 0 {
			l.Behind[input] = pairs
		}
	}
	return l
}

func written(sources []syntax.Source) []string {
	list := []string{}
	for _, s := range sources {
		list = append(list, s.String())
	}
	return list
}

func handedThrough(read []syntax.Column, grain, order []string) []syntax.Column {
	var everything []syntax.Source
	for _, c := range read {
		everything = append(everything, c.Sources...)
	}
	slices.SortFunc(everything, func(a, b syntax.Source) int { return strings.Compare(a.String(), b.String()) })
	everything = slices.Compact(everything)
	var out []syntax.Column
	for _, name := range order {
		i := slices.IndexFunc(read, func(c syntax.Column) bool { return c.Name == name && slices.Contains(grain, name) })
		if i >= 0 {
			out = append(out, read[i])
		} else {
			out = append(out, syntax.Column{Name: name, Sources: everything})
		}
	}
	return out
}

func inputs(columns []syntax.Column, rows []syntax.Source) []string {
	all := written(rows)
	for _, c := range columns {
		all = append(all, written(c.Sources)...)
	}
	return slices.DeleteFunc(models.Inputs(all), func(table string) bool { return strings.HasPrefix(table, "ref.") })
}

// origin names one row of a file.
var origin = []string{"batch_id", "source_sheet", "source_row"}

// behind finds how one row of a table knows the rows of an input it was made
// of: by where they stood in their file, else by the grain, else by every
// value that was handed on.
func behind(columns []syntax.Column, grain []string, input string) []models.Pair {
	var pairs []models.Pair
	for _, c := range columns {
		for _, s := range c.Copies {
			if s.Schema+"."+s.Table == input {
				pairs = append(pairs, models.Pair{Column: c.Name, Input: s.Column, Words: c.Words, Blanks: c.Blanks})
			}
		}
	}
	among := func(key []string) []models.Pair {
		return slices.DeleteFunc(slices.Clone(pairs), func(p models.Pair) bool { return !slices.Contains(key, p.Column) })
	}
	if row := among(origin); len(row) >= len(origin) {
		return row
	}
	keys := among(grain)
	known := map[string]bool{}
	for _, p := range keys {
		known[p.Column] = true
	}
	if len(known) == len(grain) {
		return keys
	}
	// A table joined twice gives one of its columns two names: its own is meant.
	return slices.DeleteFunc(slices.Clone(pairs), func(p models.Pair) bool {
		return p.Column != p.Input && slices.ContainsFunc(pairs, func(o models.Pair) bool { return o.Input == p.Input && o.Column == p.Input })
	})
}

// TestLineageHolds: without a declared source a model cannot be built, and
// without all that is not declared it can.
func TestLineageHolds(t *testing.T) {
	ctx := context.Background()
	all, err := models.Tables()
	if err != nil {
		t.Fatal(err)
	}
	db, _ := emptyWarehouse(t)
	catalog := readable(t, db)
	tried := 0
	for _, m := range all {
		t.Run(m.Table(), func(t *testing.T) {
			l, ok, err := models.LineageOf(m)
			if err != nil || !ok {
				t.Fatalf("no lineage: %v", err)
			}
			needed := slices.Clone(l.Rows)
			for _, sources := range l.Columns {
				needed = append(needed, sources...)
			}
			slices.Sort(needed)
			needed = slices.Compact(needed)
			for _, source := range needed {
				tried++
				if err := without(ctx, t, db, m, []string{source}); err == nil {
					t.Errorf("builds without %s, which is declared", source)
				}
			}
			if err := without(ctx, t, db, m, undeclared(catalog, needed)); err != nil {
				t.Errorf("does not build with what is declared alone: %v", err)
			}
		})
	}
	t.Logf("%d declared sources taken away one by one", tried)
}

// undeclared is every column of the inputs that is not needed; a table keeps
// at least one.
func undeclared(catalog syntax.Catalog, needed []string) []string {
	var others []string
	for _, table := range models.Inputs(needed) {
		columns := catalog.Tables[table]
		for _, c := range columns {
			if source := table + "." + c.Name; !slices.Contains(needed, source) {
				others = append(others, source)
			}
		}
	}
	return others
}

// without binds the model's SELECT while columns are gone.
func without(ctx context.Context, t *testing.T, db *warehouse.DB, m models.Model, sources []string) error {
	t.Helper()
	if err := db.Exec(ctx, "begin transaction"); err != nil {
		t.Fatal(err)
	}
	defer db.Exec(ctx, "rollback")
	for _, s := range sources {
		table, column := models.SplitSource(s)
		query := "alter table " + table + " drop column " + warehouse.Quote(column)
		err := db.Exec(ctx, query)
		if err != nil && strings.Contains(err.Error(), "only has one column") { // then it is renamed
			err = db.Exec(ctx, "alter table "+table+" rename column "+warehouse.Quote(column)+" to gone")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := db.Query(ctx, "explain "+m.Query)
	return err
}
