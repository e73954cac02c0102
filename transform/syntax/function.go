package syntax

import (
	"slices"
	"strings"
)

// shared are the functions DuckDB, Trino and Spark have under one name with
// one meaning, and the kind of what they give; Unknown is that of their first
// argument.
var shared = map[string]Kind{
	"substr": Text, "substring": Text, "replace": Text, "lower": Text, "upper": Text, "trim": Text, "ltrim": Text, "rtrim": Text, "lpad": Text,
	"length": Whole, "position": Whole, "date_part": Whole, "count": Whole, "count_star": Whole,
	"floor": Unknown, "ceil": Unknown, "ceiling": Unknown, "round": Unknown, "abs": Unknown, "sign": Unknown, "nullif": Unknown,
	"sqrt": Double, "ln": Double, "exp": Double, "power": Double, "pow": Double, "asin": Double, "acos": Double, "sin": Double, "cos": Double, "pi": Double,
	"~~": Flag, "!~~": Flag, "min": Unknown, "max": Unknown, "sum": Unknown, "avg": Double, "bool_or": Flag, "bool_and": Flag,
}

// beyond are functions that only macros may use; their kinds are known so that
// what a macro gives is.
var beyond = map[string]Kind{
	"strftime": Text, "regexp_replace": Text, "regexp_extract": Text, "translate": Text, "md5": Text, "lower": Text, "concat": Text,
	"regexp_matches": Flag, "year": Whole, "month": Whole, "day": Whole, "date_diff": Whole, "last_day": Date, "make_date": Date,
	"greatest": Unknown, "least": Unknown, "//": Whole,
}

func (r *reader) function(n node, s *scope) value {
	name := strings.ToLower(n.text("function_name"))
	values := r.all(n.list("children"), s)
	if name == "count_star" {
		values = append(values, value{from: s.counted})
	}
	if n["filter"] != nil {
		r.problem("FILTER is not everybody's: use CASE inside %s", name)
		values = append(values, r.expression(n.at("filter"), s))
	}
	if len(n.at("order_bys").list("orders")) > 0 {
		r.problem("ORDER BY inside %s is not everybody's", name)
	}
	if macro, ok := r.catalog.Macros[name]; ok {
		return r.expand(macro, values)
	}
	return value{kind: r.functionKind(name, n, values)}.with(values...)
}

// expand reads a macro's body with its arguments in place of the parameters.
func (r *reader) expand(m Macro, arguments []value) value {
	rel := relation{}
	for i, a := range arguments {
		if i < len(m.Parameters) {
			rel.columns = append(rel.columns, column{m.Parameters[i], a})
		}
	}
	r.silent++
	defer func() { r.silent-- }()
	body := statement(m.Tree).list("select_list")[0]
	return value{kind: r.expression(body, &scope{relations: []relation{rel}}).kind}.with(arguments...)
}

func (r *reader) functionKind(name string, n node, values []value) Kind {
	switch name {
	case "+", "-", "*", "/", "%":
		return r.arithmetic(name, values)
	case "||":
		for _, v := range values {
			if v.kind != Text && v.kind != Null && v.kind != Unknown {
				r.problem("|| of a %s: cast it to varchar", v.kind)
			}
		}
		return Text
	case "count":
		if len(values) > 1 {
			r.problem("count of several columns is not everybody's")
		}
	case "sum", "avg":
		return r.total(name, values)
	}
	kind, ok := shared[name]
	if !ok {
		if kind = beyond[name]; r.silent == 0 {
			r.problem("function %s is not everybody's: use a macro", name)
		}
	}
	if kind == Unknown && len(values) > 0 {
		kind = values[0].kind
		if name == "nullif" {
			r.compatible("nullif", values[0].kind, values[1].kind)
		}
	}
	return kind
}

func (r *reader) arithmetic(name string, values []value) Kind {
	kind := Null
	for _, v := range values {
		if v.kind == Date || v.kind == Text || v.kind == Flag {
			r.problem("%s with a %s: dates move by macros, others are cast", name, v.kind)
			return v.kind
		}
		kind = r.merge("arithmetic", kind, v.kind)
	}
	isDouble := func(v value) bool { return v.kind == Double || v.kind == Unknown || v.kind == Null }
	if name == "/" && !slices.ContainsFunc(values, isDouble) {
		r.problem("/ of a %s by a %s: engines round it differently; cast one to double", values[0].kind, values[1].kind)
		return Double
	}
	return kind
}

// total: the sum of doubles depends on the order of the rows.
func (r *reader) total(name string, values []value) Kind {
	kind := values[0].kind
	switch {
	case kind == Double:
		r.problem("%s of doubles depends on the order of rows: sum integers or decimals", name)
	case kind == Text || kind == Flag || kind == Date:
		r.problem("%s of a %s", name, kind)
	case name == "avg" && kind == Decimal:
		r.problem("avg of decimals is rounded differently: divide the sum")
	}
	if name == "avg" {
		return Double
	}
	return kind
}
