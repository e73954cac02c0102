package transform

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// testCase is one case of a model's .test.yaml. Inputs that are not given are
// empty, but reference tables keep their shipped content. Only the columns
// that expect lists are compared; numbers to 1e-9 unless tolerance says more.
type testCase struct {
	Case      string                            `yaml:"case"`
	Given     map[string][]map[string]yaml.Node `yaml:"given"`
	Key       string                            `yaml:"key"` // compare by this column, for clearer failures
	Partial   bool                              `yaml:"partial"`
	Tolerance float64                           `yaml:"tolerance"`
	Expect    []map[string]yaml.Node            `yaml:"expect"`
}

// answer computes what a case expects rows of, from the tables as given.
type answer func(ctx context.Context, db *warehouse.DB) (*warehouse.Table, error)

// asked is the answer of a plain query.
func asked(query string) answer {
	return func(ctx context.Context, db *warehouse.DB) (*warehouse.Table, error) { return db.Query(ctx, query) }
}

// computed is the table of a model, fitted or not.
func computed(m models.Model) answer {
	if !m.IsFitted() {
		return asked(m.Query)
	}
	return func(ctx context.Context, db *warehouse.DB) (*warehouse.Table, error) {
		if err := db.Exec(ctx, "drop table "+m.Table()); err != nil {
			return nil, err
		}
		if err := materialiseFitted(ctx, db, m); err != nil {
			return nil, err
		}
		return db.Query(ctx, "select * from "+m.Table())
	}
}

func runCases(ctx context.Context, t *testing.T, db *warehouse.DB, raw []byte, query string, answer answer) {
	t.Helper()
	var cases []testCase
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&cases); err != nil || len(cases) == 0 {
		t.Fatalf("read cases: %d, %v", len(cases), err)
	}
	for _, c := range cases {
		t.Run(c.Case, func(t *testing.T) { c.run(ctx, t, db, query, answer) })
	}
}

func (c testCase) run(ctx context.Context, t *testing.T, db *warehouse.DB, query string, answer answer) {
	t.Helper()
	exec := func(query string, args ...any) {
		t.Helper()
		if err := db.Exec(ctx, query, args...); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	exec("begin transaction")
	defer db.Exec(ctx, "rollback")
	refs, err := db.Refs(ctx, query)
	if err != nil {
		t.Fatal(err)
	}
	for _, ref := range refs {
		name := ref.Schema + "." + ref.Table
		if _, given := c.Given[name]; (given || ref.Schema != "ref") && ref.Schema != "lake" {
			exec("delete from " + name)
		}
	}
	for name, rows := range c.Given {
		schema, table, _ := strings.Cut(name, ".")
		if !slices.Contains(refs, warehouse.Ref{Schema: schema, Table: table}) {
			t.Fatalf("given %s, which the query does not read", name)
		}
		types := columnTypes(ctx, t, db, "select * from "+name)
		for _, row := range rows {
			var columns, marks []string
			var args []any
			for _, column := range sortedKeys(row) {
				if types[column] == "" {
					t.Fatalf("given %s has no column %s", name, column)
				}
				columns = append(columns, column)
				marks = append(marks, "cast(? as "+types[column]+")")
				args = append(args, scalar(row[column]))
			}
			exec(fmt.Sprintf("insert into %s (%s) values (%s)", name, strings.Join(columns, ", "), strings.Join(marks, ", ")), args...)
		}
	}
	got, err := answer(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	c.compare(t, got)
}

func columnTypes(ctx context.Context, t *testing.T, db *warehouse.DB, query string) map[string]string {
	t.Helper()
	found, err := db.Query(ctx, "select column_name, column_type from (describe "+query+")")
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]string{}
	for _, row := range found.Rows {
		types[row[0].(string)] = row[1].(string)
	}
	return types
}

// scalar is a YAML value as written, so that 2024-09-30 and 0123 stay texts.
func scalar(n yaml.Node) any {
	if n.Tag == "!!null" {
		return nil
	}
	return n.Value
}

func sortedKeys(row map[string]yaml.Node) []string {
	var keys []string
	for k := range row {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (c testCase) compare(t *testing.T, got *warehouse.Table) {
	t.Helper()
	index := map[string]int{}
	for i, column := range got.Columns {
		index[column.Name] = i
		if column.Type == "HUGEINT" {
			t.Errorf("column %s is a HUGEINT: cast the sum to bigint", column.Name)
		}
	}
	used := make([]bool, len(got.Rows))
	for _, want := range c.Expect {
		for column := range want {
			if _, ok := index[column]; !ok {
				t.Fatalf("the model has no column %s", column)
			}
		}
		if !c.find(t, want, got, index, used) {
			t.Errorf("no row like %s", show(want))
		}
	}
	if !c.Partial && len(got.Rows) != len(c.Expect) {
		t.Errorf("%d rows, want %d", len(got.Rows), len(c.Expect))
	}
	if t.Failed() {
		for i, row := range got.Rows {
			if !used[i] {
				t.Logf("unmatched: %s", showRow(got, row))
			}
		}
	}
}

// find marks the first unused row that is like want as used. With a key, the
// row of that key must be like want in every listed column.
func (c testCase) find(t *testing.T, want map[string]yaml.Node, got *warehouse.Table, index map[string]int, used []bool) bool {
	t.Helper()
	for i, row := range got.Rows {
		if used[i] {
			continue
		}
		if c.Key != "" {
			if !same(row[index[c.Key]], want[c.Key], 0) {
				continue
			}
			for column, value := range want {
				if !same(row[index[column]], value, c.Tolerance) {
					t.Errorf("%s = %s: %s is %s, want %s", c.Key, want[c.Key].Value, column, text(row[index[column]]), value.Value)
				}
			}
			used[i] = true
			return true
		}
		matches := true
		for column, value := range want {
			matches = matches && same(row[index[column]], value, c.Tolerance)
		}
		if matches {
			used[i] = true
			return true
		}
	}
	return false
}

func same(got any, want yaml.Node, tolerance float64) bool {
	if got == nil || want.Tag == "!!null" {
		return got == nil && want.Tag == "!!null"
	}
	switch got.(type) {
	case string, bool, time.Time:
		return text(got) == want.Value
	}
	g, err := strconv.ParseFloat(text(got), 64)
	w, err2 := strconv.ParseFloat(want.Value, 64)
	return err == nil && err2 == nil && math.Abs(g-w) <= max(tolerance, 1e-9)
}

func text(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case time.Time:
		return v.Format(time.DateOnly)
	case fmt.Stringer:
		return v.String()
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return fmt.Sprint(v)
}

func show(row map[string]yaml.Node) string {
	var parts []string
	for _, k := range sortedKeys(row) {
		parts = append(parts, k+": "+row[k].Value)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func showRow(got *warehouse.Table, row []any) string {
	var parts []string
	for i, v := range row {
		parts = append(parts, got.Columns[i].Name+": "+text(v))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
