package transform

import (
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// referenceRow is one row of a table another implementation made.
type referenceRow map[string]string

func (r referenceRow) number(column string) float64 {
	v, err := strconv.ParseFloat(r[column], 64)
	if err != nil {
		panic(fmt.Sprintf("column %s: %v", column, err))
	}
	return v
}

// referenceRows reads a table below testdata/reference.
func referenceRows(t *testing.T, name string) []referenceRow {
	t.Helper()
	f, err := os.Open("testdata/reference/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) < 2 {
		t.Fatalf("read %s: %d lines, %v", name, len(lines), err)
	}
	var rows []referenceRow
	for _, line := range lines[1:] {
		r := referenceRow{}
		for i, column := range lines[0] {
			r[column] = line[i]
		}
		rows = append(rows, r)
	}
	return rows
}

// near is agreement to 1e-9 relative.
func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-9*math.Abs(want)+1e-15) {
		t.Errorf("%s: %.17g, want %.17g", what, got, want)
	}
}

// refill makes the tables of models anew from what now stands in their inputs.
func refill(t *testing.T, db *warehouse.DB, names ...string) {
	t.Helper()
	all, err := models.Tables()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		i := slices.IndexFunc(all, func(m models.Model) bool { return m.Table() == name })
		if i < 0 {
			t.Fatalf("no model %s", name)
		}
		for _, query := range []string{"delete from " + name, "insert into " + name + "\n" + all[i].Query} {
			if err := db.Exec(context.Background(), query); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}
