package reports

import (
	"context"
	"fmt"
	"math/big"
	"reflect"

	models "lvzhi/sql"
)

// Source runs one SELECT over a published build.
type Source interface {
	Query(ctx context.Context, sql string, args ...any) (columns []string, rows [][]any, err error)
}

// queries finds the report queries by name.
type queries struct {
	source Source
	sql    map[string]string
}

func openQueries(source Source) (*queries, error) {
	list, err := models.ReportQueries()
	if err != nil {
		return nil, fmt.Errorf("read report queries: %w", err)
	}
	q := &queries{source: source, sql: map[string]string{}}
	for _, m := range list {
		q.sql[m.Name] = m.Query
	}
	return q, nil
}

func (q *queries) run(ctx context.Context, name string, args ...any) ([]string, [][]any, error) {
	sql, ok := q.sql[name]
	if !ok {
		return nil, nil, fmt.Errorf("report query %s is not there", name)
	}
	columns, rows, err := q.source.Query(ctx, sql, args...)
	if err != nil {
		return nil, nil, fmt.Errorf("run report query %s: %w", name, err)
	}
	return columns, rows, nil
}

// load runs a report query and fills one T a row, by the `col` tags of T.
// Fields are string, bool, int64, float64, or a pointer to one of these where
// NULL has a meaning of its own; NULL leaves another field at its zero.
func load[T any](ctx context.Context, q *queries, name string, args ...any) ([]T, error) {
	columns, rows, err := q.run(ctx, name, args...)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, c := range columns {
		at[c] = i
	}
	out := make([]T, len(rows))
	for r, row := range rows {
		into := reflect.ValueOf(&out[r]).Elem()
		for f := range into.NumField() {
			col := into.Type().Field(f).Tag.Get("col")
			i, ok := at[col]
			if !ok {
				return nil, fmt.Errorf("report query %s has no column %s", name, col)
			}
			if err := assign(into.Field(f), row[i]); err != nil {
				return nil, fmt.Errorf("report query %s, column %s: %w", name, col, err)
			}
		}
	}
	return out, nil
}

func assign(field reflect.Value, value any) error {
	if value == nil {
		return nil
	}
	if field.Kind() == reflect.Pointer {
		field.Set(reflect.New(field.Type().Elem()))
		field = field.Elem()
	}
	switch v := value.(type) {
	case *big.Int:
		value = v.Int64()
	case interface{ Float64() float64 }:
		value = v.Float64()
	}
	from := reflect.ValueOf(value)
	switch {
	case field.Kind() == reflect.Int64 && from.CanInt():
		field.SetInt(from.Int())
	case field.Kind() == reflect.Float64 && from.CanFloat():
		field.SetFloat(from.Float())
	case field.Kind() == reflect.Float64 && from.CanInt():
		field.SetFloat(float64(from.Int()))
	case field.Kind() == from.Kind():
		field.Set(from.Convert(field.Type()))
	default:
		return fmt.Errorf("a %T does not fit %s", value, field.Type())
	}
	return nil
}
