package models

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Lineage says where a model's table comes from. Sources are written
// schema.table.column.
type Lineage struct {
	// Columns: what each column is made of; a constant of nothing.
	Columns map[string][]string `yaml:"columns"`
	// Rows: what decides which rows there are (joins, filters, groups).
	Rows []string `yaml:"rows"`
	// Behind: the input rows that one row of the table was made of, by input.
	Behind map[string][]Pair `yaml:"behind"`
	// Where: what says instead which rows r of an input stand behind a row m.
	Where map[string]string `yaml:"where"`
}

// Pair says that a column of the table has the value of an input's column.
type Pair struct {
	Column string   `yaml:"column"`
	Input  string   `yaml:"input"`
	Words  []string `yaml:"words"`  // that stand in the table for every value: `all` in a row of totals
	Blanks []string `yaml:"blanks"` // that stand in the table for NULL
}

// LineageFile is where a model's declared lineage stands, below sql.
func LineageFile(m Model) string { return path.Join(m.Folder, m.Name+".lineage.yaml") }

// LineageOf reads the lineage declared beside a model; ok is false where none
// is.
func LineageOf(m Model) (l Lineage, ok bool, err error) {
	raw, err := files.ReadFile(LineageFile(m))
	if errors.Is(err, fs.ErrNotExist) {
		return l, false, nil
	}
	if err != nil {
		return l, false, fmt.Errorf("read lineage of %s: %w", m.Table(), err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&l); err != nil {
		return l, false, fmt.Errorf("read lineage of %s: %w", m.Table(), err)
	}
	return l, true, nil
}

// Lineages is the declared lineage of every model, by table.
func Lineages() (map[string]Lineage, error) {
	all, err := Tables()
	if err != nil {
		return nil, err
	}
	declared := map[string]Lineage{}
	for _, m := range all {
		l, ok, err := LineageOf(m)
		if err != nil {
			return nil, err
		}
		if ok {
			declared[m.Table()] = l
		}
	}
	return declared, nil
}

// SplitSource parts schema.table.column.
func SplitSource(source string) (table, column string) {
	i := strings.LastIndex(source, ".")
	return source[:max(i, 0)], source[i+1:]
}

// Inputs lists the tables a set of sources names, in order.
func Inputs(sources []string) []string {
	var tables []string
	for _, s := range sources {
		table, _ := SplitSource(s)
		tables = append(tables, table)
	}
	slices.Sort(tables)
	return slices.Compact(tables)
}

// Text is the lineage as it stands in its file.
func (l Lineage) Text(order []string) string {
	var out strings.Builder
	out.WriteString("# Derived from the SELECT beside it: go test ./transform -run TestLineage -update\ncolumns:\n")
	for _, name := range order {
		fmt.Fprintf(&out, "  %s: [%s]\n", name, strings.Join(l.Columns[name], ", "))
	}
	fmt.Fprintf(&out, "rows: [%s]\n", strings.Join(l.Rows, ", "))
	if len(l.Where) > 0 {
		out.WriteString("where:\n")
	}
	for _, input := range slices.Sorted(maps.Keys(l.Where)) {
		fmt.Fprintf(&out, "  %s: '%s'\n", input, strings.ReplaceAll(l.Where[input], "'", "''"))
	}
	if len(l.Behind) == 0 {
		return out.String() + "behind: {}\n"
	}
	out.WriteString("behind:\n")
	for _, input := range slices.Sorted(maps.Keys(l.Behind)) {
		fmt.Fprintf(&out, "  %s:\n", input)
		for _, p := range l.Behind[input] {
			fmt.Fprintf(&out, "    - {column: %s, input: %s%s%s}\n", p.Column, p.Input, texts("words", p.Words), texts("blanks", p.Blanks))
		}
	}
	return out.String()
}

func texts(key string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	var list []string
	for _, w := range words {
		list = append(list, "'"+strings.ReplaceAll(w, "'", "''")+"'")
	}
	return ", " + key + ": [" + strings.Join(list, ", ") + "]"
}

// rowsOf reads the lines `schema.table where …` of a header.
func rowsOf(lines string) (map[string]string, error) {
	all := map[string]string{}
	for line := range strings.SplitSeq(lines, "\n") {
		table, condition, ok := strings.Cut(line, " where ")
		if line != "" && !ok {
			return nil, fmt.Errorf("`-- rows:` wants `schema.table where …`, not %q", line)
		}
		if ok {
			all[strings.TrimSpace(table)] = strings.TrimSpace(condition)
		}
	}
	return all, nil
}
