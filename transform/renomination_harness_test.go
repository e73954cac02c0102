package transform

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

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
