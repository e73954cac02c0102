package syntax

import (
	"maps"
	"strings"
)

// expression reads one expression: its kind, and what it is made of.
func (r *reader) expression(n node, s *scope) value {
	switch n.text("class") {
	case "COLUMN_REF":
		return r.resolve(n.texts("column_names"), s)
	case "CONSTANT":
		return constant(n.at("value"))
	case "PARAMETER":
		return value{}
	case "CAST":
		return r.cast(n, s)
	case "CASE":
		return r.caseOf(n, s)
	case "FUNCTION":
		return r.function(n, s)
	case "WINDOW":
		return r.window(n, s)
	case "SUBQUERY":
		return r.subquery(n, s)
	case "OPERATOR":
		return r.operator(n, s)
	case "COMPARISON", "BETWEEN":
		return r.comparison(n, s)
	case "CONJUNCTION":
		return value{kind: Flag}.with(r.all(n.list("children"), s)...)
	}
	if r.silent == 0 {
		r.problem("%s (%s) is DuckDB's own", n.text("class"), n.text("type"))
	}
	return value{}.with(r.all(n.list("children"), s)...)
}

func (r *reader) all(nodes []node, s *scope) []value {
	values := make([]value, 0, len(nodes))
	for _, n := range nodes {
		if n != nil {
			values = append(values, r.expression(n, s))
		}
	}
	return values
}

func constant(v node) value {
	if v.is("is_null") {
		return value{kind: Null}
	}
	out := value{kind: KindOf(v.at("type").text("id"))}
	if out.kind == Text {
		out.words = map[string]bool{v.text("value"): true}
	}
	return out
}

func (r *reader) cast(n node, s *scope) value {
	to := n.at("cast_type")
	kind := KindOf(to.text("id"))
	if n.is("try_cast") {
		r.problem("TRY_CAST hides what it could not read")
	}
	switch to.text("id") {
	case "VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "DECIMAL":
	default:
		r.problem("type %s is not everybody's", to.text("id"))
	}
	child := n.at("child")
	if kind == Date && child.text("function_name") == "date_trunc" {
		r.silent++ // cast(date_trunc('month', d) as date) is the same in all
		defer func() { r.silent-- }()
		return value{kind: Date}.with(r.expression(child, s))
	}
	v := r.expression(child, s)
	if v.kind == kind { // the type may differ, what it says does not
		return either(kind, v)
	}
	return value{kind: kind}.with(v)
}

func (r *reader) caseOf(n node, s *scope) value {
	var whens, thens []value
	for _, check := range n.list("case_checks") {
		whens = append(whens, r.expression(check.at("when_expr"), s))
		thens = append(thens, r.expression(check.at("then_expr"), s))
	}
	if otherwise := n.at("else_expr"); otherwise != nil {
		thens = append(thens, r.expression(otherwise, s))
	}
	kind := Null
	for _, v := range thens {
		kind = r.merge("a CASE", kind, v.kind)
	}
	out := value{kind: kind}.with(append(whens, thens...)...)
	if spoken := either(kind, thens...); len(spoken.copies) == 0 && !spoken.mixed {
		out.words = spoken.words // one of some words, whatever it depends on
	}
	return out
}

func (r *reader) operator(n node, s *scope) value {
	values := r.all(n.list("children"), s)
	kind := Flag
	switch n.text("type") {
	case "OPERATOR_COALESCE":
		kind = Null
		for _, v := range values {
			kind = r.merge("a COALESCE", kind, v.kind)
		}
		return orBlank(kind, values)
	case "COMPARE_IN", "COMPARE_NOT_IN":
		for _, v := range values[1:] {
			r.compatible("IN", values[0].kind, v.kind)
		}
	case "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "OPERATOR_NOT":
	default:
		r.problem("%s is DuckDB's own", n.text("type"))
		kind = Unknown
	}
	return value{kind: kind}.with(values...)
}

// orBlank is the first of some values that is not NULL: a text among them
// stands for NULL.
func orBlank(kind Kind, values []value) value {
	out := either(kind, values...)
	if len(out.copies) > 0 {
		maps.Copy(out.blanks, out.words)
		out.words = map[string]bool{}
	}
	return out
}

func (r *reader) comparison(n node, s *scope) value {
	var values []value
	for _, key := range []string{"left", "right", "input", "lower", "upper"} {
		if part := n.at(key); part != nil {
			values = append(values, r.expression(part, s))
		}
	}
	for _, v := range values[1:] {
		r.compatible("a comparison", values[0].kind, v.kind)
	}
	return value{kind: Flag}.with(values...)
}

func (r *reader) subquery(n node, s *scope) value {
	around := &scope{relations: s.relations, ctes: s.ctes, outer: s.outer, asked: n.text("subquery_type") == "EXISTS"}
	columns := r.query(n.at("subquery").at("node"), s.ctes, around)
	out := value{kind: Flag}
	switch n.text("subquery_type") {
	case "SCALAR":
		out.kind = columns[0].kind
	case "ANY", "EXISTS":
	default:
		r.problem("a %s subquery is not everybody's", strings.ToLower(n.text("subquery_type")))
	}
	if child := n.at("child"); child != nil {
		v := r.expression(child, s)
		r.compatible("IN", v.kind, columns[0].kind)
		out = out.with(v)
	}
	for _, c := range columns {
		out = out.with(c.value)
	}
	return out
}
