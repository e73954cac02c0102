package lake

import (
	"fmt"
	"path"
	"path/filepath"
	"unsafe"

	"github.com/parquet-go/parquet-go"

	"lvzhi/internal/durable"
)

// Part is one file of a batch in the making: rows of one kind and dataset. It
// is written beside the lake and seen by nobody before its batch is committed.
// A part without rows leaves no file.
type Part struct {
	Kind    string // Rows or Quarantine
	Dataset string
	Columns []Column

	batch Batch
	temp  string
	table *table
	err   error
}

// NewPart begins a part of the batch that is committed next. It is either
// committed or discarded.
func (w *Writer) NewPart(kind, dataset string, columns []Column, b Batch) *Part {
	return &Part{Kind: kind, Dataset: dataset, Columns: columns, batch: b,
		temp: filepath.Join(w.temp, room(kind)+"-"+dataset+"-"+b.ID+".parquet")}
}

func room(kind string) string {
	if kind == Quarantine {
		return "quarantine"
	}
	return "lake"
}

// Text lays a text down in a column of the row at hand. It is shared, not
// copied.
func (p *Part) Text(column int, text string) {
	if p.begun() {
		p.table.text(column, text)
	}
}

// Number lays down a whole number, or a decimal in millionths.
func (p *Part) Number(column int, n int64) {
	if p.begun() {
		p.table.put(column, parquet.Int64Value(n))
	}
}

// Day lays down a date, as days since 1970-01-01.
func (p *Part) Day(column int, day int64) {
	if p.begun() {
		p.table.put(column, parquet.Int32Value(int32(day)))
	}
}

// Flag lays down true or false.
func (p *Part) Flag(column int, yes bool) {
	if p.begun() {
		p.table.put(column, parquet.BooleanValue(yes))
	}
}

// Always lays a text down in a column of every row; called before the first.
func (p *Part) Always(column int, text string) {
	if p.begun() {
		p.table.always(column, textValue(text))
	}
}

// AlwaysNumber lays a whole number down in a column of every row; called
// before the first.
func (p *Part) AlwaysNumber(column int, n int64) {
	if p.begun() {
		p.table.always(column, parquet.Int64Value(n))
	}
}

// AlwaysFlag lays true or false down in a column of every row; called before
// the first.
func (p *Part) AlwaysFlag(column int, yes bool) {
	if p.begun() {
		p.table.always(column, parquet.BooleanValue(yes))
	}
}

// Next ends the row at hand; a column nothing was laid down in is NULL.
func (p *Part) Next() error {
	if !p.begun() {
		return p.err
	}
	return p.table.next()
}

// Append lays down a whole row: nil, string, int64 (bigint, and decimals in
// millionths), time.Time (a date) or bool in each column.
func (p *Part) Append(values ...any) error {
	if len(values) != len(p.Columns) {
		return fmt.Errorf("a row has %d values for %d columns", len(values), len(p.Columns))
	}
	if !p.begun() {
		return p.err
	}
	for i, v := range values {
		value, err := cell(v, p.Columns[i])
		if err != nil {
			return err
		}
		if v != nil {
			p.table.put(i, value)
			p.table.filling.bytes += len(value.Bytes())
		}
	}
	return p.table.next()
}

// begun opens the file with the first value.
func (p *Part) begun() bool {
	if p.table == nil && p.err == nil {
		p.table, p.err = newTable(p.temp, p.Columns, map[string]string{
			"lvzhi.dataset": p.Dataset, "lvzhi.batch": p.batch.ID, "lvzhi.source_sha256": p.batch.SHA256,
		})
	}
	return p.err == nil
}

// Rows is how many rows were written.
func (p *Part) Rows() int64 {
	if p.table == nil {
		return 0
	}
	return p.table.rows
}

// Discard gives the part up.
func (p *Part) Discard() {
	if p.table != nil {
		p.table.discard()
		p.table = nil
	}
}

// place finishes the part and puts it where the manifest will name it.
func (p *Part) place(root string) (File, error) {
	if err := p.table.finish(); err != nil {
		return File{}, err
	}
	rel := path.Join(room(p.Kind), p.Dataset, "unit="+p.batch.Unit, "period="+p.batch.Period, p.batch.ID+".parquet")
	if err := durable.Place(p.temp, filepath.Join(root, filepath.FromSlash(rel))); err != nil {
		return File{}, err
	}
	return File{Kind: p.Kind, Dataset: p.Dataset, Path: rel, Batch: p.batch.ID, Rows: p.table.rows, Bytes: p.table.out.size, SHA256: p.table.hash()}, nil
}

// textValue shares the memory of a string nobody writes to.
func textValue(text string) parquet.Value {
	return parquet.ByteArrayValue(unsafe.Slice(unsafe.StringData(text), len(text)))
}
