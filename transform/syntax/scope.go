package syntax

import (
	"slices"
	"strings"
)

// relation is one table, CTE or subquery in a FROM, by the name it has there.
type relation struct {
	name    string
	columns []column
	base    bool // a table of a schema: its columns are named when they are read
}

func (r relation) column(name string) (column, bool) {
	i := slices.IndexFunc(r.columns, func(c column) bool { return strings.EqualFold(c.name, name) })
	if i < 0 {
		return column{}, false
	}
	return r.columns[i], true
}

// ctes are the named queries that may be read at a place.
type ctes struct {
	outer *ctes
	named map[string][]column
}

func (c *ctes) find(name string) ([]column, bool) {
	for ; c != nil; c = c.outer {
		if columns, ok := c.named[strings.ToLower(name)]; ok {
			return columns, true
		}
	}
	return nil, false
}

// scope is what names mean in one SELECT.
type scope struct {
	relations []relation
	made      []column // the SELECT's own columns so far
	equal     []value  // pairs of columns the SELECT joins by, one after the other
	counted   sources  // what count(*) counts by: the filters and groups
	ctes      *ctes
	outer     *scope
	asked     bool // as the outer scope of an EXISTS, where engines allow correlation
}

// resolve finds what a column's name means.
func (r *reader) resolve(names []string, s *scope) value {
	for _, n := range names {
		r.checkName(n)
	}
	if v, ok := r.lookup(names, s); ok {
		return v
	}
	for _, c := range s.made {
		if len(names) == 1 && strings.EqualFold(c.name, names[0]) {
			r.problem("%s is a name the same SELECT gives: only DuckDB knows it there", names[0])
			return c.value
		}
	}
	for outer := s.outer; outer != nil; outer = outer.outer {
		if v, ok := r.lookup(names, outer); ok {
			if !outer.asked {
				r.problem("%s is a column of the outer query: join instead", strings.Join(names, "."))
			}
			return v
		}
	}
	panic(lost("no column " + strings.Join(names, ".")))
}

// equate remembers which columns a condition makes equal.
func (r *reader) equate(n node, s *scope) {
	if n.text("type") == "CONJUNCTION_AND" {
		for _, child := range n.list("children") {
			r.equate(child, s)
		}
	}
	left, right := n.at("left"), n.at("right")
	switch n.text("type") {
	case "COMPARE_EQUAL", "COMPARE_NOT_DISTINCT_FROM":
		if left.text("class") == "COLUMN_REF" && right.text("class") == "COLUMN_REF" {
			s.equal = append(s.equal, r.expression(left, s), r.expression(right, s))
		}
	}
}

// closed is a value that also copies every column equal to one it copies.
func (s *scope) closed(v value) value {
	if len(v.copies) == 0 {
		return v
	}
	v = either(v.kind, v)
	for grown := true; grown; {
		before := len(v.copies)
		for i := 0; i < len(s.equal); i += 2 {
			a, b := s.equal[i].copies, s.equal[i+1].copies
			if v.copies.meets(a) || v.copies.meets(b) {
				v.copies.add(a)
				v.copies.add(b)
			}
		}
		grown = len(v.copies) > before
	}
	return v
}

func (r *reader) lookup(names []string, s *scope) (value, bool) {
	name := names[len(names)-1]
	for _, rel := range s.relations {
		if len(names) > 1 && !strings.EqualFold(rel.name, names[len(names)-2]) {
			continue
		}
		if c, ok := rel.column(name); ok {
			if rel.base && r.silent == 0 {
				r.named.add(c.from)
				if len(names) == 1 && strings.EqualFold(name, rel.name) {
					r.problem("column %s of a table of that name: DuckDB would take the whole row if it were gone; give the table an alias", name)
				}
			}
			return c.value, true
		}
	}
	return value{}, false
}
