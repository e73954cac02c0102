package transform

import (
	"maps"
	"slices"
	"strings"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// walk goes down the lineage.
type walk struct {
	lineages map[string]models.Lineage
	grain    map[string][]string
	need     map[string]map[string]bool // columns of each table the figure is made of
	steps    map[string][]Step          // from each table
	isWide   bool                       // take every input there is
}

// follow visits a table for some columns, and what these are made of.
func (w *walk) follow(table string, columns []string) {
	if w.need[table] == nil {
		w.need[table] = map[string]bool{}
	}
	grown := len(columns) == 0
	for _, c := range columns {
		grown = grown || !w.need[table][c]
		w.need[table][c] = true
	}
	if !grown || strings.HasPrefix(table, "staging.") {
		return
	}
	w.steps[table] = nil
	sources, inputs := w.related(table)
	for _, input := range inputs {
		w.steps[table] = append(w.steps[table], Step{Table: table, Input: input, Pairs: w.lineages[table].Behind[input], Where: w.lineages[table].Where[input]})
		var wanted []string
		for _, s := range sources {
			if from, column := models.SplitSource(s); from == input {
				wanted = append(wanted, column)
			}
		}
		w.follow(input, wanted)
	}
}

// sources are what the wanted columns of a table are made of; where that is
// nothing in particular, it is the rows.
func (w *walk) sources(table string) []string {
	l := w.lineages[table]
	var all []string
	if w.isWide {
		all = slices.Clone(l.Rows)
		for _, made := range l.Columns {
			all = append(all, made...)
		}
	}
	for column := range w.need[table] {
		made := l.Columns[column]
		if !slices.ContainsFunc(made, traceable) {
			made = l.Rows
		}
		all = append(all, made...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func traceable(source string) bool {
	return !strings.HasPrefix(source, "ref.") && !strings.HasPrefix(source, "lake.")
}

// inputs are the tables of some sources that know best which rows are meant:
// what holds for a whole province stands behind every figure and explains none.
func (w *walk) inputs(table string, sources []string) []string {
	best, chosen := -1, []string(nil)
	for _, input := range models.Inputs(slices.DeleteFunc(slices.Clone(sources), func(s string) bool { return !traceable(s) })) {
		switch n := w.precision(table, input); {
		case w.isWide && n > 0:
			chosen = append(chosen, input)
		case n > best && !w.isWide:
			best, chosen = n, []string{input}
		case n == best && !w.isWide:
			chosen = append(chosen, input)
		}
	}
	return chosen
}

// related are the inputs of the wanted columns, and their sources; where
// nothing says which of their rows are meant, those of the table's rows.
func (w *walk) related(table string) (sources, inputs []string) {
	sources = w.sources(table)
	inputs = w.inputs(table, sources)
	if len(inputs) > 0 && w.precision(table, inputs[0]) > 0 {
		return sources, inputs
	}
	sources = append(sources, w.lineages[table].Rows...)
	return sources, w.inputs(table, sources)
}

// precision is how many columns of a table's grain say which rows of an input
// stand behind a row of it.
func (w *walk) precision(table, input string) int {
	if w.lineages[table].Where[input] != "" {
		return 2 * len(w.grain[table])
	}
	known := map[string]bool{}
	other := 0
	for _, p := range w.lineages[table].Behind[input] {
		if p.Column == "source_row" {
			return 1 << 20 // the very row
		}
		if slices.Contains(w.grain[table], p.Column) {
			known[p.Column] = true
		} else {
			other = 1
		}
	}
	return 2*len(known) + other
}

// order lists the tables so that each stands after those that lead to it.
func (w *walk) order(first string) []string {
	var sorted []string
	seen := map[string]bool{}
	var visit func(table string)
	visit = func(table string) {
		if seen[table] {
			return
		}
		seen[table] = true
		for _, s := range w.steps[table] {
			visit(s.Input)
		}
		sorted = append(sorted, table)
	}
	visit(first)
	slices.Reverse(sorted)
	return sorted
}

// reached is the condition under which a row r of a table stands behind one of
// the rows that lead to it.
func (w *walk) reached(table string) string {
	var ways []string
	for _, from := range slices.Sorted(maps.Keys(w.steps)) {
		for _, s := range w.steps[from] {
			if s.Input == table {
				ways = append(ways, "exists (select 1 from "+step(from)+" as m where "+matching(s)+")")
			}
		}
	}
	return strings.Join(ways, " or ")
}

// matching is the condition under which a row r of an input stands behind a row
// m. A column that has its value from one of several of the input's has it from
// any of them. A word stands for every value where the input does not know it.
func matching(s Step) string {
	conditions := map[string][]string{}
	var columns []string
	for _, p := range s.Pairs {
		m, r := "m."+warehouse.Quote(p.Column), "r."+warehouse.Quote(p.Input)
		if conditions[p.Column] == nil {
			columns = append(columns, p.Column)
		}
		ways := []string{r + " is not distinct from " + m}
		for _, word := range p.Words {
			text := warehouse.Literal(word)
			ways = append(ways, "("+m+" = "+text+" and not exists (select 1 from "+s.Input+" as x where x."+warehouse.Quote(p.Input)+" = "+text+"))")
		}
		for _, blank := range p.Blanks {
			ways = append(ways, "("+r+" is null and "+m+" = "+warehouse.Literal(blank)+")")
		}
		conditions[p.Column] = append(conditions[p.Column], ways...)
	}
	if s.Where != "" {
		return "(" + s.Where + ")"
	}
	parts := []string{"true"}
	for _, column := range columns {
		parts = append(parts, "("+strings.Join(conditions[column], " or ")+")")
	}
	return strings.Join(parts, " and ")
}
