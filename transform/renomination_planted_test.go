package transform

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

const plantedRatio = 2.5

// planted are seats whose odds of being proposed are 2.5 times as high in the
// excellent band, in units that differ: the strict ones have most of the
// excellent, so that the crude odds ratio points the other way.
func planted(units, each int) string {
	r := rand.New(rand.NewPCG(20261122, 4))
	var seats []string
	for u := range units {
		share := 0.1 + 0.7*float64(u)/float64(max(1, units-1)) // of the excellent
		for l, level := range []string{"city", "county", "township"} {
			odds := 4 * (1 - share) * (1 - share) / (share * share) / 4 * []float64{0.8, 1, 1.25}[l]
			odds = min(max(odds, 0.15), 6)
			for i := range each {
				excellent := r.Float64() < share
				o := odds
				if excellent {
					o *= plantedRatio
				}
				seats = append(seats, seatRow(len(seats), fmt.Sprintf("41%02d00", u+1), level, i%101, excellent, r.Float64() < o/(1+o)))
			}
		}
	}
	return "values " + strings.Join(seats, ", ")
}

func seatRow(no int, unit, level string, percentile int, excellent, proposed bool) string {
	return fmt.Sprintf("('m%d', '十二届', '十三届', 1, 'p%d', '%s', '%s', true, %v, %d, %d, %v)", no, no, unit, level, proposed, percentile, percentile, excellent)
}

// The crude odds ratio misleads; the stratified one and the regression find
// what was planted.
func TestStratifiedOddsRatioFindsThePlantedEffect(t *testing.T) {
	db := renominated(t, planted(12, 120))
	of := func(column string) float64 {
		return figure(t, db, column, "marts.renomination_association", "stratum_kind = 'province' and measure = 'score_band'")
	}
	t.Logf("crude %.2f; Mantel-Haenszel %.2f (%.2f to %.2f), logit %.2f (%.2f to %.2f), equal odds p %.2f", of("odds_ratio_crude"), of("odds_ratio_mh"),
		of("odds_ratio_mh_low"), of("odds_ratio_mh_high"), of("odds_ratio_logit"), of("odds_ratio_logit_low"), of("odds_ratio_logit_high"), of("breslow_day_p"))
	if crude := of("odds_ratio_crude"); crude >= 0.9 {
		t.Errorf("crude odds ratio %.2f does not mislead", crude)
	}
	for _, way := range []string{"odds_ratio_mh", "odds_ratio_logit"} {
		if low, high := of(way+"_low"), of(way+"_high"); low <= 1 || low > plantedRatio || high < plantedRatio {
			t.Errorf("%s: %.2f to %.2f, planted %v", way, low, high, plantedRatio)
		}
	}
}

// Nobody to compare with: everyone proposed, nobody, one unit only. The models
// hold, their assertions find nothing, and no figure is made up.
func TestRenominationAtItsEdges(t *testing.T) {
	all := func(unit string, proposed func(i int) bool) string {
		var seats []string
		for i := range 120 {
			seats = append(seats, seatRow(i, unit, "city", i%101, i%3 == 0, proposed(i)))
		}
		return "values " + strings.Join(seats, ", ")
	}
	for name, c := range map[string]struct {
		seats, method string
		figures       []string // that are NULL
	}{
		"everyone": {all("410100", func(int) bool { return true }), "no_logit_few_events", []string{"auc", "point_biserial", "odds_ratio_crude", "odds_ratio_mh", "cmh", "odds_ratio_logit", "breslow_day_tarone"}},
		"nobody":   {all("410100", func(int) bool { return false }), "no_logit_few_events", []string{"auc", "spearman", "auc_stratified", "odds_ratio_crude", "odds_ratio_mh", "odds_ratio_logit"}},
		"one unit": {all("410100", func(i int) bool { return i%2 == 0 }), "logit_cr1", []string{"breslow_day_tarone", "breslow_day_p"}},
	} {
		t.Run(name, func(t *testing.T) {
			db := renominated(t, c.seats)
			where := "stratum_kind = 'province' and measure = 'score_band'"
			for _, column := range c.figures {
				if v := figure(t, db, column, "marts.renomination_association", where); v == v {
					t.Errorf("%s is %v", column, v)
				}
			}
			if v := figure(t, db, "case when method like '%"+c.method+"' then 1 else 0 end", "marts.renomination_association", where); v != 1 {
				t.Errorf("the method is not %s", c.method)
			}
			if v := figure(t, db, "ratio", "marts.renomination_calibration", "measure = 'score_band'"); v == v {
				t.Errorf("a unit without others is predicted: %v", v)
			}
			assertionsHold(t, db)
		})
	}
}

// assertionsHold runs the assertions on re-nomination.
func assertionsHold(t *testing.T, db *warehouse.DB) {
	t.Helper()
	checks, err := models.Checks()
	if err != nil {
		t.Fatal(err)
	}
	checks = slices.DeleteFunc(checks, func(a models.Assertion) bool { return !strings.HasPrefix(a.Name, "renomination") })
	if len(checks) < 6 {
		t.Fatalf("%d assertions", len(checks))
	}
	for _, a := range checks {
		found, err := db.Query(context.Background(), a.Query)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Rows) > 0 {
			t.Errorf("%s: %v", a.Name, found.Rows[0])
		}
	}
}
