package transform

import (
	"context"
	"fmt"
	"math"
	"testing"

	"lvzhi/internal/warehouse"
)

// satisfaction_quantile.csv is R's qnorm. The last three are the check values
// Wichura 1988, Applied Statistics 37:477–484, prints for PPND16.
func TestNormalQuantileAgreesWithR(t *testing.T) {
	db := withMacros(t)
	rows := referenceRows(t, "satisfaction_quantile.csv")
	for p, z := range map[string]string{"0.25": "-0.6744897501960817", "0.001": "-3.090232306167814", "1e-20": "-9.262340089798408"} {
		rows = append(rows, referenceRow{"p": p, "z": z})
	}
	for _, r := range rows {
		got := queryOne(t, db, "select normal_quantile(cast(? as double))", r.number("p"))
		near(t, "quantile of "+r["p"], number(t, got), r.number("z"))
	}
}

// compareUnits fills the table of units that are compared.
func compareUnits(t *testing.T, db *warehouse.DB, query string, args ...any) {
	t.Helper()
	if err := db.Exec(context.Background(), `insert into intermediate.int_satisfaction_comparable
		(period, level, base_kind, unit_code, units, p, y, v, rank_ci_low, rank_ci_high)
		select '2024-09', 'all', 'valid', `+query, args...); err != nil {
		t.Fatal(err)
	}
}

// The worked example of Klein, Wright and Wieczorek 2020; they print 3.081 as
// its quantile. Shortest first, so the minutes count downwards.
func TestRankSetsAgreeWithTheTravelTimes(t *testing.T) {
	db, _ := emptyWarehouse(t)
	z := number(t, queryOne(t, db, "select normal_quantile((1 + power(cast(0.9 as double), 1 / cast(51 as double))) / 2)"))
	if math.Abs(z-3.081) > 0.0005 {
		t.Errorf("quantile %.4f, published 3.081", z)
	}
	rows := referenceRows(t, "satisfaction_travel_time.csv")
	for _, r := range rows {
		half := z * r.number("margin") / 1.644853626951473 // R: qnorm(0.95)
		compareUnits(t, db, "?, 51, ?, null, null, ?, ?", r["state"], -r.number("minutes"), -r.number("minutes")-half, -r.number("minutes")+half)
	}
	refill(t, db, "intermediate.int_satisfaction_rank")
	for _, r := range rows {
		got, err := db.Query(context.Background(), "select rank, rank_low, rank_high from intermediate.int_satisfaction_rank where unit_code = ?", r["state"])
		if err != nil {
			t.Fatal(err)
		}
		if found, want := fmt.Sprint(got.Rows), fmt.Sprintf("[[%s %s %s]]", r["rank"], r["rank_low"], r["rank_high"]); found != want {
			t.Errorf("%s: %s, want %s", r["state"], found, want)
		}
	}
}

// Efron and Morris 1975, JASA 70:311–319: 18 batters after 45 at bats, on the
// scale √45 asin(2p − 1), which is ours but for its origin and unit. With equal
// variances Morris's factor is their (k − 3)/Σ(X − X̄)² = 15/18.96 = .791.
func TestShrinkageAgreesWithEfronAndMorris(t *testing.T) {
	ctx := context.Background()
	db, _ := emptyWarehouse(t)
	hits := []int{18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7}
	published := []float64{.290, .286, .282, .277, .273, .273, .268, .264, .259, .259, .254, .254, .254, .254, .254, .249, .244, .239}
	for i, h := range hits {
		compareUnits(t, db, "?, 18, null, asin(sqrt(cast(? as double) / 45)), 1 / cast(180 as double), null, null", fmt.Sprintf("%02d", i), h)
	}
	refill(t, db, "intermediate.int_satisfaction_shrunk")
	got, err := db.Query(ctx, "select q, shrinkage, satisfaction_rate_shrunk from intermediate.int_satisfaction_shrunk order by unit_code")
	if err != nil || len(got.Rows) != len(hits) {
		t.Fatalf("%d rows, %v", len(got.Rows), err)
	}
	for i, row := range got.Rows {
		for column, want := range []float64{18.96, .791, published[i]} {
			if found := number(t, row[column]); math.Abs(found-want) > []float64{0.005, 0.0005, 0.00055}[column] {
				t.Errorf("batter %d: %s is %.5f, published %.3f", i, got.Columns[column].Name, found, want)
			}
		}
	}
}

// DerSimonian–Laird on the BCG trials (Colditz et al. 1994, JAMA 271:698–702),
// log risk ratios, as metafor's rma(method = "DL") prints them: Q = 152.2330,
// τ² = 0.3088, mean −0.7141.
func TestMomentVarianceAgreesWithTheBCGTrials(t *testing.T) {
	db, _ := emptyWarehouse(t)
	for i, c := range [][4]float64{ // ill and well vaccinated, ill and well of the controls
		{4, 119, 11, 128}, {6, 300, 29, 274}, {3, 228, 11, 209}, {62, 13536, 248, 12619}, {33, 5036, 47, 5761},
		{180, 1361, 372, 1079}, {8, 2537, 10, 619}, {505, 87886, 499, 87892}, {29, 7470, 45, 7232}, {17, 1699, 65, 1600},
		{186, 50448, 141, 27197}, {5, 2493, 3, 2338}, {27, 16886, 29, 17825},
	} {
		treated, control := c[0]+c[1], c[2]+c[3]
		compareUnits(t, db, "?, 13, null, ?, ?, null, null", fmt.Sprintf("%02d", i),
			math.Log(c[0]/treated)-math.Log(c[2]/control), 1/c[0]-1/treated+1/c[2]-1/control)
	}
	refill(t, db, "intermediate.int_satisfaction_shrunk")
	for column, want := range map[string]float64{"q": 152.2330, "tau2_units": 0.3088, "centre": -0.7141} {
		got := number(t, queryOne(t, db, "select min("+column+") from intermediate.int_satisfaction_shrunk"))
		if math.Abs(got-want) > 0.00005 {
			t.Errorf("%s: %.5f, published %.4f", column, got, want)
		}
	}
}

// The limits are those of 95% and 99.8%; a rate on a limit is not outside it.
func TestFunnelWords(t *testing.T) {
	db := withMacros(t)
	for z, want := range map[string]string{
		"-3.0903": "低于 false", "-3.0902": "相当 true", "-1.9600": "相当 true", "-1.9599": "相当 false", "0": "相当 false",
		"1.9599": "相当 false", "1.9600": "相当 true", "3.0902": "相当 true", "3.0903": "高于 false", "z998()": "相当 true",
	} {
		got := queryOne(t, db, "select funnel_word(cast("+z+" as double)) || ' ' || cast(is_near_funnel(cast("+z+" as double)) as varchar)")
		if got != want {
			t.Errorf("z = %s: %v, want %s", z, got, want)
		}
	}
	if got := queryOne(t, db, "select funnel_word(cast(null as double))"); got != nil {
		t.Errorf("unknown z: %v", got)
	}
}
