package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lvzhi/contracts"
	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
	"lvzhi/transform"
)

// rowless are the marts that are not made of rows of reports, and of what.
var rowless = map[string]string{
	"submission_unit_month": "of the manifest: which files came when",
	"build_warning":         "of the assertions of the build",
	"rhythm_unit_slot":      "of the calendar: a slot in which nothing was held has no row behind it",
}

// exact are figures that are as many, or as much, as the rows behind them.
var exact = []struct{ mart, column, dataset, sum string }{
	{"review", "satisfied", "votes", "satisfied"},
	{"satisfaction_unit_month", "satisfied", "votes", "satisfied"},
	{"satisfaction_province_month", "satisfied", "votes", "satisfied"},
	{"coverage_unit", "mandates_in_office", "roster", ""},
	{"score_deputy_year", "total_reported", "scores", "total_reported"},
	{"honour_unit_year", "honours", "honours", ""},
	{"station_unit", "stations", "stations", ""},
	{"rectification_unit_month", "raised", "rectifications", ""},
	{"session_unit_month", "sessions", "sessions", ""},
	{"plan_unit_year", "planned", "plans", ""},
	{"result_use_unit_year", "uses", "uses", ""},
	{"score_band_unit_year", "mandates", "scores", ""},
}

// tracer asks for the rows behind rows of marts.
type tracer struct {
	db       *warehouse.DB
	c        *catalogue
	lineages map[string]models.Lineage
	grains   map[string][]string
	datasets []contracts.Dataset
}

func newTracer(t *testing.T, data string) *tracer {
	t.Helper()
	path, err := transform.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	db, err := warehouse.OpenReadOnly(context.Background(), path, queryMemory)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	x := &tracer{db: db, grains: map[string][]string{}}
	if x.c, err = readCatalogue(context.Background(), db); err != nil {
		t.Fatal(err)
	}
	for table, m := range x.c.models {
		x.grains[table] = m.Grain
	}
	if x.datasets, err = contracts.Datasets(); err != nil {
		t.Fatal(err)
	}
	if x.lineages, err = transform.Lineages(x.datasets); err != nil {
		t.Fatal(err)
	}
	return x
}

// sample takes a few rows of a mart that have a figure, always the same ones.
func (x *tracer) sample(t *testing.T, mart, column string, n int) []map[string]any {
	t.Helper()
	var keys []string
	for _, k := range x.c.models["marts."+mart].Grain {
		keys = append(keys, "coalesce(cast("+warehouse.Quote(k)+" as varchar), '')")
	}
	table, err := x.db.Query(context.Background(), fmt.Sprintf("select * from marts.%s where cast(%s as double) <> 0 order by md5(%s) limit %d",
		mart, warehouse.Quote(column), strings.Join(keys, " || '|' || "), n))
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]any
	for _, values := range table.Rows {
		row := map[string]any{}
		for i, c := range table.Columns {
			row[c.Name] = values[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func (x *tracer) trace(t *testing.T, mart, column string, row map[string]any, limit int) transform.Trail {
	t.Helper()
	where := map[string]any{}
	for _, k := range x.c.models["marts."+mart].Grain {
		where[k] = row[k]
	}
	trail, err := transform.Trace(context.Background(), x.db, x.lineages, transform.Figure{Table: "marts." + mart, Columns: []string{column}, Where: where, Grain: x.grains}, limit)
	if err != nil {
		t.Fatalf("%s.%s of %v: %v", mart, column, where, err)
	}
	return trail
}

// traced: every figure of every mart leads to rows of files, but of those that
// are not made of rows.
func (p *province) traced(t *testing.T) {
	x := newTracer(t, p.data)
	seen := map[string]bool{}
	for _, m := range x.c.columns {
		made := fmt.Sprint(m.mart, x.lineages["marts."+m.mart].Columns[m.name]) // columns made of the same go the same way
		number := slices.ContainsFunc([]string{"BIGINT", "DOUBLE", "DECIMAL"}, func(kind string) bool { return strings.HasPrefix(m.kind, kind) })
		if !number || rowless[m.mart] != "" || slices.Contains(x.c.models["marts."+m.mart].Grain, m.name) || seen[made] {
			continue
		}
		for _, row := range x.sample(t, m.mart, m.name, 1) {
			seen[made] = true
			trail := x.trace(t, m.mart, m.name, row, 1)
			if len(trail.Evidence) == 0 {
				t.Errorf("%s.%s = %v of %v: no row behind it; asked %v", m.mart, m.name, row[m.name], row, trail.Steps)
			}
			for _, s := range trail.Steps {
				if len(s.Pairs) == 0 && s.Where == "" {
					t.Errorf("%s.%s: nothing says which rows of %s stand behind one of %s; a header line `-- rows:` would", m.mart, m.name, s.Input, s.Table)
				}
			}
		}
	}
}

// rates: a rate is its numerator over its denominator, in every row.
func (p *province) rates(t *testing.T) {
	x := newTracer(t, p.data)
	seen := 0
	for _, m := range x.c.columns {
		d, ok := x.c.measures.Of(m.mart, m.name)
		if !ok || d.Numerator == "" || d.Denominator == "" {
			continue
		}
		seen++
		wrong, err := x.db.Query(context.Background(), fmt.Sprintf(`select * from marts.%s
			where coalesce(abs(%[2]s - cast(%[3]s as double) / nullif(%[4]s, 0)) > 1e-12, (%[2]s is null) <> (cast(%[3]s as double) / nullif(%[4]s, 0) is null)) limit 1`,
			m.mart, warehouse.Quote(m.name), warehouse.Quote(d.Numerator), warehouse.Quote(d.Denominator)))
		if err != nil {
			t.Fatal(err)
		}
		if len(wrong.Rows) > 0 {
			t.Errorf("marts.%s.%s is not %s over %s: %v", m.mart, m.name, d.Numerator, d.Denominator, wrong.Rows[0])
		}
	}
	if seen < 15 {
		t.Errorf("only %d rates seen", seen)
	}
}

// exactly: where a figure is a count or a sum of cells, the cells found give it.
func (p *province) exactly(t *testing.T) {
	x := newTracer(t, p.data)
	for _, e := range exact {
		rows := x.sample(t, e.mart, e.column, 5)
		if len(rows) == 0 {
			t.Errorf("no %s.%s to trace", e.mart, e.column)
		}
		for _, row := range rows {
			trail := x.trace(t, e.mart, e.column, row, 1_000_000)
			want, got := fmt.Sprint(plain(row[e.column], "")), "nothing"
			for _, found := range trail.Evidence {
				if found.Table == "staging.stg_"+e.dataset {
					got = total(found, e.sum)
				}
			}
			if got != want {
				t.Errorf("%s.%s = %s, the rows behind it give %s: %v", e.mart, e.column, want, got, row)
			}
		}
	}
}

// total adds up a column of the rows found, or counts them.
func total(e transform.Evidence, column string) string {
	if column == "" {
		return fmt.Sprint(e.Count)
	}
	i := slices.IndexFunc(e.Rows.Columns, func(c warehouse.Column) bool { return c.Name == column })
	if i < 0 {
		return "no column " + column
	}
	sum := int64(0)
	for _, row := range e.Rows.Rows {
		n, ok := row[i].(int64)
		if !ok {
			return fmt.Sprint(plain(row[i], ""))
		}
		sum += n
	}
	return fmt.Sprint(sum)
}
