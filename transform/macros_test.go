package transform

import (
	"context"
	"math"
	"testing"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

func withMacros(t *testing.T) *warehouse.DB {
	t.Helper()
	db, err := warehouse.Create(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	macros, err := models.Macros()
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Exec(context.Background(), macros); err != nil {
		t.Fatal(err)
	}
	return db
}

// Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3 (score
// without continuity correction).
func TestWilsonAgreesWithNewcombe(t *testing.T) {
	db := withMacros(t)
	for _, c := range []struct {
		y, n      int
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
	} {
		got, err := db.Query(context.Background(), "select wilson_low(?::double / ?, ?), wilson_high(?::double / ?, ?)", c.y, c.n, c.n, c.y, c.n, c.n)
		if err != nil {
			t.Fatal(err)
		}
		low, high := got.Rows[0][0].(float64), got.Rows[0][1].(float64)
		if math.Abs(low-c.low) > 0.00005 || math.Abs(high-c.high) > 0.00005 {
			t.Errorf("%d of %d: %.4f to %.4f, published %.4f to %.4f", c.y, c.n, low, high, c.low, c.high)
		}
	}
}

func TestMacros(t *testing.T) {
	db := withMacros(t)
	for query, want := range map[string]string{
		"plain_number('第十一选区')":            "11选区",
		"plain_number('第１１选区')":            "11选区",
		"plain_number('二十届')":              "20届",
		"plain_number('第三十二届')":            "32届",
		"plain_number('第一百选区')":            "100选区",
		"plain_number('一百零五')":             "105",
		"plain_number('一百一十')":             "110",
		"plain_number('二百二十三')":            "223",
		"plain_number('城关镇')":              "城关镇",
		"add_months(date '2024-11-30', 3)": "2025-02-28",
		"add_months(date '2023-11-30', 3)": "2024-02-29",
		"add_months(date '2024-01-31', 1)": "2024-02-29",
		"add_months(date '2024-08-15', 3)": "2024-11-15",
		// both ends count: January is one month, and 31 January to 29 February another
		"full_months(date '2024-01-01', date '2024-01-31')":      "1",
		"full_months(date '2024-01-01', date '2024-01-30')":      "0",
		"full_months(date '2023-01-01', date '2027-12-31')":      "60",
		"full_months(date '2024-03-15', date '2024-09-13')":      "5",
		"full_months(date '2024-03-15', date '2024-09-14')":      "6",
		"month_windows(date '2022-01-01', date '2026-12-31', 1)": "5",
		"month_windows(date '2022-01-31', date '2024-01-31', 1)": "3",
		"month_windows(date '2022-02-01', date '2024-01-30', 1)": "1",
		"month_windows(date '2024-05-01', date '2024-04-01', 1)": "0",
		"month_windows(date '2024-02-01', date '2024-12-31', 1)": "0",
		"month_windows(date '2024-02-01', date '2024-12-31', 2)": "1",
		"month_of(date '2024-09-09')":                            "2024-09",
		"month_number('2024-01') - month_number('2023-12')":      "1",
		// beyond what a double or a bigint holds, exact (checked in Python)
		"cluster_square(7200000, 6500001, 2147483655, 1900000003, 1700000009)": "1019185166799619283655",
		"congress_of('township', '410900', '410928', null, '某乡')":              "410928:某乡",
		"congress_of('city', '410700', '410783', null, null)":                  "410700",
		"wilson_low(0.5, 0)": "null",
	} {
		got, err := db.Query(context.Background(), "select "+query)
		if err != nil {
			t.Fatal(err)
		}
		if text(got.Rows[0][0]) != want {
			t.Errorf("%s = %s, want %s", query, text(got.Rows[0][0]), want)
		}
	}
}

// R 4.2.2: qt(.975, df). The table ends at 2,000.
func TestQuantilesOfTBeyondTheTable(t *testing.T) {
	db := withMacros(t)
	for df, want := range map[int]float64{2001: 1.961150232622441, 2500: 1.960913344795566, 5000: 1.960438551706507, 50000: 1.96001143109368, 1000000: 1.959966356814107} {
		found, err := db.Query(context.Background(), "select t_quantile(?, 1.9611520)", df)
		if err != nil {
			t.Fatal(err)
		}
		if got := found.Rows[0][0].(float64); math.Abs(got-want) > 1e-9*want {
			t.Errorf("df %d: %.15f, R says %.15f", df, got, want)
		}
	}
}
