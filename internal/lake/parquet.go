package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"os"
	"slices"
	"sync/atomic"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// Column is one column of a lake file. Type is its SQL type: varchar, bigint,
// decimal(18,6), date or boolean. A column that is not Whole may be NULL; one
// that is has a value in every row, mostly the same.
type Column struct {
	Name, Type string
	Whole      bool
}

// How many rows, or bytes of text, are handed to the encoder together and
// stand in a row group. DuckDB makes row groups of as many rows.
const (
	rowsAtOnce    = 512
	bytesAtOnce   = 2 << 20
	rowGroupRows  = 122_880
	rowGroupBytes = 32 << 20
	// a column's dictionary of texts; what is longer is no column of repeats
	longestDictionary = 4 << 20
)

// table writes rows to one Parquet file. Rows are laid down value by value,
// column by column; another goroutine encodes and compresses those that are
// complete.
type table struct {
	columns []Column
	rows    int64
	usual   []parquet.Value // by column: NULL, or its constant
	filling *stretch
	full    chan *stretch
	empty   chan *stretch
	done    chan struct{}
	failed  atomic.Bool // the encoder takes no more
	err     error       // of the encoder; read after done
	closed  bool
	out     *hashed
}

// stretch is some rows, column by column. What no row lays down stays NULL, or
// the column's constant.
type stretch struct {
	columns []laidColumn
	rows    int
	bytes   int // of the texts
}

type laidColumn struct {
	values []parquet.Value
	laid   bool // some value was laid down
	whole  bool
}

// hashed is a file that knows its size and hash.
type hashed struct {
	file *os.File
	sum  hash.Hash
	size int64
}

func (h *hashed) Write(p []byte) (int, error) {
	n, err := h.file.Write(p)
	h.sum.Write(p[:n])
	h.size += int64(n)
	return n, err
}

func newTable(path string, columns []Column, meta map[string]string) (*table, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("create %s: %w", path, err)
	}
	t := &table{columns: columns, out: &hashed{file: file, sum: sha256.New()}, full: make(chan *stretch, 1), empty: make(chan *stretch, 3), done: make(chan struct{})}
	writer, order, err := encoder(t.out, columns, meta)
	if err != nil {
		file.Close()
		return nil, err
	}
	t.usual = make([]parquet.Value, len(columns))
	for i := range columns {
		t.usual[i] = parquet.NullValue().Level(0, 0, i)
	}
	for range cap(t.empty) {
		t.empty <- t.newStretch()
	}
	t.filling = <-t.empty
	go func() {
		defer close(t.done)
		t.err = t.encode(writer, order)
	}()
	return t, nil
}

func (t *table) newStretch() *stretch {
	s := &stretch{columns: make([]laidColumn, len(t.columns))}
	for i := range s.columns {
		s.columns[i] = laidColumn{values: slices.Repeat(t.usual[i:i+1], rowsAtOnce), whole: t.columns[i].Whole}
	}
	return s
}

// always makes a value the one of every row to come.
func (t *table) always(column int, v parquet.Value) {
	if !t.columns[column].Whole {
		v = v.Level(0, 1, column)
	}
	t.usual[column] = v
	for range cap(t.empty) - 1 { // before the first row all but one are there
		s := <-t.empty
		s.columns[column].values = slices.Repeat(t.usual[column:column+1], rowsAtOnce)
		t.empty <- s
	}
	t.filling.columns[column].values = slices.Repeat(t.usual[column:column+1], rowsAtOnce)
}

// clear makes a stretch ready for other rows.
func (t *table) clear(s *stretch) {
	for i := range s.columns {
		if c := &s.columns[i]; c.laid {
			for j := range c.values {
				c.values[j] = t.usual[i]
			}
			c.laid = false
		}
	}
	s.rows, s.bytes = 0, 0
}

// encoder makes the Parquet writer; order[i] is where column i stands, for
// Parquet keeps its columns in order of name.
func encoder(to *hashed, columns []Column, meta map[string]string) (w *parquet.GenericWriter[any], order []int, err error) {
	group := parquet.Group{}
	for _, c := range columns {
		if group[c.Name] = node(c.Type); !c.Whole {
			group[c.Name] = parquet.Optional(dictionary(c.Type, group[c.Name]))
		}
	}
	schema := parquet.NewSchema("lvzhi", group)
	options := []parquet.WriterOption{schema, parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest}), parquet.CreatedBy("lvzhi", "1", ""), parquet.DataPageStatistics(false), parquet.DictionaryMaxBytes(longestDictionary)}
	for _, c := range columns {
		if c.Type == "varchar" { // nobody looks for texts by their bounds
			options = append(options, parquet.SkipPageBounds(c.Name))
		}
	}
	for k, v := range meta { // the writer sorts them
		options = append(options, parquet.KeyValueMetadata(k, v))
	}
	for _, c := range columns {
		leaf, ok := schema.Lookup(c.Name)
		if !ok {
			return nil, nil, fmt.Errorf("column %q is not in the schema", c.Name)
		}
		order = append(order, leaf.ColumnIndex)
	}
	return parquet.NewGenericWriter[any](to, options...), order, nil
}

