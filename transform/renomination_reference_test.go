package transform

import (
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"lvzhi/internal/warehouse"
)

// The seats and the figures are of testdata/reference/renomination.R.
func seatsOfR(t *testing.T) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("testdata", "reference", "renomination_seats.csv"))
	if err != nil {
		t.Fatal(err)
	}
	return `select mandate_id, '十二届', '十三届', 1, person_key, unit_code, congress_level, true, is_proposed = 1, score_percentile,
		satisfaction_percentile, is_excellent = 1 from read_csv(` + warehouse.Literal(file) + `, types = {'unit_code': 'varchar'})`
}

// figuresOfR are the figures of each place (kind, stratum, measure) by name.
func figuresOfR(t *testing.T, file string) map[[3]string]map[string]float64 {
	t.Helper()
	all := map[[3]string]map[string]float64{}
	for _, r := range referenceRows(t, file) {
		place := [3]string{r["kind"], r["stratum"], r["measure"]}
		if all[place] == nil {
			all[place] = map[string]float64{}
		}
		all[place][r["statistic"]] = r.number("value")
	}
	return all
}

func agree(t *testing.T, place [3]string, name string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Max(1e-3, math.Abs(want))) {
		t.Errorf("%v: %s is %.15g, R has %.15g", place, name, got, want)
	}
}

// Every figure of the association agrees with R to 1e-9, iterated ones to 1e-6;
// where R has none (too few events, small expected cells, a cell without a
// variance), neither have we.
func TestAssociationAgreesWithR(t *testing.T) {
	db := renominated(t, seatsOfR(t))
	refusable := map[string]int{"auc_stratified_low": 0, "breslow_day_tarone": 0, "breslow_day_p": 0, "odds_ratio_logit": 0, "odds_ratio_logit_low": 0}
	methods := map[string]bool{}
	places := figuresOfR(t, "renomination_association.csv")
	for place, figures := range places {
		where := fmt.Sprintf("stratum_kind = '%s' and stratum = '%s' and measure = '%s'", place[0], place[1], place[2])
		for name, want := range figures {
			tolerance := 1e-9
			if strings.Contains(name, "_logit") {
				tolerance = 1e-6
			}
			agree(t, place, name, figure(t, db, name, "marts.renomination_association", where), want, tolerance)
		}
		for name := range refusable {
			if _, ok := figures[name]; ok {
				refusable[name]++
			} else if got := figure(t, db, name, "marts.renomination_association", where); !math.IsNaN(got) {
				t.Errorf("%v: %s is %v, R has none", place, name, got)
			}
		}
		for _, method := range []string{"logit_cr1", "logit_firth", "no_logit_few_events"} {
			if figure(t, db, "case when method like '%;"+method+"' then 1 else 0 end", "marts.renomination_association", where) == 1 {
				methods[method] = true
			}
		}
	}
	for name, n := range refusable {
		if n == 0 || n == len(places) {
			t.Errorf("R has %s in %d of %d places: refusals are not tried", name, n, len(places))
		}
	}
	if len(methods) != 3 {
		t.Errorf("only these ways of fitting are tried: %v", methods)
	}
}

func TestCalibrationAgreesWithR(t *testing.T) {
	db := renominated(t, seatsOfR(t))
	for place, figures := range figuresOfR(t, "renomination_calibration.csv") {
		from, where := "marts.renomination_calibration", fmt.Sprintf("measure = '%s' and unit_code = '%s'", place[2], place[1])
		switch place[0] {
		case "province":
			from, where = "marts.renomination_calibration_province", fmt.Sprintf("measure = '%s'", place[2])
		case "tenth":
			from, where = "marts.renomination_calibration_tenth", fmt.Sprintf("measure = '%s' and tenth = %s", place[2], place[1])
		}
		for name, want := range figures {
			agree(t, place, name, figure(t, db, name, from, where), want, 1e-6)
		}
	}
}
