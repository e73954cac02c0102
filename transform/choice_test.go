package transform

import (
	"context"
	"testing"

	"lvzhi/contracts"
	"lvzhi/internal/warehouse"
)

// Choices become one typed row; a decimal is exactly what was written.
func TestChoicesAreOneTypedRow(t *testing.T) {
	ctx := context.Background()
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	o := Options{Choices: []contracts.Choice{{Key: "a", Value: int64(10)}, {Key: "b", Value: 0.95}, {Key: "c", Value: "valid"}, {Key: "d", Value: true}, {Key: "e", Value: -0.1}}}
	if err := db.Exec(ctx, "create schema ref"); err != nil {
		t.Fatal(err)
	}
	if err := choiceTable(o).make(ctx, db); err != nil {
		t.Fatal(err)
	}
	got, err := db.Query(ctx, "select a = 10 and b = 0.95 and c = 'valid' and d and e = -0.1, typeof(b), count(*) over () from ref.choice")
	if err != nil {
		t.Fatal(err)
	}
	if row := got.Rows[0]; row[0] != true || row[1] != "DECIMAL(18,6)" || row[2] != int64(1) {
		t.Errorf("got %v", row)
	}
}
