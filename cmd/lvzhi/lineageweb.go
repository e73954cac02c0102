package main

import (
	"maps"
	"slices"
	"strings"

	"lvzhi/contracts"
	models "lvzhi/sql"
	"lvzhi/transform"
)

// web is who is made of whom.
type web struct {
	lineages map[string]models.Lineage
	made     map[string][]string // column to the columns made of it
	datasets []contracts.Dataset
	c        *catalogue
}

func newWeb() (*web, error) {
	datasets, _, err := promises()
	if err != nil {
		return nil, err
	}
	w := &web{datasets: datasets, made: map[string][]string{}}
	if w.lineages, err = transform.Lineages(datasets); err != nil {
		return nil, fault("程序自带的数据来源说明有误", err)
	}
	if w.c, err = shippedCatalogue(); err != nil {
		return nil, err
	}
	for _, table := range slices.Sorted(maps.Keys(w.lineages)) {
		l := w.lineages[table]
		for _, column := range slices.Sorted(maps.Keys(l.Columns)) {
			for _, s := range l.Columns[column] {
				w.made[s] = append(w.made[s], table+"."+column)
			}
			if mart, ok := strings.CutPrefix(table, "marts."); ok {
				w.c.columns = append(w.c.columns, martColumn{mart: mart, name: column})
			}
		}
	}
	return w, nil
}

// label is a column's Chinese name, "" where only the machine reads it.
func (w *web) label(column string) string {
	table, name := models.SplitSource(column)
	if mart, ok := strings.CutPrefix(table, "marts."); ok {
		return w.c.full(mart, name)
	}
	if f, ok := w.field(column); ok {
		return f.Dataset + "." + f.Label
	}
	return ""
}

func (w *web) field(column string) (fieldNamed, bool) {
	table, name := models.SplitSource(column)
	dataset, ok := strings.CutPrefix(table, "lake.")
	if !ok {
		return fieldNamed{}, false
	}
	for _, d := range w.datasets {
		if d.Name != dataset {
			continue
		}
		for _, f := range d.Columns() {
			if f.Name == name {
				return fieldNamed{Column: column, Dataset: d.Label, Label: f.Label, Headers: append([]string{}, f.Headers...)}, true
			}
		}
	}
	return fieldNamed{}, false
}

func (w *web) up(column string, seen map[string]bool) []source {
	table, name := models.SplitSource(column)
	return w.open(w.lineages[table].Columns[name], seen, w.up)
}

func (w *web) down(column string, seen map[string]bool) []source {
	return w.open(w.made[column], seen, w.down)
}

func (w *web) open(columns []string, seen map[string]bool, further func(string, map[string]bool) []source) []source {
	list := []source{}
	for _, c := range columns {
		s := source{Column: c, Label: w.label(c), Again: seen[c]}
		if !seen[c] {
			seen[c] = true
			s.Of = further(c, seen)
		}
		list = append(list, s)
	}
	return list
}

// identity are the models that find out which seat of the roster a row of any
// report speaks of. Who is meant comes from all that is known of everybody, and
// is said in one word.
var identity = []string{"intermediate.int_identity", "intermediate.int_mandate_match", "intermediate.int_seat_match", "intermediate.int_person"}

// leaves are the fields of reports a column comes from, and whether who is
// meant was found by matching with the roster.
func (w *web) leaves(column string) (found []string, isMatched bool) {
	seen := map[string]bool{}
	var visit func(column string)
	visit = func(column string) {
		table, name := models.SplitSource(column)
		switch {
		case seen[column]:
		case slices.Contains(identity, table):
			isMatched = true
		case strings.HasPrefix(table, "lake."):
			found = append(found, column)
		default:
			for _, s := range w.lineages[table].Columns[name] {
				visit(s)
			}
		}
		seen[column] = true
	}
	visit(column)
	slices.Sort(found)
	return slices.Compact(found), isMatched
}

// marts are the columns of marts a column is part of, itself among them.
func (w *web) marts(column string) []string {
	found := []string{column}
	var visit func(list []source)
	visit = func(list []source) {
		for _, s := range list {
			found = append(found, s.Column)
			visit(s.Of)
		}
	}
	visit(w.down(column, map[string]bool{}))
	return slices.DeleteFunc(found, func(c string) bool { return !strings.HasPrefix(c, "marts.") })
}
