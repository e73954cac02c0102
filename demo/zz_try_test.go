package demo

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sort"
	"testing"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest"
	"lvzhi/internal/lake"
)

func TestTry(t *testing.T) {
	dir, truth := write(t, Options{Seed: 1, Scale: os.Getenv("SCALE")})
	datasets, _ := contracts.Datasets()
	places, _ := contracts.LoadPlaces()
	w := openLake(t)
	r := &ingest.Receiver{Lake: w, Datasets: datasets, Places: places, Now: func() time.Time { return time.Date(2024, 10, 3, 0, 0, 0, 0, time.UTC) }, Log: slog.New(slog.DiscardHandler)}
	var paths []string
	filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if !d.IsDir() {
			paths = append(paths, p)
		}
		return nil
	})
	sort.Strings(paths)
	want := map[string]File{}
	for _, f := range truth.Files {
		want[f.Path] = f
	}
	quarantined := map[string]bool{}
	for _, q := range truth.Quarantined {
		quarantined[fmt.Sprint(q.File, q.Row)] = true
	}
	warned := map[string]bool{}
	for _, q := range truth.Warned {
		warned[fmt.Sprint(q.File, q.Row)] = true
	}
	rules := map[string]int{}
	start := time.Now()
	for _, p := range paths {
		rel, _ := filepath.Rel(dir, p)
		o, err := r.File(context.Background(), p, ingest.Hints{})
		if err != nil {
			t.Fatal(rel, err)
		}
		f := want[rel]
		if string(o.Status) != f.Status || f.Status != "refused" && f.Status != "bulletin" && (o.Unit != f.Unit || o.Scope != f.Scope || o.Dataset != f.Dataset || o.Period != f.Period || int(o.Accepted) != f.Accepted || int(o.Quarantined) != f.Quarantined) {
			t.Errorf("%s:\n got %s %s %s %s %s %d %d\nwant %s %s %s %s %s %d %d", rel, o.Status, o.Unit, o.Scope, o.Dataset, o.Period, o.Accepted, o.Quarantined, f.Status, f.Unit, f.Scope, f.Dataset, f.Period, f.Accepted, f.Quarantined)
		}
		n := 0
		for _, pr := range o.Problems {
			k := fmt.Sprint(rel, pr.Row)
			rules[pr.Rule+"/"+pr.Field+"/"+string(pr.Severity)]++
			if !quarantined[k] && !warned[k] && n < 2 {
				n++
				t.Logf("%s: %+v", filepath.Base(rel), pr)
			}
			delete(warned, k)
		}
	}
	t.Log(time.Since(start), rules, "missed warnings", warned)
}

func openLake(t *testing.T) *lake.Writer {
	w, err := lake.OpenWriter(context.Background(), t.TempDir(), "demo", time.Second)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}
