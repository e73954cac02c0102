package transform

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lvzhi/demo"
	"lvzhi/ingest"
	"lvzhi/internal/lake"
)

// demoLake takes a small made-up province in and returns what to build from.
func demoLake(t testing.TB, size demo.Options) Options {
	t.Helper()
	ctx := context.Background()
	o := emptyOptions(t)
	o.Log = slog.New(slog.DiscardHandler)
	inbox := t.TempDir()
	truth, err := demo.Write(ctx, inbox, size)
	if err != nil {
		t.Fatal(err)
	}
	writer, err := lake.OpenWriter(ctx, o.Root, "test", time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	clock := time.Date(2024, 10, 8, 9, 0, 0, 0, time.UTC)
	r := &ingest.Receiver{Lake: writer, Datasets: o.Datasets, Places: o.Places, Now: func() time.Time { return clock }, Log: o.Log}
	files := slices.Clone(truth.Files)
	slices.SortStableFunc(files, func(x, y demo.File) int { return strings.Compare(x.Period, y.Period) })
	for _, f := range files {
		if _, err := r.Receive(ctx, filepath.Join(inbox, filepath.FromSlash(f.Path)), ingest.Hints{}); err != nil {
			t.Fatal(err)
		}
	}
	if o.State, err = lake.Read(o.Root, 0); err != nil {
		t.Fatal(err)
	}
	return o
}
