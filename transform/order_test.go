package transform

import (
	"context"
	"fmt"
	"slices"
	"testing"

	models "lvzhi/sql"
)

// Sums of doubles differ in their last digits with the order of the rows; two
// builds of the same lake must not.
func TestOddsDoNotDependOnTheOrderOfRows(t *testing.T) {
	var tables []string
	for i := range 60 {
		tables = append(tables, fmt.Sprintf("('province', 'p', 'm', 'u%d', %d, %d, %d, %d)", i, 3+i%7, 2+i%11, 5+i%5, 1+i%13))
	}
	const into = "int_renomination_table (stratum_kind, stratum, measure, unit_code, high_proposed, high_not, low_proposed, low_not)"
	want := queryOver(t, "int_renomination_odds", into, tables)
	slices.Reverse(tables)
	if got := queryOver(t, "int_renomination_odds", into, tables); got != want {
		t.Errorf("the other way round:\n%s\nwant\n%s", got, want)
	}
}

// queryOver is what one intermediate model says of the given rows, in order.
func queryOver(t *testing.T, model, into string, rows []string) string {
	t.Helper()
	ctx := context.Background()
	db, _ := emptyWarehouse(t)
	for _, row := range rows {
		if err := db.Exec(ctx, "insert into intermediate."+into+" values "+row); err != nil {
			t.Fatal(err)
		}
	}
	all, err := models.Tables()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(m models.Model) bool { return m.Name == model })
	found, err := db.Query(ctx, all[i].Query)
	if err != nil {
		t.Fatal(err)
	}
	return texts(found)
}
