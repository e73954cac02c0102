package transform

import (
	"maps"
	"slices"
	"strings"

	"lvzhi/contracts"
	models "lvzhi/sql"
)

// RowsColumn stands in ref.lineage for what decides which rows a table has.
const RowsColumn = "_rows"

// Lineages is where every table of the warehouse comes from, by name: the
// models as declared beside them, staging as its contracts say.
func Lineages(datasets []contracts.Dataset) (map[string]models.Lineage, error) {
	all, err := models.Lineages()
	if err != nil {
		return nil, err
	}
	for _, d := range datasets {
		for _, suffix := range []string{"", "_withdrawn"} {
			all["staging.stg_"+d.Name+suffix] = stagingLineage(d)
		}
	}
	return all, nil
}

// stagingLineage: staging hands a lake table's columns on, and adds the month
// an event belongs to.
func stagingLineage(d contracts.Dataset) models.Lineage {
	lake := "lake." + d.Name + "."
	l := models.Lineage{Columns: map[string][]string{}}
	for _, f := range d.Columns() {
		l.Columns[f.Name] = []string{lake + f.Name}
	}
	month := []string{lake + "period"}
	if d.DateField != "" {
		month = append(month, lake+d.DateField)
	}
	l.Columns["event_period"] = month
	decide := append([]string{"unit_code", "scope", "period", "arrival", "batch_seq", "batch_id"}, d.NaturalKey...)
	for _, name := range decide {
		l.Rows = append(l.Rows, lake+name)
	}
	return l
}

// lineageTable is ref.lineage: one row for each column and each of its
// sources, and for each source of a table's rows.
func lineageTable(datasets []contracts.Dataset) (table, error) {
	t := table{name: "lineage", columns: "model_schema varchar, model varchar, column_name varchar, source_schema varchar, source_table varchar, source_column varchar"}
	all, err := Lineages(datasets)
	if err != nil {
		return t, err
	}
	for _, model := range slices.Sorted(maps.Keys(all)) {
		schema, name, _ := strings.Cut(model, ".")
		add := func(column string, sources []string) {
			for _, s := range sources {
				from, sourceColumn := models.SplitSource(s)
				sourceSchema, sourceTable, _ := strings.Cut(from, ".")
				t.rows = append(t.rows, []any{schema, name, column, sourceSchema, sourceTable, sourceColumn})
			}
		}
		for _, column := range slices.Sorted(maps.Keys(all[model].Columns)) {
			add(column, all[model].Columns[column])
		}
		add(RowsColumn, all[model].Rows)
	}
	return t, nil
}
