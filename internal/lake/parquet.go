package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// Column is one column of a lake file. Type is its SQL type: varchar, bigint,
// decimal(18,6), date or boolean; every column may be NULL.
type Column struct{ Name, Type string }

// writeParquet writes rows to a new file at path and returns its size and
// hash. A value is nil, string, int64 (bigint, and decimals scaled by a
// million), time.Time (a date) or bool.
func writeParquet(path string, columns []Column, rows [][]any, meta map[string]string) (size int64, hash string, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, "", fmt.Errorf("create %s: %w", path, err)
	}
	defer func() {
		if closeErr := f.Close(); err == nil && closeErr != nil {
			err = fmt.Errorf("close %s: %w", path, closeErr)
		}
	}()
	sum := sha256.New()
	counted := &counter{to: io.MultiWriter(f, sum)}
	if err := encode(counted, columns, rows, meta); err != nil {
		return 0, "", fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Sync(); err != nil {
		return 0, "", fmt.Errorf("sync %s: %w", path, err)
	}
	return counted.n, hex.EncodeToString(sum.Sum(nil)), nil
}

type counter struct {
	to io.Writer
	n  int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.n += int64(n)
	return n, err
}

func encode(to io.Writer, columns []Column, rows [][]any, meta map[string]string) error {
	group := parquet.Group{}
	for _, c := range columns {
		group[c.Name] = parquet.Optional(node(c.Type))
	}
	schema := parquet.NewSchema("lvzhi", group)
	options := []parquet.WriterOption{schema, parquet.Compression(&zstd.Codec{}), parquet.CreatedBy("lvzhi", "1", "")}
	for k, v := range meta { // the writer sorts them
		options = append(options, parquet.KeyValueMetadata(k, v))
	}
	w := parquet.NewGenericWriter[any](to, options...)
	position := make([]int, len(columns)) // parquet keeps its columns in order of name
	for i, c := range columns {
		leaf, ok := schema.Lookup(c.Name)
		if !ok {
			return fmt.Errorf("column %q is not in the schema", c.Name)
		}
		position[i] = leaf.ColumnIndex
	}
	batch := make([]parquet.Row, 0, 512)
	for _, values := range rows {
		if len(values) != len(columns) {
			return fmt.Errorf("a row has %d values for %d columns", len(values), len(columns))
		}
		row := make(parquet.Row, len(columns))
		for i, v := range values {
			value, err := cell(v, columns[i])
			if err != nil {
				return err
			}
			row[position[i]] = value.Level(0, defined(v), position[i])
		}
		if batch = append(batch, row); len(batch) == cap(batch) {
			if _, err := w.WriteRows(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if _, err := w.WriteRows(batch); err != nil {
		return err
	}
	return w.Close()
}

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

// cell refuses a value that its column's type does not hold: written all the
// same it would be read back as something else.
func cell(v any, c Column) (parquet.Value, error) {
	switch v := v.(type) {
	case nil:
		return parquet.NullValue(), nil
	case string:
		if c.Type == "varchar" {
			return parquet.ByteArrayValue([]byte(v)), nil
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

func defined(v any) int {
	if v == nil {
		return 0
	}
	return 1
}
