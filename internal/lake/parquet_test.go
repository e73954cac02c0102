package lake

import (
	"bytes"
	"io"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

var everyType = []Column{{"z_text", "varchar"}, {"count", "bigint"}, {"rate", "decimal(18,6)"}, {"day", "date"}, {"yes", "boolean"}}

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
	if _, _, err := writeParquet(path, everyType, rows, map[string]string{"lvzhi.batch": "b1", "lvzhi.dataset": "votes"}); err != nil {
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

func TestParquetIsTheSameEachTime(t *testing.T) {
	meta := map[string]string{"a": "1", "b": "2", "c": "3", "d": "4"}
	var first bytes.Buffer
	if err := encode(&first, everyType, [][]any{{"张三", int64(1), nil, nil, true}}, meta); err != nil {
		t.Fatal(err)
	}
	for range 8 {
		var again bytes.Buffer
		if err := encode(&again, everyType, [][]any{{"张三", int64(1), nil, nil, true}}, meta); err != nil || !bytes.Equal(first.Bytes(), again.Bytes()) {
			t.Fatalf("differs, %v", err)
		}
	}
}

// A value of another type than its column's would be read back as something
// else.
func TestParquetRefusesStrangers(t *testing.T) {
	type other int64
	for _, row := range [][]any{{int64(1), nil, nil, nil, nil}, {nil, "1", nil, nil, nil}, {nil, nil, 0.5, nil, nil}, {nil, nil, nil, int64(1), nil}, {nil, nil, nil, nil, "是"}, {nil, other(1), nil, nil, nil}, {nil}} {
		if err := encode(io.Discard, everyType, [][]any{row}, nil); err == nil || !strings.Contains(err.Error(), "column") {
			t.Errorf("%v: %v", row, err)
		}
	}
}
