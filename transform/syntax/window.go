package syntax

import "slices"

var windowed = []string{"row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead", "first_value", "last_value", "sum", "count", "count_star", "min", "max", "avg"}

// ordered are the window functions that mean nothing without an order.
var ordered = []string{"row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead", "first_value", "last_value"}

func (r *reader) window(n node, s *scope) value {
	name := n.text("function_name")
	values := r.all(n.list("children"), s)
	r.checkWindow(name, n)
	others := r.all(n.list("partitions"), s)
	for _, o := range n.list("orders") {
		others = append(others, r.expression(o.at("expression"), s))
		if o.text("null_order") == "ORDER_DEFAULT" {
			r.problem("%s() over (order by …) without NULLS LAST: Spark puts them first", name)
		}
	}
	others = append(others, r.all([]node{n.at("offset_expr"), n.at("default_expr"), n.at("start_expr"), n.at("end_expr"), n.at("filter_expr")}, s)...)
	kind := Whole
	switch name {
	case "lag", "lead", "first_value", "last_value", "min", "max":
		kind = values[0].kind
	case "percent_rank", "cume_dist":
		kind = Double
	case "sum", "avg":
		kind = r.total(name, values)
	}
	return value{kind: kind}.with(append(values, others...)...)
}

func (r *reader) checkWindow(name string, n node) {
	if !slices.Contains(windowed, name) {
		r.problem("window function %s is not everybody's", name)
	}
	if slices.Contains(ordered, name) && len(n.list("orders")) == 0 {
		r.problem("%s() without an order gives other values each time", name)
	}
	for key, what := range map[string]bool{"ignore_nulls": n.is("ignore_nulls"), "distinct": n.is("distinct"), "filter": n["filter_expr"] != nil} {
		if what {
			r.problem("a window with %s is not everybody's", key)
		}
	}
	if n.text("exclude_clause") != "NO_OTHER" {
		r.problem("a window frame with EXCLUDE is not everybody's")
	}
	for _, key := range []string{"start", "end"} {
		switch n.text(key) {
		case "UNBOUNDED_PRECEDING", "UNBOUNDED_FOLLOWING", "CURRENT_ROW_RANGE", "CURRENT_ROW_ROWS", "EXPR_PRECEDING_ROWS", "EXPR_FOLLOWING_ROWS":
		default:
			r.problem("a window frame from or to %s is not everybody's", n.text(key))
		}
	}
}
