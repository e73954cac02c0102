package transform

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// scoreInputs are the rows of score_rows.csv as the models below find them.
var scoreInputs = []string{
	`insert into staging.stg_scores (batch_id, source_row, self_score, org_score)
		select mandate, 1, self_score, org_score from rows_of_reference`,
	`insert into intermediate.int_score_mandate (mandate_id, scheme, year, row_no, batch_id, source_sheet, source_row)
		select mandate, 's', 2023, 1, mandate, '', 1 from rows_of_reference`,
	`insert into intermediate.int_score_official (mandate_id, scheme, year, row_no, level, unit_code, graded_total)
		select mandate, 's', 2023, 1, level, unit, total from rows_of_reference`,
	`insert into intermediate.int_score_item (mandate_id, scheme, year, row_no, item, item_kind, points)
		select mandate, 's', 2023, 1, 'c1_session', 'class', c1_session from rows_of_reference
		union all select mandate, 's', 2023, 1, 'b2_key', 'bonus', b2_key from rows_of_reference`,
}

// scoreAnswers says where each kind of the reference stands: the model, and
// the columns that make up its key.
var scoreAnswers = map[string]struct{ model, key string }{
	"percentile":   {"intermediate.int_score_percentile", "mandate_id"},
	"distribution": {"marts.score_distribution_unit_year", "unit_code || level"},
	"gap":          {"marts.score_gap_unit_year", "unit_code || level"},
	"c1_session":   {"marts.score_item_unit_year", "unit_code || level || item"},
	"b2_key":       {"marts.score_item_unit_year", "unit_code || level || item"},
}

// TestScoresAgreeWithR: quantiles of type 7, percentiles from midranks, Pearson
// correlations and standard deviations are those of R (score_distribution.R).
func TestScoresAgreeWithR(t *testing.T) {
	ctx := context.Background()
	db, _ := emptyWarehouse(t)
	for _, statement := range append([]string{
		`create temp table rows_of_reference as select unit, level, mandate, cast(total as decimal(18,6)) as total,
		cast(c1_session as decimal(18,6)) as c1_session, cast(b2_key as decimal(18,6)) as b2_key,
		cast(self_score as decimal(18,6)) as self_score, cast(org_score as decimal(18,6)) as org_score
		from read_csv('testdata/reference/score_rows.csv', all_varchar = true)`}, scoreInputs...) {
		if err := db.Exec(ctx, statement); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open("testdata/reference/score_distribution.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) < 140 {
		t.Fatalf("%d lines of reference, %v", len(lines), err)
	}
	for _, line := range lines[1:] {
		kind, key, level, column := line[0], line[1], line[2], line[3]
		switch kind {
		case "distribution", "gap":
			key += level
		case "c1_session", "b2_key":
			key += level + kind
		}
		got := scoreFigure(t, db, scoreAnswers[kind].model, scoreAnswers[kind].key, key, column)
		want, err := strconv.ParseFloat(line[4], 64)
		if err != nil {
			t.Fatalf("%v: %v", line, err)
		}
		if !(math.Abs(got-want) <= 1e-9*math.Max(math.Abs(want), 1e-3)) {
			t.Errorf("%s of %s: %.17g, R says %.17g", column, key, got, want)
		}
	}
}

// scoreFigure is one cell of what a model makes of the rows at hand.
func scoreFigure(t *testing.T, db *warehouse.DB, table, keyColumns, key, column string) float64 {
	t.Helper()
	all, err := models.Tables()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		if m.Table() != table {
			continue
		}
		found, err := db.Query(context.Background(), "select cast("+column+" as double) from ("+m.Query+") as made where "+keyColumns+" = ?", key)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Rows) != 1 || found.Rows[0][0] == nil {
			t.Fatalf("%s of %s: %v", column, key, found.Rows)
		}
		return found.Rows[0][0].(float64)
	}
	t.Fatalf("no model %s", table)
	return 0
}
