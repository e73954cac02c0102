package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkIngest takes in one file of 20,000 votes rows, checked, with
// receipt, Parquet and manifest; x-csv is its time as a multiple of only
// reading the same file with encoding/csv in the same run.
func BenchmarkIngest(b *testing.B) {
	dir := b.TempDir()
	var text strings.Builder
	text.WriteString("姓名,代表层级,县区,述职日期,参评人数,发出票,收回票,有效票,满意,基本满意,不满意,弃权,满意率\n")
	for i := range 20_000 {
		fmt.Fprintf(&text, "代表%d,县级,范县,2024年9月%d日,50,50,50,50,40,5,4,1,80%%\n", i, i%30+1)
	}
	file := filepath.Join(dir, "濮阳市2024年9月述职测评.csv")
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	var taken, plain time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		c := program("--data", filepath.Join(dir, fmt.Sprint(i)), "ingest", file)
		_ = c.Run() // the exit code is looked at below
		taken += time.Since(start)
		if code := c.ProcessState.ExitCode(); code != exitDone {
			b.Fatalf("exit %d", code)
		}
		start = time.Now()
		if rows, err := csv.NewReader(strings.NewReader(text.String())).ReadAll(); err != nil || len(rows) != 20_001 {
			b.Fatal(len(rows), err)
		}
		plain += time.Since(start)
	}
	b.ReportMetric(float64(taken)/float64(plain), "x-csv")
	b.ReportMetric(20_000*float64(b.N)/taken.Seconds(), "rows/s")
}
