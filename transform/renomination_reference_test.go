package transform

import (
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// figureOfR is one figure computed by testdata/reference/renomination.R.
type figureOfR struct {
	kind, stratum, measure, statistic string
	value                             float64
}

func figuresOfR(t *testing.T, file string) []figureOfR {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "reference", file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil || len(lines) < 100 {
		t.Fatalf("read %s: %d lines, %v", file, len(lines), err)
	}
	var all []figureOfR
	for _, line := range lines[1:] {
		v, err := strconv.ParseFloat(line[4], 64)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, figureOfR{line[0], line[1], line[2], line[3], v})
	}
	return all
}

// renominated is the warehouse of an empty lake in which the seats are the given
// rows of marts.renomination_deputy.
func renominated(t testing.TB, seats string) *warehouse.DB {
	t.Helper()
	return rebuilt(t, seats, func(models.Model, time.Duration) {})
}

const seatColumns = `mandate_id, term_from, term_to, row_no, person_key, unit_code, congress_level, is_eligible, is_proposed,
	score_percentile, satisfaction_percentile, is_excellent`

// rebuilt is renominated, telling how long each model took.
func rebuilt(t testing.TB, seats string, took func(models.Model, time.Duration)) *warehouse.DB {
	t.Helper()
	ctx := context.Background()
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	options := emptyOptions(t)
	if err := prepare(ctx, db, options); err != nil {
		t.Fatal(err)
	}
	if err := stage(ctx, db, options, options.Datasets); err != nil {
		t.Fatal(err)
	}
	graph, err := ordered(ctx, db, options)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range graph.sorted {
		start := time.Now()
		if err := materialise(ctx, db, m); err != nil {
			t.Fatal(err)
		}
		took(m, time.Since(start))
		if m.Name != "renomination_deputy" {
			continue
		}
		if err := db.Exec(ctx, "insert into "+m.Table()+" ("+seatColumns+", band_scheme, score_band) select "+seatColumns+`,
			case when is_excellent is not null then 'made_up' end, case when is_excellent then '优秀' when not is_excellent then '称职' end
			from (`+seats+") as s ("+seatColumns+")"); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func referenceSeats(t *testing.T) string {
	t.Helper()
	file, err := filepath.Abs(filepath.Join("testdata", "reference", "renomination_seats.csv"))
	if err != nil {
		t.Fatal(err)
	}
	return `select mandate_id, '十二届', '十三届', 1, person_key, unit_code, congress_level, true, is_proposed = 1, score_percentile,
		satisfaction_percentile, is_excellent = 1 from read_csv(` + warehouse.Literal(file) + `, types = {'unit_code': 'varchar'})`
}

// figure is one cell of a mart, not a number where it is NULL.
func figure(t *testing.T, db *warehouse.DB, column, from, where string) float64 {
	t.Helper()
	found, err := db.Query(context.Background(), fmt.Sprintf("select cast(%s as double) from %s where %s", column, from, where))
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Rows) != 1 {
		t.Fatalf("%d rows of %s where %s", len(found.Rows), from, where)
	}
	v, ok := found.Rows[0][0].(float64)
	if !ok {
		return math.NaN()
	}
	return v
}

func agree(got, want, relative float64) bool {
	return math.Abs(got-want) <= relative*math.Max(1e-3, math.Abs(want))
}

// Every figure of the association agrees with R to 1e-9, iterated ones to 1e-6;
// where R refuses, so do we.
func TestAssociationAgreesWithR(t *testing.T) {
	db := renominated(t, referenceSeats(t))
	given := map[figureOfR]bool{}
	seen := map[string]int{}
	for _, r := range figuresOfR(t, "renomination_association.csv") {
		tolerance := 1e-9
		if strings.Contains(r.statistic, "_logit") {
			tolerance = 1e-6
		}
		where := fmt.Sprintf("stratum_kind = '%s' and stratum = '%s' and measure = '%s'", r.kind, r.stratum, r.measure)
		if got := figure(t, db, r.statistic, "marts.renomination_association", where); !agree(got, r.value, tolerance) {
			t.Errorf("%s %s %s: %s is %.15g, R has %.15g", r.kind, r.stratum, r.measure, r.statistic, got, r.value)
		}
		seen[r.statistic]++
		r.value = 0
		given[r] = true
	}
	for _, statistic := range []string{"auc_stratified_low", "breslow_day_tarone", "breslow_day_p", "odds_ratio_logit", "odds_ratio_logit_low"} {
		if seen[statistic] == 0 || seen[statistic] == seen["n"] {
			t.Errorf("%s: given %d of %d times, want some", statistic, seen[statistic], seen["n"])
		}
		for _, r := range given0(given, "n") {
			r.statistic = statistic
			where := fmt.Sprintf("stratum_kind = '%s' and stratum = '%s' and measure = '%s'", r.kind, r.stratum, r.measure)
			if got := figure(t, db, statistic, "marts.renomination_association", where); !given[r] && !math.IsNaN(got) {
				t.Errorf("%s %s %s: %s is %v, R has none", r.kind, r.stratum, r.measure, statistic, got)
			}
		}
	}
	methods := texts(queried(t, db, "select distinct regexp_extract(method, '[a-z_0-9]+$') as m from marts.renomination_association order by m"))
	if methods != "logit_cr1\nlogit_firth\nno_logit_few_events" {
		t.Errorf("methods:\n%s", methods)
	}
}

func given0(given map[figureOfR]bool, statistic string) []figureOfR {
	var all []figureOfR
	for r := range given {
		if r.statistic == statistic {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b figureOfR) int {
		return strings.Compare(a.kind+a.stratum+a.measure, b.kind+b.stratum+b.measure)
	})
	return all
}

func queried(t *testing.T, db *warehouse.DB, query string) *warehouse.Table {
	t.Helper()
	found, err := db.Query(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestCalibrationAgreesWithR(t *testing.T) {
	db := renominated(t, referenceSeats(t))
	for _, r := range figuresOfR(t, "renomination_calibration.csv") {
		from, where := "marts.renomination_calibration", fmt.Sprintf("measure = '%s' and unit_code = '%s'", r.measure, r.stratum)
		switch r.kind {
		case "province":
			from, where = "marts.renomination_calibration_province", fmt.Sprintf("measure = '%s'", r.measure)
		case "tenth":
			from, where = "marts.renomination_calibration_tenth", fmt.Sprintf("measure = '%s' and tenth = %s", r.measure, r.stratum)
		}
		if got := figure(t, db, r.statistic, from, where); !agree(got, r.value, 1e-6) {
			t.Errorf("%s %s %s: %s is %.15g, R has %.15g", r.kind, r.stratum, r.measure, r.statistic, got, r.value)
		}
	}
}
