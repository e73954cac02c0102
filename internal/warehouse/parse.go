package warehouse

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// ErrNotOneSelect is returned for SQL that is not exactly one statement of
// the SELECT class.
var ErrNotOneSelect = errors.New("not exactly one SELECT statement")

// Ref is a table a query reads, as written.
type Ref struct{ Schema, Table string }

// Refs lists the tables with a schema that one SELECT reads, found by
// DuckDB's own parser, each once, in order of name. SQL that does not parse,
// or is not one SELECT, is an error that wraps ErrNotOneSelect.
func (d *DB) Refs(ctx context.Context, query string) ([]Ref, error) {
	tree, err := d.parse(ctx, query)
	if err != nil {
		return nil, err
	}
	var refs []Ref
	walk(tree, func(node map[string]any) {
		if node["type"] != "BASE_TABLE" {
			return
		}
		schema, _ := node["schema_name"].(string)
		table, _ := node["table_name"].(string)
		if ref := (Ref{schema, table}); schema != "" && !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
	})
	slices.SortFunc(refs, func(a, b Ref) int {
		if a.Schema != b.Schema {
			return cmp.Compare(a.Schema, b.Schema)
		}
		return cmp.Compare(a.Table, b.Table)
	})
	return refs, nil
}

// CheckOneSelect reports whether the SQL is exactly one SELECT-class
// statement, by the parser.
func (d *DB) CheckOneSelect(ctx context.Context, query string) error {
	_, err := d.parse(ctx, query)
	return err
}

// Syntax is the tree of one SELECT as DuckDB's own parser gives it.
func (d *DB) Syntax(ctx context.Context, query string) (any, error) { return d.parse(ctx, query) }

func (d *DB) parse(ctx context.Context, query string) (any, error) {
	result, err := d.Query(ctx, "select cast(json_serialize_sql(cast(? as varchar)) as varchar)", query)
	if err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	text, _ := result.Rows[0][0].(string)
	var tree struct {
		Error        bool   `json:"error"`
		ErrorMessage string `json:"error_message"`
		Statements   []any  `json:"statements"`
	}
	if err := json.Unmarshal([]byte(text), &tree); err != nil {
		return nil, fmt.Errorf("parse: %w", err)
	}
	if tree.Error {
		return nil, fmt.Errorf("%w: %s", ErrNotOneSelect, tree.ErrorMessage)
	}
	if n := len(tree.Statements); n != 1 {
		return nil, fmt.Errorf("%w: %d statements", ErrNotOneSelect, n)
	}
	return tree.Statements, nil
}

func walk(node any, visit func(map[string]any)) {
	switch n := node.(type) {
	case map[string]any:
		visit(n)
		for _, child := range n {
			walk(child, visit)
		}
	case []any:
		for _, child := range n {
			walk(child, visit)
		}
	}
}
