// Package warehouse is the only user of database/sql and DuckDB. It opens a
// build for writing or a published warehouse for reading, locked down, and
// hands out plain values. It must not know what a mart means.
package warehouse

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"math"
	"math/big"
	"os"
	"strings"

	"github.com/duckdb/duckdb-go/v2"
)

// DB is one DuckDB database with one connection.
type DB struct{ pool *sql.DB }

// Column is a result column with its DuckDB type (BIGINT, VARCHAR …).
type Column struct{ Name, Type string }

// Table is a whole result. Values are nil, bool, int64, float64, string,
// time.Time, duckdb.Decimal or *big.Int (HUGEINT), as the driver gives them.
type Table struct {
	Columns []Column
	Rows    [][]any
}

// Create opens a database for building; "" is in memory.
func Create(ctx context.Context, path string) (*DB, error) {
	db, err := open(ctx, path, nil)
	if err != nil || path == "" {
		return db, err
	}
	if err := os.Chmod(path, 0o600); err != nil { // DuckDB makes it for all to read, and takes no empty file made before
		db.Close()
		return nil, fmt.Errorf("make database private: %w", err)
	}
	return db, nil
}

// OpenReadOnly opens a published warehouse so that SQL from outside can read
// it and nothing else: no files, no network, no change of these settings.
// memory is a DuckDB size ("1GB"); "" leaves the default.
func OpenReadOnly(ctx context.Context, path, memory string) (*DB, error) {
	settings := []string{"SET temp_directory=''"}
	if memory != "" {
		settings = append(settings, "SET memory_limit="+Literal(memory))
	}
	settings = append(settings,
		"SET allow_community_extensions=false",
		"SET autoinstall_known_extensions=false",
		"SET autoload_known_extensions=false",
		"SET enable_external_access=false",
		"SET lock_configuration=true")
	return open(ctx, path+"?access_mode=read_only", settings)
}

func open(ctx context.Context, dsn string, settings []string) (*DB, error) {
	connector, err := duckdb.NewConnector(dsn, func(ex driver.ExecerContext) error {
		for _, s := range settings {
			if _, err := ex.ExecContext(ctx, s, nil); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("open duckdb: %w", err)
	}
	pool := sql.OpenDB(connector)
	pool.SetMaxOpenConns(1)
	if err := pool.PingContext(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open duckdb: %w", err)
	}
	return &DB{pool: pool}, nil
}

// Close closes the database.
func (d *DB) Close() error { return d.pool.Close() }

// Exec runs one statement that returns no rows.
func (d *DB) Exec(ctx context.Context, query string, args ...any) error {
	_, err := d.pool.ExecContext(ctx, query, args...)
	return err
}

// Query runs one SELECT and returns its whole result.
func (d *DB) Query(ctx context.Context, query string, args ...any) (*Table, error) {
	rows, err := d.pool.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	table := &Table{}
	for _, c := range types {
		table.Columns = append(table.Columns, Column{Name: c.Name(), Type: c.DatabaseTypeName()})
	}
	for rows.Next() {
		values := make([]any, len(types))
		into := make([]any, len(types))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		table.Rows = append(table.Rows, values)
	}
	return table, rows.Err()
}

// Insert appends rows to a table by DuckDB's appender: values in column order.
func (d *DB) Insert(ctx context.Context, schema, table string, rows [][]any) error {
	conn, err := d.pool.Conn(ctx)
	if err != nil {
		return fmt.Errorf("take connection: %w", err)
	}
	defer conn.Close()
	return conn.Raw(func(c any) error {
		app, err := duckdb.NewAppenderFromConn(c.(driver.Conn), schema, table)
		if err != nil {
			return fmt.Errorf("append to %s.%s: %w", schema, table, err)
		}
		for _, row := range rows {
			values := make([]driver.Value, len(row))
			for i, v := range row {
				values[i] = v
			}
			if err := app.AppendRow(values...); err != nil {
				app.Close()
				return fmt.Errorf("append to %s.%s: %w", schema, table, err)
			}
		}
		return app.Close()
	})
}

// Decimal is a number as Insert writes it into a column decimal(width, scale):
// the nearest one with so many places.
func Decimal(v float64, width, scale uint8) any {
	scaled := new(big.Float).Mul(big.NewFloat(v), big.NewFloat(math.Pow10(int(scale))))
	half := big.NewFloat(math.Copysign(0.5, v))
	unscaled, _ := scaled.Add(scaled, half).Int(nil)
	return duckdb.Decimal{Width: width, Scale: scale, Value: unscaled}
}

// Quote makes an identifier safe to stand in SQL.
func Quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// Literal makes a text safe to stand in SQL where no parameter may.
func Literal(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
