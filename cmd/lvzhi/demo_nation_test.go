package main

import (
	"context"
	"io"
	"os"
	"testing"
	"time"

	"lvzhi/demo"
)

// nationApp is the program without a terminal.
func nationApp(b testing.TB) *app {
	return &app{data: b.TempDir(), stdout: io.Discard, stderr: io.Discard, now: time.Now, diary: &diary{}}
}

// A small country goes the way of the large one and comes out as made.
func TestNation(t *testing.T) {
	size := demo.NationOptions{Mandates: 18 * 200, Activities: 2, Months: 3, LastPeriod: "2024-09"}
	doc, err := nationApp(t).demoNation(context.Background(), size)
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Differences) > 0 || doc.Mandates != size.Mandates || doc.Accepted != size.Rows()+int64(size.Mandates) {
		t.Errorf("%+v", doc)
	}
}

// BenchmarkNation aggregates the country's deputies. In full (NATION=full, see
// make nation) it is 2.8 million mandates and 140 million rows of activities,
// built unit by unit; otherwise a hundredth of that.
func BenchmarkNation(b *testing.B) {
	size := demo.NationSize()
	if os.Getenv("NATION") != "full" {
		size.Mandates /= 100
	}
	for range b.N {
		doc, err := nationApp(b).demoNation(context.Background(), size)
		if err != nil || len(doc.Differences) > 0 {
			b.Fatal(err, doc.Differences)
		}
		b.ReportMetric(doc.TransformSeconds, "transform-s")
		b.ReportMetric(doc.TransformSeconds/doc.IngestSeconds, "transform/ingest")
		b.ReportMetric(float64(doc.Accepted)/doc.TransformSeconds, "rows/s")
		b.ReportMetric(float64(doc.PeakMB), "peak-MB")
	}
}
