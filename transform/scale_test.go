package transform

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
)

// BenchmarkProvince builds 180,000 mandates, each voted on once, and prints how
// many times longer that takes than reading the same Parquet into tables.
func BenchmarkProvince(b *testing.B) {
	ctx := context.Background()
	w := provinceLake(b)
	for i := range b.N {
		scan := time.Now()
		plain, err := warehouse.Create(ctx, "")
		if err != nil {
			b.Fatal(err)
		}
		for _, name := range []string{"roster", "votes"} {
			glob := filepath.Join(w.Root, "lake", name, "*", "*", "*.parquet")
			if err := plain.Exec(ctx, "create table "+name+" as select * from read_parquet("+warehouse.Literal(glob)+")"); err != nil {
				b.Fatal(err)
			}
		}
		plain.Close()
		baseline := time.Since(scan)
		start := time.Now()
		w.BuildID = fmt.Sprintf("b%d", i)
		if _, err := Run(ctx, w); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(time.Since(start))/float64(baseline), "build/scan")
	}
}

const (
	seats = `unit_code, 'all' as scope, i as source_row, '代表' || (i %% 7000) as deputy_name,
		case when i %% 20 = 0 then 'city' when i %% 5 = 0 then 'county' else 'township' end as level,
		'乡' || (i // 100) as township, '选区' || (i // 3) as constituency`
	ballots = `date '2024-01-01' + cast(i % 270 as integer) as review_date, cast(40 as bigint) as valid,
		cast(25 + hash(i) % 16 as bigint) as satisfied, cast(15 - hash(i) % 16 as bigint) as dissatisfied`
)

func provinceLake(b *testing.B) Options {
	b.Helper()
	ctx := context.Background()
	o := emptyOptions(b)
	db, err := warehouse.Create(ctx, "")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	write := func(dataset, arrival, unit, columns string) {
		o.State.Number++
		batch := lake.Batch{ID: fmt.Sprintf("b%d", o.State.Number), Seq: o.State.Number, Dataset: dataset, Unit: unit, Scope: "all", Period: "2024-09", Arrival: arrival}
		path := fmt.Sprintf("lake/%s/unit=%s/period=2024-09/%s.parquet", dataset, unit, batch.ID)
		full := filepath.Join(o.Root, path)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			b.Fatal(err)
		}
		query := fmt.Sprintf("copy (select '%s' as "+seats+", '%s' as arrival, '%s' as batch_id, cast(%d as bigint) as batch_seq, '2024-09' as period, %s from range(10000) as r (i)) to %s (format parquet)",
			unit, arrival, batch.ID, batch.Seq, columns, warehouse.Literal(full))
		if err := db.Exec(ctx, query); err != nil {
			b.Fatal(err)
		}
		o.State.Batches = append(o.State.Batches, batch)
		o.State.Files = append(o.State.Files, lake.File{Kind: lake.Rows, Dataset: dataset, Path: path, Batch: batch.ID})
	}
	for _, u := range o.Places.Units {
		write("roster", "snapshot", u.Code, "'1970-01' as birth_month")
		write("votes", "increment", u.Code, ballots)
	}
	return o
}
