package syntax

import (
	"strings"
)

// query reads a SELECT or a union of such: the columns that come out.
func (r *reader) query(n node, known *ctes, outer *scope) []column {
	known = &ctes{outer: known, named: map[string][]column{}}
	for _, entry := range n.at("cte_map").list("map") {
		cte := entry.at("value")
		r.checkName(entry.text("key"))
		columns := r.query(cte.at("query").at("node"), known, outer)
		known.named[strings.ToLower(entry.text("key"))] = renamed(columns, cte.texts("aliases"))
	}
	switch n.text("type") {
	case "SELECT_NODE":
		return r.selection(n, known, outer)
	case "SET_OPERATION_NODE":
		return r.union(n, known, outer)
	}
	panic(lost("a query of type " + n.text("type")))
}

func renamed(columns []column, names []string) []column {
	out := append([]column{}, columns...)
	for i, name := range names {
		out[i].name = name
	}
	return out
}

func (r *reader) union(n node, known *ctes, outer *scope) []column {
	kind := n.text("setop_type")
	if kind != "UNION" && kind != "EXCEPT" && kind != "INTERSECT" {
		r.problem("%s is DuckDB's own", kind)
	}
	left, right := r.query(n.at("left"), known, outer), r.query(n.at("right"), known, outer)
	if len(left) != len(right) {
		panic(lost("a union of different widths"))
	}
	columns := make([]column, len(left))
	for i := range left {
		kind := r.merge("a union's column "+left[i].name, left[i].kind, right[i].kind)
		columns[i] = column{left[i].name, either(kind, left[i].value, right[i].value)}
		if !n.is("setop_all") {
			r.rows.add(columns[i].from) // equal rows become one
		}
	}
	r.modifiers(n, &scope{made: columns, ctes: known, outer: outer})
	return columns
}

func (r *reader) selection(n node, known *ctes, outer *scope) []column {
	s := &scope{ctes: known, outer: outer}
	s.relations = r.from(n.at("from_table"), s)
	r.checkClauses(n)
	r.decide(n.at("where_clause"), s)
	r.equate(n.at("where_clause"), s)
	s.counted = r.counted(n, s)
	for _, item := range n.list("select_list") {
		for _, c := range r.item(item, s) {
			s.made = append(s.made, column{c.name, s.closed(c.value)})
		}
	}
	for _, group := range n.list("group_expressions") {
		if group.text("class") == "CONSTANT" {
			r.problem("GROUP BY a position: name the column")
		}
		r.decide(group, s)
	}
	r.decide(n.at("having"), s)
	r.modifiers(n, s)
	return s.made
}

// counted is what says which rows a count(*) of a SELECT counts.
func (r *reader) counted(n node, s *scope) sources {
	by := sources{}
	for _, group := range n.list("group_expressions") {
		if group.text("class") == "COLUMN_REF" {
			if v, ok := r.lookup(group.texts("column_names"), s); ok {
				by.add(v.from)
			}
		}
	}
	if where := n.at("where_clause"); where != nil {
		by.add(r.expression(where, s).from)
	}
	return by
}

// decide reads an expression that says which rows there are.
func (r *reader) decide(n node, s *scope) {
	if n != nil {
		r.rows.add(r.expression(n, s).from)
	}
}

func (r *reader) item(n node, s *scope) []column {
	if n.text("class") == "STAR" {
		return r.star(n, s)
	}
	v := r.expression(n, s)
	name := n.text("alias")
	if names := n.texts("column_names"); name == "" && len(names) > 0 {
		name = names[len(names)-1]
	}
	r.checkName(name)
	return []column{{name, v}}
}

func (r *reader) star(n node, s *scope) []column {
	for _, key := range []string{"exclude_list", "replace_list", "rename_list", "qualified_exclude_list"} {
		if len(n.list(key)) > 0 {
			r.problem("a star with EXCLUDE, REPLACE or RENAME is DuckDB's own")
		}
	}
	if n.is("columns") {
		r.problem("COLUMNS(…) is DuckDB's own")
	}
	var all []column
	for _, rel := range s.relations {
		if only := n.text("relation_name"); only == "" || strings.EqualFold(only, rel.name) {
			all = append(all, rel.columns...)
		}
	}
	return all
}

// modifiers reads DISTINCT, ORDER BY and LIMIT. The order of a table means
// nothing; with LIMIT it decides what rows there are.
func (r *reader) modifiers(n node, s *scope) {
	limited := false
	for _, m := range n.list("modifiers") {
		limited = limited || m.text("type") == "LIMIT_MODIFIER"
	}
	for _, m := range n.list("modifiers") {
		switch m.text("type") {
		case "DISTINCT_MODIFIER":
			if len(m.list("distinct_on_targets")) > 0 {
				r.problem("DISTINCT ON is DuckDB's own: use row_number()")
			}
			for _, c := range s.made {
				r.rows.add(c.from)
			}
		case "ORDER_MODIFIER":
			r.orders(m, s, limited)
		case "LIMIT_MODIFIER":
		default:
			r.problem("%s is DuckDB's own", m.text("type"))
		}
	}
}

func (r *reader) orders(m node, s *scope, limited bool) {
	for _, o := range m.list("orders") {
		e := o.at("expression")
		if e.text("class") == "CONSTANT" {
			r.problem("ORDER BY a position: name the column")
			continue
		}
		if e.text("class") == "STAR" {
			r.problem("ORDER BY ALL is DuckDB's own")
			continue
		}
		if names := e.texts("column_names"); len(names) == 1 { // ORDER BY may use the SELECT's names everywhere
			if c, ok := (relation{columns: s.made}).column(names[0]); ok {
				if limited {
					r.rows.add(c.from)
				}
				continue
			}
		}
		v := r.expression(e, s)
		if limited {
			r.rows.add(v.from)
		}
	}
}
