package syntax

import "strings"

// from reads a FROM: the relations it brings, in order.
func (r *reader) from(n node, s *scope) []relation {
	if n == nil {
		return nil
	}
	if n["sample"] != nil {
		r.problem("SAMPLE gives other rows each time")
	}
	switch n.text("type") {
	case "EMPTY":
		return nil
	case "BASE_TABLE":
		return []relation{r.table(n, s)}
	case "SUBQUERY":
		columns := r.query(n.at("subquery").at("node"), s.ctes, nil)
		r.checkName(n.text("alias"))
		return []relation{{name: n.text("alias"), columns: renamed(columns, n.texts("column_name_alias"))}}
	case "JOIN":
		return r.join(n, s)
	}
	panic(lost("FROM with " + n.text("type")))
}

func (r *reader) table(n node, s *scope) relation {
	name, schema := n.text("table_name"), n.text("schema_name")
	alias := n.text("alias")
	if alias == "" {
		alias = name
	}
	r.checkName(alias)
	if n["at_clause"] != nil || n.text("catalog_name") != "" {
		r.problem("%s: a table is named schema.table and nothing more", name)
	}
	if schema == "" {
		columns, ok := s.ctes.find(name)
		if !ok {
			panic(lost("no table " + name))
		}
		return relation{name: alias, columns: renamed(columns, n.texts("column_name_alias"))}
	}
	known, ok := r.catalog.Tables[schema+"."+name]
	if !ok {
		panic(lost("no table " + schema + "." + name))
	}
	columns := make([]column, 0, len(known))
	for _, c := range known {
		itself := sources{{schema, name, c.Name}: true}
		columns = append(columns, column{c.Name, value{kind: c.Kind, from: itself, copies: itself}})
	}
	return relation{name: alias, columns: renamed(columns, n.texts("column_name_alias")), base: true}
}

func (r *reader) join(n node, s *scope) []relation {
	left, right := r.from(n.at("left"), s), r.from(n.at("right"), s)
	both := append(append([]relation{}, left...), right...)
	kind, how := n.text("join_type"), n.text("ref_type")
	if how != "REGULAR" && how != "CROSS" {
		r.problem("a %s join is DuckDB's own, or hides its columns", how)
	}
	switch kind {
	case "INNER", "LEFT", "RIGHT", "FULL":
	default:
		r.problem("a %s join is not everybody's: use EXISTS", kind)
	}
	inside := &scope{relations: both, ctes: s.ctes, outer: s.outer}
	if condition := n.at("condition"); condition != nil {
		if kind == "FULL" && !isEquality(condition) {
			r.problem("Trino joins FULL only on a = b and …")
		}
		r.decide(condition, inside)
		r.equate(condition, inside)
		s.equal = append(s.equal, inside.equal...)
	}
	for _, name := range n.texts("using_columns") {
		for _, side := range [][]relation{left, right} {
			for _, rel := range side {
				if c, ok := rel.column(name); ok {
					r.rows.add(c.from)
					r.named.add(c.from)
				}
			}
		}
	}
	return both
}

// isEquality tells a conjunction of a = b.
func isEquality(n node) bool {
	if n.text("type") == "CONJUNCTION_AND" {
		for _, child := range n.list("children") {
			if !isEquality(child) {
				return false
			}
		}
		return true
	}
	return strings.HasSuffix(n.text("type"), "COMPARE_EQUAL")
}
