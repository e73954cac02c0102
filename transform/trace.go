package transform

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// Figure names rows of a table and the columns in question.
type Figure struct {
	Table   string // schema.table
	Columns []string
	Where   map[string]any // column = value; nil for NULL
	Grain   map[string][]string
}

// Evidence is what of one staging table stands behind a figure.
type Evidence struct {
	Table   string   // staging.stg_…
	Columns []string // that the figure is made of; none where only the rows count
	Count   int64    // of all rows behind it
	Rows    *warehouse.Table
}

// Trail is how one gets from a figure to rows of files.
type Trail struct {
	Steps    []Step // from the figure down
	Evidence []Evidence
}

// Step is a table on the way and how its rows know the rows of an input.
type Step struct {
	Table, Input string
	Pairs        []models.Pair
	Where        string // what the model says instead; with neither, all rows of the input
}

// Trace finds the rows of files that a figure is made of: from table to table,
// to those inputs that give the columns in question their values, by the
// values the tables have in common. limit is how many rows are read of each
// staging table.
//
// Where the columns in question lead to no row (a constant says which of
// several inputs a row came from), every input is looked into.
func Trace(ctx context.Context, db *warehouse.DB, lineages map[string]models.Lineage, f Figure, limit int) (Trail, error) {
	trail, err := trace(ctx, db, &walk{lineages: lineages, grain: f.Grain}, f, limit)
	if err != nil || len(trail.Evidence) > 0 {
		return trail, err
	}
	return trace(ctx, db, &walk{lineages: lineages, grain: f.Grain, isWide: true}, f, limit)
}

func trace(ctx context.Context, db *warehouse.DB, w *walk, f Figure, limit int) (Trail, error) {
	w.need, w.steps = map[string]map[string]bool{}, map[string][]Step{}
	w.follow(f.Table, f.Columns)
	order := w.order(f.Table)
	args, ctes := []any{}, []string{}
	for i, table := range order {
		if i == 0 {
			condition, values := equal(f.Where)
			args = values
			ctes = append(ctes, step(table)+" as (select * from "+table+" where "+condition+")")
			continue
		}
		ctes = append(ctes, step(table)+" as (select r.* from "+table+" as r where "+w.reached(table)+")")
	}
	trail, query := Trail{}, "with\n"+strings.Join(ctes, ",\n")
	counts, err := rowsBehind(ctx, db, query, order, args)
	if err != nil {
		return Trail{}, err
	}
	for _, table := range order {
		for _, s := range w.steps[table] {
			if counts[s.Input] > 0 {
				trail.Steps = append(trail.Steps, s)
			}
		}
		if !strings.HasPrefix(table, "staging.") || counts[table] == 0 {
			continue
		}
		if _, ok := w.lineages[table].Columns[whom]; ok {
			w.need[table][whom] = true
		}
		e, err := evidence(ctx, db, query, table, slices.Sorted(maps.Keys(w.need[table])), args, limit)
		e.Count = counts[table]
		if err != nil {
			return Trail{}, err
		}
		trail.Evidence = append(trail.Evidence, e)
	}
	return trail, nil
}

func equal(where map[string]any) (condition string, args []any) {
	parts := []string{"true"}
	for _, column := range slices.Sorted(maps.Keys(where)) {
		if where[column] == nil {
			parts = append(parts, warehouse.Quote(column)+" is null")
			continue
		}
		args = append(args, where[column])
		parts = append(parts, fmt.Sprintf("%s = $%d", warehouse.Quote(column), len(args)))
	}
	return strings.Join(parts, " and "), args
}

func step(table string) string { return warehouse.Quote("of " + table) }

func evidence(ctx context.Context, db *warehouse.DB, with, table string, columns []string, args []any, limit int) (Evidence, error) {
	e := Evidence{Table: table}
	for _, c := range columns {
		if !slices.Contains(provenance, c) {
			e.Columns = append(e.Columns, c)
		}
	}
	list := []string{}
	for _, c := range append(slices.Clone(provenance), e.Columns...) {
		list = append(list, "r."+warehouse.Quote(c))
	}
	query := fmt.Sprintf("%s\nselect %s from %s as r order by r.batch_seq nulls last, r.source_sheet nulls last, r.source_row nulls last limit %d",
		with, strings.Join(list, ", "), step(table), limit)
	var err error
	if e.Rows, err = db.Query(ctx, query, args...); err != nil {
		return e, fmt.Errorf("read rows of %s: %w", table, err)
	}
	return e, nil
}

// rowsBehind is how many rows of each table stand behind the figure.
func rowsBehind(ctx context.Context, db *warehouse.DB, with string, tables []string, args []any) (map[string]int64, error) {
	var each []string
	for _, table := range tables {
		each = append(each, "(select count(*) from "+step(table)+")")
	}
	found, err := db.Query(ctx, with+"\nselect "+strings.Join(each, ", "), args...)
	if err != nil {
		return nil, fmt.Errorf("count the rows behind a figure: %w", err)
	}
	counts := map[string]int64{}
	for i, table := range tables {
		counts[table] = found.Rows[0][i].(int64)
	}
	return counts, nil
}

// provenance is where a row stood.
var provenance = []string{"unit_code", "period", "batch_id", "batch_seq", "source_sheet", "source_row", "date_imputed"}

// whom a row of a file is about, where it is about anybody.
const whom = "deputy_name"
