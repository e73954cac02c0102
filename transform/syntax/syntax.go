// Package syntax reads one parsed SELECT, in the JSON form DuckDB's own parser
// gives: which columns of which tables each output column comes from, which
// decide what rows there are, and what Trino or Spark could not run. It works
// on the tree alone: it must not run SQL, nor know what a column means.
package syntax

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// Kind is what sort of value a column holds, as far as engines differ by it.
type Kind string

// The kinds. Unknown is compatible with every other; Null is a bare NULL,
// which has no type yet.
const (
	Unknown Kind = ""
	Null    Kind = "null"
	Text    Kind = "text"
	Whole   Kind = "integer"
	Decimal Kind = "decimal"
	Double  Kind = "double"
	Date    Kind = "date"
	Flag    Kind = "boolean"
)

// Source is a column of a table that stands in a schema.
type Source struct{ Schema, Table, Column string }

func (s Source) String() string { return s.Schema + "." + s.Table + "." + s.Column }

// Column is a column with what it is made of; a base table's is made of itself.
type Column struct {
	Name    string
	Kind    Kind
	Sources []Source // in order, each once
	// Copies are the sources whose values stand here unchanged, also by way of
	// a join on equality; Words the texts that stand in their place in another
	// part of a union (`all` in a row of totals), Blanks those that stand for
	// NULL.
	Copies []Source
	Words  []string
	Blanks []string
}

// Macro is a named expression with parameters.
type Macro struct {
	Parameters []string
	Tree       any // of `select <body>`
}

// Catalog is what a query may read.
type Catalog struct {
	Tables map[string][]Column // "schema.table" to its columns, in order
	Macros map[string]Macro
}

// Reading is what one SELECT says.
type Reading struct {
	Columns []Column
	// Rows decide which rows there are: of joins, filters and groups.
	Rows []Source
	// Idle are named in the text and change nothing that comes out.
	Idle []Source
	// Problems are what another engine could not run, or would run otherwise.
	Problems []string
}

// Read reads the tree of one SELECT. A tree it cannot follow is an error.
func Read(tree any, catalog Catalog) (reading Reading, err error) {
	r := &reader{catalog: catalog, rows: sources{}, named: sources{}}
	defer func() {
		if lost, ok := recover().(lost); ok {
			err = fmt.Errorf("read SELECT: %s", string(lost))
		}
	}()
	columns := r.query(statement(tree), nil, nil)
	used := maps.Clone(r.rows)
	for i, c := range columns {
		used.add(c.from)
		reading.Columns = append(reading.Columns, Column{Name: c.name, Kind: c.kind, Sources: c.from.sorted(), Copies: c.handedOn(), Words: slices.Sorted(maps.Keys(c.words)), Blanks: slices.Sorted(maps.Keys(c.blanks))})
		if c.kind == Null {
			r.problem("column %d (%s) is a bare NULL: cast it to its type", i+1, c.name)
		}
	}
	r.checkAnswer(statement(tree))
	reading.Rows = r.rows.sorted()
	for s := range r.named {
		if !used.has(s) {
			reading.Idle = append(reading.Idle, s)
		}
	}
	slices.SortFunc(reading.Idle, compareSources)
	reading.Problems = r.problems
	return reading, nil
}

// reader goes through one tree. silent is above 0 inside a macro: what stands
// there is another engine's business.
type reader struct {
	catalog  Catalog
	rows     sources
	named    sources
	problems []string
	silent   int
}

// lost ends a reading that met what it does not know.
type lost string

func (r *reader) problem(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); r.silent == 0 && !slices.Contains(r.problems, text) {
		r.problems = append(r.problems, text)
	}
}

// sources is a set of base columns.
type sources map[Source]bool

func (s sources) has(x Source) bool { return s[x] }

func (s sources) meets(other sources) bool {
	for x := range other {
		if s[x] {
			return true
		}
	}
	return false
}

func (s sources) add(more sources) {
	for x := range more {
		s[x] = true
	}
}

func (s sources) sorted() []Source { return slices.SortedFunc(maps.Keys(s), compareSources) }

func compareSources(a, b Source) int {
	return cmp.Or(cmp.Compare(a.Schema, b.Schema), cmp.Compare(a.Table, b.Table), cmp.Compare(a.Column, b.Column))
}

// value is what an expression comes to. copies, words and blanks: see Column.
type value struct {
	kind   Kind
	from   sources
	copies sources
	words  map[string]bool
	blanks map[string]bool
	mixed  bool // in part neither copied nor a word
}

// handedOn are the columns a value is wholly copied from.
func (v value) handedOn() []Source {
	if v.mixed {
		return nil
	}
	return v.copies.sorted()
}

// with is something computed of this and the others.
func (v value) with(others ...value) value {
	out := value{kind: v.kind, from: sources{}}
	for _, o := range append(others, v) {
		out.from.add(o.from)
	}
	return out
}

// either is one of the values as it is.
func either(kind Kind, values ...value) value {
	out := value{kind: kind, from: sources{}, copies: sources{}, words: map[string]bool{}, blanks: map[string]bool{}}
	for _, v := range values {
		out.from.add(v.from)
		out.copies.add(v.copies)
		maps.Copy(out.words, v.words)
		maps.Copy(out.blanks, v.blanks)
		out.mixed = out.mixed || v.mixed || len(v.copies)+len(v.words)+len(v.blanks) == 0 && v.kind != Null
	}
	return out
}

// column is a named value.
type column struct {
	name string
	value
}
