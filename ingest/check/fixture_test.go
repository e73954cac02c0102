package check

import (
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
	t := sheet.Table{Name: name}
	for i, cells := range rows {
		if r := (sheet.Row{Number: i + 1, Cells: cells}); !r.Blank() {
			t.Rows = append(t.Rows, r)
		}
	}
	return t
}

// puyang is September 2024 of 濮阳市.
func puyang(t testing.TB) Context {
	return Context{Unit: "410900", Scope: "all", Period: "2024-09", Arrival: contracts.Increment, Year: 2024, Places: places(t)}
}

// reading recognises the tables as a dataset and reads them.
func reading(t testing.TB, name string, ctx Context, tables ...sheet.Table) Result {
	t.Helper()
	m, ok := Recognise(tables, []contracts.Dataset{dataset(t, name)}, "")
	if !ok {
		t.Fatalf("not recognised as %s", name)
	}
	r := Rows(m, ctx)
	if r.Read != len(r.Accepted)+len(r.Quarantined)+r.Skipped {
		t.Errorf("read %d is not %d accepted + %d quarantined + %d skipped", r.Read, len(r.Accepted), len(r.Quarantined), r.Skipped)
	}
	return r
}

// value is a field of an accepted row.
func value(t testing.TB, name string, row Row, field string) any {
	t.Helper()
	for i, f := range dataset(t, name).Stored() {
		if f.Name == field {
			return row.Values[i]
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
