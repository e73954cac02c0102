package lake

import (
	"bytes"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

var everyType = []Column{{Name: "z_text", Type: "varchar"}, {Name: "count", Type: "bigint"}, {Name: "rate", Type: "decimal(18,6)"}, {Name: "day", Type: "date"}, {Name: "yes", Type: "boolean"}}

// What is read back is what was written, with another reader than the one
// that wrote.
func TestParquetRoundTrip(t *testing.T) {
	day := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	rows := [][]any{
		{"张三", int64(45), int64(984615), day(2024, 9, 9), true},
		{nil, nil, nil, nil, nil},
		{"", int64(0), int64(0), day(1970, 1, 1), false},
		{"𬍛\n", int64(math.MinInt64), int64(-1), day(1969, 12, 31), true},
		{"李四", int64(math.MaxInt64), int64(999_999_999_999_999_999), day(1900, 1, 1), nil},
		{"晚", int64(-1), int64(5), time.Date(1969, 12, 31, 23, 0, 0, 0, time.UTC), nil},
	}
	for range 1500 {
		rows = append(rows, rows[0])
	}
	path := filepath.Join(t.TempDir(), "x.parquet")
	if err := written(path, rows...); err != nil {
		t.Fatal(err)
	}
	type row struct {
		Text  *string `parquet:"z_text,optional"`
		Count *int64  `parquet:"count,optional"`
		Rate  *int64  `parquet:"rate,optional,decimal(6:18)"`
		Day   *int32  `parquet:"day,optional,date"`
		Yes   *bool   `parquet:"yes,optional"`
	}
	got, err := parquet.ReadFile[row](path)
	if err != nil || len(got) != len(rows) {
		t.Fatalf("%d rows, %v", len(got), err)
	}
	for i, r := range got {
		want := rows[i]
		same := equal(r.Text, want[0]) && equal(r.Count, want[1]) && equal(r.Rate, want[2]) && equal(r.Yes, want[4])
		if at, ok := want[3].(time.Time); ok {
			same = same && r.Day != nil && time.Unix(int64(*r.Day)*86400, 0).UTC().Format(time.DateOnly) == at.Format(time.DateOnly)
		} else {
			same = same && r.Day == nil
		}
		if !same {
			t.Fatalf("row %d: %+v, want %v", i, r, want)
		}
	}
}

func equal[T comparable](got *T, want any) bool {
	if want == nil || got == nil {
		return want == nil && got == nil
	}
	return any(*got) == want
}

// written makes a file of rows.
func written(path string, rows ...[]any) error {
	p := &Part{Dataset: "votes", Columns: everyType, temp: path, batch: Batch{ID: "b1", SHA256: "ab"}}
	for _, row := range rows {
		if err := p.Append(row...); err != nil {
			p.Discard()
			return err
		}
	}
	return p.table.finish()
}

func TestParquetIsTheSameEachTime(t *testing.T) {
	var first []byte
	for range 9 {
		path := filepath.Join(t.TempDir(), "x.parquet")
		if err := written(path, []any{"张三", int64(1), nil, nil, true}); err != nil {
			t.Fatal(err)
		}
		again, err := os.ReadFile(path)
		if err != nil || first != nil && !bytes.Equal(first, again) {
			t.Fatalf("differs, %v", err)
		}
		first = again
	}
}

// A value of another type than its column's would be read back as something
// else.
func TestParquetRefusesStrangers(t *testing.T) {
	type other int64
	for _, row := range [][]any{{int64(1), nil, nil, nil, nil}, {nil, "1", nil, nil, nil}, {nil, nil, 0.5, nil, nil}, {nil, nil, nil, int64(1), nil}, {nil, nil, nil, nil, "是"}, {nil, other(1), nil, nil, nil}, {nil}} {
		path := filepath.Join(t.TempDir(), "x.parquet")
		if err := written(path, row); err == nil || !strings.Contains(err.Error(), "column") {
			t.Errorf("%v: %v", row, err)
		}
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%v left a file, %v", row, err)
		}
	}
}

// Rows beyond one row group, laid down value by value.
func TestParquetManyRows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.parquet")
	p := &Part{Dataset: "votes", Columns: append(everyType, Column{"batch", "varchar", true}, Column{"number", "bigint", true}), temp: path}
	p.Always(5, "b1")
	const n = rowGroupRows + rowsAtOnce + 1
	for i := range int64(n) {
		p.Text(0, "张三")
		p.Number(1, i)
		p.Day(3, 1)
		p.Flag(4, i%2 == 0)
		p.Number(6, -i)
		if err := p.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.table.finish(); err != nil {
		t.Fatal(err)
	}
	type row struct {
		Text  *string `parquet:"z_text,optional"`
		Count *int64  `parquet:"count,optional"`
		Rate  *int64  `parquet:"rate,optional,decimal(6:18)"`
		Yes   *bool   `parquet:"yes,optional"`
		Batch string  `parquet:"batch"`
		Minus int64   `parquet:"number"`
	}
	got, err := parquet.ReadFile[row](path)
	if err != nil || len(got) != n {
		t.Fatalf("%d rows, %v", len(got), err)
	}
	for i, r := range got {
		if !equal(r.Text, any("张三")) || !equal(r.Count, any(int64(i))) || r.Rate != nil || !equal(r.Yes, any(i%2 == 0)) || r.Batch != "b1" || r.Minus != -int64(i) {
			t.Fatalf("row %d: %+v", i, r)
		}
	}
}
