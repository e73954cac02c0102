package transform

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"lvzhi/demo"
	"lvzhi/internal/warehouse"
)

// BenchmarkTransform builds the warehouse of the made-up province (180,000
// mandates, a million rows) and prints how many times longer that takes than
// the same SELECTs run back to back in one DuckDB session: what the graph, the
// assertions, the views and publishing cost. taken-over is the same ratio for
// a build in which one unit sent one new file.
func BenchmarkTransform(b *testing.B) {
	ctx := context.Background()
	o := demoLake(b, demo.Options{Scale: demo.Province, Seed: 1})
	o.Program = "this program"
	newest := *o.State
	last := len(newest.Batches) - 1
	for newest.Batches[last].Dataset != "votes" || newest.Batches[last].ReplacedBy != "" || newest.Batches[last].Unit == "" {
		last--
	}
	earlier := lacking(&newest, newest.Batches[last].ID)
	var plain, whole, again time.Duration
	for i := range b.N {
		build := func(suffix string, change func(*Options)) time.Duration {
			some := o
			some.BuildID = fmt.Sprintf("b%d-%s", i, suffix)
			change(&some)
			start := time.Now()
			if _, err := Run(ctx, some); err != nil {
				b.Fatal(err)
			}
			return time.Since(start)
		}
		plain += selectsBackToBack(ctx, b, o)
		whole += build("whole", func(o *Options) { o.Whole = true })
		build("before", func(o *Options) { o.Whole, o.State, o.AsOf = true, earlier, asOf(*o) })
		again += build("again", func(*Options) {})
	}
	b.ReportMetric(float64(whole)/float64(plain), "x-selects")
	b.ReportMetric(float64(again)/float64(plain), "taken-over")
	b.ReportMetric(plain.Seconds()/float64(b.N), "selects-s")
}

// selectsBackToBack is the time of the SELECTs alone, in a file as a build is.
func selectsBackToBack(ctx context.Context, b *testing.B, o Options) time.Duration {
	b.Helper()
	db, err := warehouse.Create(ctx, filepath.Join(b.TempDir(), "plain.duckdb"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := prepare(ctx, db, o); err != nil {
		b.Fatal(err)
	}
	for _, d := range o.Datasets {
		if err := makeLake(ctx, db, o.State, o.Root, d); err != nil {
			b.Fatal(err)
		}
	}
	models, err := ordered(ctx, db, o)
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	for _, d := range o.Datasets {
		if err := makeStaging(ctx, db, d); err != nil {
			b.Fatal(err)
		}
	}
	if err := materialiseAll(ctx, db, o, models.sorted); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}
