package syntax

import "strings"

// reserved are the words Trino and ANSI Spark take as no name, of those a
// column might be given.
var reserved = strings.Fields(`all alter and any array as at authorization between both by case cast check collate column constraint create cross
	cube current_date current_time current_timestamp current_user deallocate delete describe distinct drop else end escape except
	execute exists extract false fetch filter for foreign from full grant group grouping having in inner insert intersect
	interval into is join json_exists json_value lateral leading left like listagg localtime localtimestamp natural normalize not null offset on only
	or order outer overlaps prepare primary recursive references right rollup select session_user skip some table then time to
	trailing trim true uescape union unique unknown unnest user using values when where window with`)

var isReserved = func() map[string]bool {
	words := map[string]bool{}
	for _, w := range reserved {
		words[w] = true
	}
	return words
}()

// checkName: a name that is a word of the language needs quotes, and engines
// quote differently.
func (r *reader) checkName(name string) {
	for _, c := range name {
		if c > 'z' {
			r.problem("name %s needs quotes, which engines write differently", name)
			return
		}
	}
	if isReserved[strings.ToLower(name)] {
		r.problem("name %s is a reserved word elsewhere", name)
	}
}

func (r *reader) checkClauses(n node) {
	if n["qualify"] != nil {
		r.problem("QUALIFY is DuckDB's own: filter in the next CTE")
	}
	if n["sample"] != nil {
		r.problem("SAMPLE gives other rows each time")
	}
	if n.text("aggregate_handling") != "STANDARD_HANDLING" {
		r.problem("GROUP BY ALL is DuckDB's own: name the columns")
	}
	if sets, _ := n["group_sets"].([]any); len(sets) > 1 {
		r.problem("grouping sets: write a union")
	}
}

// checkAnswer: the last SELECT names its columns, so that a new column of an
// input changes no table.
func (r *reader) checkAnswer(n node) {
	if n.text("type") == "SET_OPERATION_NODE" {
		r.checkAnswer(n.at("left"))
		r.checkAnswer(n.at("right"))
		return
	}
	for _, item := range n.list("select_list") {
		if item.text("class") == "STAR" {
			r.problem("the answer has a star: name its columns")
		}
	}
}
