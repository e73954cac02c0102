package contracts

import (
	"errors"
	"testing"
)

// What an office types into its files is taken or said to be wrong, never more.
func FuzzOfficeFiles(f *testing.F) {
	for _, seed := range []string{"", "shift: next", "years:\n  - {year: 2027, off: [2027-02-05..2027-02-11], work: [2027-02-13]}",
		"due:\n  - {dataset: votes, from: 2025-01, day: 31}", "excused:\n  - {unit: 濮阳市, dataset: all, reason: x}", "owed: {votes: nobody}",
		"columns:\n  - {dataset: votes, field: valid, header: 甲, unit: 410900, on: 2024-10-20}\nplaces:\n  - {name: 甲地, code: '410900'}",
		"a: &a [*a]", "? [1]\n: 2", "- 1", "columns: 1", "\x00", "!!binary x"} {
		f.Add([]byte(seed))
	}
	shipped, err := LoadCalendar()
	if err != nil {
		f.Fatal(err)
	}
	datasets, err := Datasets()
	if err != nil {
		f.Fatal(err)
	}
	places, err := LoadPlaces()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var m *Mistake
		c, err := shipped.With(raw, datasets, places)
		if err != nil && !errors.As(err, &m) {
			t.Fatalf("no mistake: %v", err)
		}
		if err == nil && c.Due(datasets[0], "2027-01").IsZero() {
			t.Fatal("no due date")
		}
		a, err := ReadAliases(raw)
		if err != nil && !errors.As(err, &m) {
			t.Fatalf("no mistake: %v", err)
		}
		if err != nil {
			return
		}
		if err := a.Check(datasets, places, plain); err != nil && !errors.As(err, &m) {
			t.Fatalf("no mistake: %v", err)
		}
		longer, err := AddColumn(raw, ColumnAlias{Dataset: "votes", Field: "valid", Header: "新列"})
		if errors.As(err, &m) {
			return // left to its writer
		}
		if err != nil {
			t.Fatalf("%q: %v", raw, err)
		}
		if b, err := ReadAliases(longer); err != nil || len(b.Columns) != len(a.Columns)+1 || len(b.Places) != len(a.Places) {
			t.Fatalf("added to %q: %v\n%s", raw, err, longer)
		}
	})
}
