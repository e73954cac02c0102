package transform

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
)

// workspace is a small lake written as the ingest writes it: one Parquet file
// per batch, in the contract's column types.
type workspace struct {
	t       *testing.T
	options Options
}

func newWorkspace(t *testing.T) *workspace {
	t.Helper()
	return &workspace{t: t, options: emptyOptions(t)}
}

// row is a lake row; what it leaves out is NULL.
type row map[string]any

// add takes in one file. A file of the same key replaces its predecessor.
func (w *workspace) add(dataset, unit, scope, period string, arrival contracts.Arrival, rows ...row) lake.Batch {
	w.t.Helper()
	state := w.options.State
	state.Number++
	b := lake.Batch{ID: fmt.Sprintf("b%04d", state.Number), Seq: state.Number, Dataset: dataset, Unit: unit, Scope: scope,
		Period: period, Arrival: string(arrival), ReceivedAt: time.Date(2024, 10, 4, 9, 0, 0, 0, time.UTC),
		Read: int64(len(rows)), Accepted: int64(len(rows))}
	for i, old := range state.Batches {
		if old.Key() == b.Key() && old.ReplacedBy == "" {
			state.Batches[i].ReplacedBy = b.ID
			var live []lake.File
			for _, f := range state.Files {
				if f.Batch != old.ID {
					live = append(live, f)
				}
			}
			state.Files = live
		}
	}
	state.Batches = append(state.Batches, b)
	if len(rows) > 0 {
		state.Files = append(state.Files, w.write(b, rows))
	}
	return b
}

func (w *workspace) dataset(name string) contracts.Dataset {
	for _, d := range w.options.Datasets {
		if d.Name == name {
			return d
		}
	}
	w.t.Fatalf("no dataset %s", name)
	return contracts.Dataset{}
}

func (w *workspace) write(b lake.Batch, rows []row) lake.File {
	w.t.Helper()
	d := w.dataset(b.Dataset)
	path := fmt.Sprintf("lake/%s/unit=%s/period=%s/%s.parquet", b.Dataset, b.Unit, b.Period, b.ID)
	full := filepath.Join(w.options.Root, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		w.t.Fatal(err)
	}
	var lines []string
	for i, r := range rows {
		values := map[string]any{"unit_code": b.Unit, "scope": b.Scope, "period": b.Period, "arrival": b.Arrival,
			"batch_id": b.ID, "batch_seq": b.Seq, "source_sheet": "Sheet1", "source_row": int64(i + 4), "date_imputed": false}
		for k, v := range r {
			if _, ok := d.Field(k); !ok && values[k] == nil {
				w.t.Fatalf("%s has no field %s", d.Name, k)
			}
			values[k] = v
		}
		var cells []string
		for _, f := range d.Columns() {
			cell := "null"
			if v := values[f.Name]; v != nil {
				cell = warehouse.Literal(fmt.Sprint(v))
			}
			cells = append(cells, "cast("+cell+" as "+f.ColumnType()+") as "+warehouse.Quote(f.Name))
		}
		lines = append(lines, "select "+strings.Join(cells, ", "))
	}
	w.exec("copy (" + strings.Join(lines, " union all ") + ") to " + warehouse.Literal(full) + " (format parquet)")
	return lake.File{Kind: lake.Rows, Dataset: b.Dataset, Path: path, Batch: b.ID, Rows: int64(len(rows))}
}

func (w *workspace) exec(query string) {
	w.t.Helper()
	db, err := warehouse.Create(context.Background(), "")
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	if err := db.Exec(context.Background(), query); err != nil {
		w.t.Fatal(err)
	}
}

// run transforms, and must succeed.
func (w *workspace) run(build string) Result {
	w.t.Helper()
	w.options.BuildID = build
	r, err := Run(context.Background(), w.options)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// query asks the published warehouse, as readers do.
func (w *workspace) query(sql string, args ...any) *warehouse.Table {
	w.t.Helper()
	db := w.published()
	defer db.Close()
	return w.ask(db, sql, args...)
}

// published opens the published warehouse, for who has many questions.
func (w *workspace) published() *warehouse.DB {
	w.t.Helper()
	path, err := Open(w.options.Root)
	if err != nil {
		w.t.Fatal(err)
	}
	db, err := warehouse.OpenReadOnly(context.Background(), path, "")
	if err != nil {
		w.t.Fatal(err)
	}
	return db
}

func (w *workspace) ask(db *warehouse.DB, sql string, args ...any) *warehouse.Table {
	w.t.Helper()
	found, err := db.Query(context.Background(), sql, args...)
	if err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
	return found
}

// texts is a result as lines of texts, for comparing and showing.
func texts(found *warehouse.Table) string {
	var lines []string
	for _, r := range found.Rows {
		var cells []string
		for _, v := range r {
			cells = append(cells, text(v))
		}
		lines = append(lines, strings.Join(cells, " "))
	}
	return strings.Join(lines, "\n")
}
