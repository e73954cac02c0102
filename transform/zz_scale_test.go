package transform

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

func TestZZScale(t *testing.T) {
	w := newWorkspace(t)
	ctx := context.Background()
	db, _ := warehouse.Create(ctx, "")
	st := w.options.State
	for ui, u := range w.options.Places.Units {
		st.Number++
		mk := func(ds, period, arrival, q string) {
			st.Number++
			b := lake.Batch{ID: fmt.Sprintf("b%d", st.Number), Seq: st.Number, Dataset: ds, Unit: u.Code, Scope: "all", Period: period, Arrival: arrival}
			st.Batches = append(st.Batches, b)
			p := fmt.Sprintf("lake/%s/unit=%s/period=%s/%s.parquet", ds, u.Code, period, b.ID)
			full := filepath.Join(w.options.Root, p)
			os.MkdirAll(filepath.Dir(full), 0o755)
			q = fmt.Sprintf("copy (select '%s' as unit_code,'all' as scope,'%s' as period,'%s' as arrival,'%s' as batch_id, %d::bigint as batch_seq, 'S' as source_sheet, i as source_row, false as date_imputed, %s) to '%s' (format parquet)", u.Code, period, arrival, b.ID, st.Number, q, full)
			if err := db.Exec(ctx, q); err != nil {
				t.Fatal(err, q)
			}
			st.Files = append(st.Files, lake.File{Kind: lake.Rows, Dataset: ds, Path: p, Batch: b.ID})
		}
		who := fmt.Sprintf("'代表'||(i%%7000) as deputy_name, case when i%%20=0 then 'city' when i%%5=0 then 'county' else 'township' end as level, '%s' as county_code, '乡'||(i//100) as township, '选区'||(i//3) as constituency", fmt.Sprintf("%s%02d", u.Code[:4], 2))
		mk("roster", "2024-09", "snapshot", who+", '19'||(60+i%40)||'-01' as birth_month from range(10000) r(i)")
		for m := 1; m <= 9; m++ {
			mk("votes", fmt.Sprintf("2024-%02d", m), "increment", who+fmt.Sprintf(", date '2024-%02d-01'+(i%%28)::int as review_date, 40::bigint as participants, 40::bigint as issued, 40::bigint as returned, 40::bigint as valid, (25+hash(i)%%16)::bigint as satisfied, 0::bigint as basic, (15-hash(i)%%16)::bigint as dissatisfied from range(%d,%d) r(i)", m, (m-1)*1111, m*1111))
		}
		_ = ui
	}
	db.Close()
	w.options.Log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	start := time.Now()
	r := w.run("b1")
	fmt.Println("took", time.Since(start))
	fi, _ := os.Stat(r.Path)
	fmt.Println("MB", fi.Size()>>20, r.Warnings)
	fmt.Println(texts(w.query("select count(*), count(distinct mandate_id) from marts.review")))
	fmt.Println(texts(w.query("select mandates_in_office, mandates_reported, mandates_reported_ever from marts.coverage_province where level='all'")))
	_ = models.Marts
	w2 := newWorkspace(t)
	start = time.Now()
	w2.run("x")
	fmt.Println("empty run", time.Since(start))
}
