package transform

import (
	"context"
	"testing"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// TestModels runs every case beside every model, against the empty warehouse.
// One model: go test ./transform -run 'TestModels/marts.review'
func TestModels(t *testing.T) {
	ctx := context.Background()
	all, err := models.Tables()
	if err != nil {
		t.Fatal(err)
	}
	db, broken := emptyWarehouse(t)
	for _, m := range all {
		t.Run(m.Table(), func(t *testing.T) {
			if err := broken[m.Table()]; err != nil {
				t.Fatal(err)
			}
			raw, ok := models.Cases(m)
			if !ok {
				t.Fatalf("%s has no .test.yaml beside it", m.Table())
			}
			runCases(ctx, t, db, raw, m.Query, computed(m))
		})
	}
}

// TestAssertions runs the cases beside the assertions: the rows each must
// find, and those it must leave alone.
func TestAssertions(t *testing.T) {
	checks, err := models.Checks()
	if err != nil {
		t.Fatal(err)
	}
	db, _ := emptyWarehouse(t)
	for _, a := range checks {
		raw, ok := models.AssertionCases(a)
		if !ok {
			continue
		}
		t.Run(a.Name, func(t *testing.T) { runCases(context.Background(), t, db, raw, a.Query, asked(a.Query)) })
	}
}

// emptyWarehouse has every lake, ref, staging, intermediate and mart table,
// built from an empty lake. A model that cannot be built is reported, so that
// the tests of the others still run.
func emptyWarehouse(t *testing.T) (*warehouse.DB, map[string]error) {
	t.Helper()
	ctx := context.Background()
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	o := emptyOptions(t)
	if err := prepare(ctx, db, o); err != nil {
		t.Fatal(err)
	}
	if err := stage(ctx, db, o, o.Datasets); err != nil {
		t.Fatal(err)
	}
	waiting, err := models.Tables()
	if err != nil {
		t.Fatal(err)
	}
	broken := map[string]error{}
	for {
		var left []models.Model
		for _, m := range waiting {
			if broken[m.Table()] = materialise(ctx, db, m); broken[m.Table()] != nil {
				left = append(left, m)
			}
		}
		if len(left) == 0 || len(left) == len(waiting) {
			return db, broken
		}
		waiting = left
	}
}