// encode writes what comes until there is no more; after an error it only
// takes, so that nobody waits for it.
func (t *table) encode(w *parquet.GenericWriter[any], order []int) (err error) {
	columns, rows, bytes := w.ColumnWriters(), 0, 0
	for s := range t.full {
		for i := 0; i < len(s.columns) && err == nil; i++ {
			_, err = columns[order[i]].WriteRowValues(s.columns[i].values[:s.rows])
		}
		rows, bytes = rows+s.rows, bytes+s.bytes
		if err == nil && (rows >= rowGroupRows || bytes >= rowGroupBytes) {
			rows, bytes, err = 0, 0, w.Flush()
		}
		t.failed.Store(err != nil)
		t.empty <- s
	}
	if err != nil {
		return err
	}
	return w.Close()
}

// text lays a text down in the row at hand.
func (t *table) text(column int, text string) {
	t.filling.bytes += len(text)
	t.put(column, textValue(text))
}

// put lays a value down in the row at hand.
func (t *table) put(column int, v parquet.Value) {
	c := &t.filling.columns[column]
	if !c.whole {
		v = v.Level(0, 1, column)
	}
	c.values[t.filling.rows] = v
	c.laid = true
}

func (t *table) next() error {
	t.rows++
	if t.filling.rows++; t.filling.rows < rowsAtOnce && t.filling.bytes < bytesAtOnce {
		return nil
	}
	if t.failed.Load() {
		t.stop()
		return fmt.Errorf("write %s: %w", t.out.file.Name(), t.err)
	}
	t.full <- t.filling
	t.filling = <-t.empty
	t.clear(t.filling)
	return nil
}

// finish waits for the encoder and makes the file last.
func (t *table) finish() error {
	if t.filling.rows > 0 && !t.closed {
		t.full <- t.filling
	}
	t.stop()
	if t.err != nil {
		t.out.file.Close()
		return fmt.Errorf("write %s: %w", t.out.file.Name(), t.err)
	}
	if err := t.out.file.Sync(); err != nil {
		t.out.file.Close()
		return fmt.Errorf("sync %s: %w", t.out.file.Name(), err)
	}
	if err := t.out.file.Close(); err != nil {
		return fmt.Errorf("close %s: %w", t.out.file.Name(), err)
	}
	return nil
}

// stop ends the encoder.
func (t *table) stop() {
	if !t.closed {
		t.closed = true
		close(t.full)
		<-t.done
	}
}

// discard gives the file up.
func (t *table) discard() {
	t.stop()
	t.out.file.Close()
	os.Remove(t.out.file.Name())
}

func (t *table) hash() string { return hex.EncodeToString(t.out.sum.Sum(nil)) }

func node(sqlType string) parquet.Node {
	switch sqlType {
	case "bigint":
		return parquet.Int(64)
	case "decimal(18,6)":
		return parquet.Decimal(6, 18, parquet.Int64Type)
	case "date":
		return parquet.Date()
	case "boolean":
		return parquet.Leaf(parquet.BooleanType)
	default: // varchar
		return parquet.String()
	}
}

// dictionary stores a text once however often it stands in a column. What is
// the same in every row packs as well without.
func dictionary(sqlType string, n parquet.Node) parquet.Node {
	if sqlType == "varchar" {
		return parquet.Encoded(n, &parquet.RLEDictionary)
	}
	return n
}

// cell refuses a value that its column's type does not hold: written all the
// same it would be read back as something else.
func cell(v any, c Column) (parquet.Value, error) {
	switch v := v.(type) {
	case nil:
		return parquet.NullValue(), nil
	case string:
		if c.Type == "varchar" {
			return textValue(v), nil
		}
	case int64:
		if c.Type == "bigint" || c.Type == "decimal(18,6)" {
			return parquet.Int64Value(v), nil
		}
	case bool:
		if c.Type == "boolean" {
			return parquet.BooleanValue(v), nil
		}
	case time.Time:
		if c.Type == "date" {
			midnight := time.Date(v.Year(), v.Month(), v.Day(), 0, 0, 0, 0, time.UTC) // whole days, also before 1970
			return parquet.Int32Value(int32(midnight.Unix() / 86400)), nil
		}
	}
	return parquet.Value{}, fmt.Errorf("column %q of type %s cannot hold a %T", c.Name, c.Type, v)
}
