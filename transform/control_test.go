package transform

import (
	"context"
	"testing"
)

// laney.csv was made by R (laney.R): twelve months of baseline and twenty after
// it, among them one far outside, a run of seven and one of eleven on one side.
func TestControlChartAgreesWithR(t *testing.T) {
	ctx := context.Background()
	db, _ := emptyWarehouse(t)
	rows := referenceRows(t, "laney.csv")
	for _, r := range rows {
		if err := db.Exec(ctx, `insert into intermediate.int_satisfaction_window_unit
			(window_kind, unit_code, period, level, base_kind, mandates, sessions, ballots, satisfied)
			values ('month', '410900', ?, 'county', 'valid', 12, 4, cast(? as bigint), cast(? as bigint))`,
			r["period"], r["ballots"], r["satisfied"]); err != nil {
			t.Fatal(err)
		}
	}
	refill(t, db, "intermediate.int_satisfaction_window_term", "intermediate.int_satisfaction_control_month",
		"intermediate.int_satisfaction_control_baseline", "marts.satisfaction_control_unit_month")
	got, err := db.Query(ctx, `select period, centre, sigma_z, lower, upper, z, rule_1, run_length, rule_2
		from marts.satisfaction_control_unit_month where chart_state in ('charted', 'baseline') order by period`)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != len(rows) {
		t.Fatalf("%d months on the chart, want %d", len(got.Rows), len(rows))
	}
	fired := map[string]int{}
	for i, r := range rows {
		for c, column := range []string{"period", "centre", "sigma_z", "lower", "upper", "z", "rule_1", "run_length", "rule_2"} {
			value := got.Rows[i][c]
			if number, ok := value.(float64); ok {
				near(t, r["period"]+" "+column, number, r.number(column))
				continue
			}
			want := r[column]
			if want == "" {
				want = "null"
			}
			if text(value) != want {
				t.Errorf("%s: %s is %s, want %s", r["period"], column, text(value), want)
			}
			if value == true {
				fired[column]++
			}
		}
	}
	if fired["rule_1"] == 0 || fired["rule_2"] == 0 {
		t.Errorf("the reference tries each rule: %v", fired)
	}
}
