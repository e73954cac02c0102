package ingest

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
)

// taken is a row as it lies in the lake or in quarantine: where it stood, and
// what is written of it.
type taken struct {
	sheet  string
	row    int64
	values map[string]string // field name to text; of quarantine the header to text
}

// batchOf is the batch an outcome became.
func (d *desk) batchOf(o Outcome) (lake.Batch, bool) {
	for _, b := range slices.Backward(d.Lake.State.Batches) {
		if b.SHA256 == o.SHA256 && b.Dataset == o.Dataset && b.Scope == o.Scope && b.Period == o.Period {
			return b, true
		}
	}
	return lake.Batch{}, false
}

func (d *desk) contract(dataset string) contracts.Dataset {
	d.t.Helper()
	for _, c := range d.Datasets {
		if c.Name == dataset {
			return c
		}
	}
	d.t.Fatalf("no dataset %q", dataset)
	return contracts.Dataset{}
}

// accepted are the rows of an outcome's batch that lie in the lake.
func (d *desk) accepted(o Outcome) []taken {
	d.t.Helper()
	all := d.rows(o, "lake")
	fields := map[string]contracts.Field{}
	for _, f := range d.contract(o.Dataset).Stored() {
		fields[f.Name] = f
	}
	var rows []taken
	for _, raw := range all {
		t := where(raw)
		for name, value := range raw {
			f, known := fields[name]
			if value == nil || !known && name != "extra" && (name != "date_imputed" || value != true) {
				continue
			}
			t.values[name] = written(f.Type, value)
		}
		rows = append(rows, t)
	}
	return rows
}

// quarantined are the rows of an outcome's batch that were returned.
func (d *desk) quarantined(o Outcome) []taken {
	d.t.Helper()
	var rows []taken
	for _, raw := range d.rows(o, "quarantine") {
		t := where(raw)
		if err := json.Unmarshal([]byte(raw["cells"].(string)), &t.values); err != nil {
			d.t.Fatalf("cells of a returned row: %v", err)
		}
		rows = append(rows, t)
	}
	return rows
}

func where(raw map[string]any) taken {
	sheet, _ := raw["source_sheet"].(string)
	row, _ := raw["source_row"].(int64)
	return taken{sheet, row, map[string]string{}}
}

// written puts a stored value the way a person would write it.
func written(kind contracts.Type, value any) string {
	switch v := value.(type) {
	case int32:
		return time.Unix(int64(v)*24*3600, 0).UTC().Format(time.DateOnly)
	case int64:
		if kind == contracts.Decimal || kind == contracts.Share {
			return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%d.%06d", v/1_000_000, v%1_000_000), "0"), ".")
		}
	}
	return fmt.Sprint(value)
}

// rows decodes the Parquet files of an outcome's batch in one room.
func (d *desk) rows(o Outcome, room string) []map[string]any {
	d.t.Helper()
	batch, ok := d.batchOf(o)
	if !ok {
		return nil
	}
	var rows []map[string]any
	for path, raw := range d.tree() {
		if !strings.HasPrefix(path, room+"/") || filepath.Ext(path) != ".parquet" || !strings.Contains(filepath.Base(path), batch.ID) {
			continue
		}
		file, err := parquet.OpenFile(strings.NewReader(raw), int64(len(raw)))
		if err != nil {
			d.t.Fatalf("open %s: %v", path, err)
		}
		for r := parquet.NewReader(file); ; {
			row := map[string]any{}
			if r.Read(&row) != nil {
				break
			}
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b map[string]any) int {
		x, y := where(a), where(b)
		return slices.Compare([]string{x.sheet, fmt.Sprintf("%09d", x.row)}, []string{y.sheet, fmt.Sprintf("%09d", y.row)})
	})
	return rows
}

// TestEveryRowIsFoundOnce counts the rows of a file in the three places they
// can be, by their own numbers.
func TestEveryRowIsFoundOnce(t *testing.T) {
	d := newDesk(t)
	o := d.send("濮阳.csv", votes(puyang9, sound, "合计,,50,50,50,45,3,2,0", broken, second), Hints{})
	if got := numbers(d.accepted(o)); !slices.Equal(got, []int64{3, 6}) {
		t.Errorf("accepted rows %v", got)
	}
	if got := numbers(d.quarantined(o)); !slices.Equal(got, []int64{5}) {
		t.Errorf("returned rows %v", got)
	}
	if o.Skipped != 2 {
		t.Errorf("skipped %d: title and total", o.Skipped)
	}
}

func numbers(rows []taken) []int64 {
	var all []int64
	for _, r := range rows {
		all = append(all, r.row)
	}
	return all
}
