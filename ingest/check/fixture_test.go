package check

import (
	"slices"
	"testing"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

func dataset(t testing.TB, name string) contracts.Dataset {
	t.Helper()
	all, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if d.Name == name {
			return d
		}
	}
	t.Fatalf("no dataset %q", name)
	return contracts.Dataset{}
}

func places(t testing.TB) *contracts.Places {
	t.Helper()
	p, err := contracts.LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// table makes a sheet of rows; an empty row is a blank line.
func table(name string, rows ...[]string) sheet.Table {
	var full []sheet.Row
	for i, cells := range rows {
		if r := (sheet.Row{Number: i + 1, Cells: cells}); !r.Blank() {
			full = append(full, r)
		}
	}
	return sheet.NewTable(name, full)
}

// puyang is September 2024 of 濮阳市.
func puyang(t testing.TB) Context {
	return Context{Unit: "410900", Scope: "all", Period: "2024-09", Arrival: contracts.Increment, Year: 2024, Places: places(t)}
}

// gathered is what a sink took, beside the tally.
type gathered struct {
	Tally
	Accepted    []Row
	Quarantined []Rejected
}

func (g *gathered) Accept(row *Row) error {
	kept := *row
	kept.Values = slices.Clone(row.Values)
	g.Accepted = append(g.Accepted, kept)
	return nil
}

func (g *gathered) Reject(row *Rejected) error {
	g.Quarantined = append(g.Quarantined, *row)
	return nil
}

// readAs recognises the tables as a dataset and reads them.
func readAs(t testing.TB, name string, ctx Context, tables ...sheet.Table) gathered {
	t.Helper()
	m, ok := Recognise(tables, []contracts.Dataset{dataset(t, name)}, "")
	if !ok {
		t.Fatalf("not recognised as %s", name)
	}
	var g gathered
	var err error
	if g.Tally, err = Rows(m, ctx, &g); err != nil {
		t.Fatal(err)
	}
	if g.Read != len(g.Accepted)+len(g.Quarantined)+g.Skipped || g.Tally.Accepted != len(g.Accepted) || g.Tally.Quarantined != len(g.Quarantined) {
		t.Errorf("read %d is not %d accepted + %d quarantined + %d skipped", g.Read, len(g.Accepted), len(g.Quarantined), g.Skipped)
	}
	return g
}

// value is a field of an accepted row.
func value(t testing.TB, name string, row Row, field string) any {
	t.Helper()
	for i, f := range dataset(t, name).Stored() {
		if f.Name == field {
			return row.Values[i].Any()
		}
	}
	t.Fatalf("%s has no field %s", name, field)
	return nil
}

// rules lists the rules of problems, in order.
func rules(problems []Problem) []string {
	var all []string
	for _, p := range problems {
		all = append(all, p.Rule)
	}
	return all
}
