package transform

import (
	"context"
	"strings"
	"testing"

	"lvzhi/internal/warehouse"
)

// satisfactionChain is every model from the ballots of a month to its marts.
var satisfactionChain = []string{
	"intermediate.int_satisfaction_session", "intermediate.int_satisfaction_mandate", "intermediate.int_satisfaction_icc",
	"intermediate.int_satisfaction_place", "intermediate.int_satisfaction_tau", "marts.satisfaction_province_month",
	"intermediate.int_satisfaction_comparable", "intermediate.int_satisfaction_rank", "intermediate.int_satisfaction_shrunk",
	"marts.satisfaction_unit_month", "marts.satisfaction_county_month",
}

// The whole chain, from ballots to both marts, against statsmodels and scipy:
// ICC by ANOVA, variance clustered by session, Student's t, Wilson on counts and
// on n_eff, τ², the funnel's z, DerSimonian–Laird, Morris, rank sets.
// satisfaction_comparison.py made both tables.
func TestSatisfactionAgreesWithStatsmodels(t *testing.T) {
	ctx := context.Background()
	db, _ := emptyWarehouse(t)
	if err := db.Exec(ctx, `insert into intermediate.int_satisfaction_ballot
		(period, level, base_kind, unit_code, county_code, session_id, mandate_id, review_id, ballots, satisfied)
		select '2024-09', 'all', 'valid', unit_code, nullif(county_code, ''), session_id, mandate_id, mandate_id,
			cast(ballots as bigint), cast(satisfied as bigint)
		from read_csv('testdata/reference/satisfaction_ballots.csv', all_varchar = true)`); err != nil {
		t.Fatal(err)
	}
	refill(t, db, satisfactionChain...)
	rows := map[string]int{}
	for _, want := range referenceRows(t, "satisfaction_places.csv") {
		rows[want["kind"]]++
		var query string
		switch want["kind"] {
		case "province":
			query = "select *, satisfaction_rate as p, (select icc from intermediate.int_satisfaction_icc) as icc from marts.satisfaction_province_month"
		case "unit":
			query = `select m.*, p.p, p.v, p.df from marts.satisfaction_unit_month as m inner join intermediate.int_satisfaction_place as p
				on p.unit_code = m.unit_code and p.place_kind = 'unit' where m.unit_code = '` + want["unit_code"] + "'"
		case "county":
			query = `select m.*, p.p, p.v, p.df from marts.satisfaction_county_month as m inner join intermediate.int_satisfaction_place as p
				on p.place_code = m.county_code and p.place_kind = 'county' where m.county_code = '` + want["county_code"] + "'"
		}
		got, err := db.Query(ctx, query)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Rows) != 1 {
			t.Errorf("%s %s %s: %d rows", want["kind"], want["unit_code"], want["county_code"], len(got.Rows))
			continue
		}
		compareReference(t, want, got)
	}
	if found := text(queryOne(t, db, "select count(*) from marts.satisfaction_county_month")); rows["unit"] != 10 || found != text(int64(rows["county"])) {
		t.Errorf("%d units, %d counties in the reference; %s counties in the mart", rows["unit"], rows["county"], found)
	}
}

// compareReference compares every column of the reference that the row has;
// an empty cell is NULL.
func compareReference(t *testing.T, want referenceRow, got *warehouse.Table) {
	t.Helper()
	name := strings.Join([]string{want["kind"], want["unit_code"], want["county_code"]}, " ")
	compared := 0
	for i, column := range got.Columns {
		expected, ok := want[column.Name]
		if !ok || strings.HasSuffix(column.Name, "_code") {
			continue
		}
		compared++
		value := got.Rows[0][i]
		switch value := value.(type) {
		case nil:
			if expected != "" {
				t.Errorf("%s: %s is NULL, want %s", name, column.Name, expected)
			}
		case bool:
			if !strings.EqualFold(text(value), expected) {
				t.Errorf("%s: %s is %v, want %s", name, column.Name, value, expected)
			}
		default:
			if expected == "" {
				t.Errorf("%s: %s is %s, want NULL", name, column.Name, text(value))
				continue
			}
			near(t, name+": "+column.Name, number(t, value), want.number(column.Name))
		}
	}
	if compared < 12 {
		t.Errorf("%s: only %d columns compared", name, compared)
	}
}

func number(t *testing.T, v any) float64 {
	t.Helper()
	switch v := v.(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	}
	t.Fatalf("%v (%T) is no number", v, v)
	return 0
}

func queryOne(t *testing.T, db *warehouse.DB, query string, args ...any) any {
	t.Helper()
	got, err := db.Query(context.Background(), query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return got.Rows[0][0]
}
