package check

import (
	"slices"
	"testing"
)

// One sheet per county, and a 汇总 that repeats them all: with the county
// column, or without it where the sheets say the county by their names.
func TestSheetPerCountyAndItsSummary(t *testing.T) {
	bare := []string{"姓名", "述职日期", "满意", "不满意"}
	for name, header := range map[string][]string{"with county": append([]string{"县区"}, bare...), "without": bare} {
		row := func(county, who, yes string) []string {
			if name == "without" {
				return []string{who, "9月9日", yes, "1"}
			}
			return []string{county, who, "9月9日", yes, "1"}
		}
		r := readAs(t, "votes", puyang(t),
			table("汇总", header, row("濮阳县", "张三", "45"), row("范县", "李四", "46"), row("范县", "王五", "47")),
			table("濮阳县", header, row("濮阳县", "张三", "45")),
			table("范县", header, row("范县", "李四", "44")))
		var names []any
		for _, a := range r.Accepted {
			names = append(names, value(t, "votes", a, "deputy_name"))
		}
		if !slices.Equal(names, []any{"张三", "李四", "王五"}) || r.Skipped != 2 || value(t, "votes", r.Accepted[1], "county_code") != "410926" {
			t.Errorf("%s: accepted %v, skipped %d", name, names, r.Skipped)
		}
	}
	r := readAs(t, "votes", puyang(t), table("汇总", bare, []string{"张三", "9月9日", "45", "1"}, []string{"李四", "9月9日", "45", "1"}))
	if len(r.Accepted) != 2 {
		t.Errorf("a 汇总 alone repeats nothing: %+v", r)
	}
}

func TestRepeatedRows(t *testing.T) {
	header := []string{"姓名", "述职日期", "满意", "不满意", "备用"}
	row := func(yes, spare string) []string { return []string{"张三", "9月9日", yes, "1", spare} }
	for name, c := range map[string]struct {
		rows     [][]string
		accepted int
		rules    []string
	}{
		"the same":           {[][]string{row("45", "甲"), row("45", "甲")}, 1, []string{"unknown_column", "repeated_row"}},
		"same key":           {[][]string{row("45", "甲"), row("44", "甲")}, 2, []string{"unknown_column", "same_key"}},
		"another beside":     {[][]string{row("45", "甲"), row("45", "乙")}, 2, []string{"unknown_column", "same_key"}},
		"the same, in three": {[][]string{row("45", ""), row("45", ""), row("45", "")}, 1, []string{"unknown_column", "repeated_row", "repeated_row"}},
	} {
		r := readAs(t, "votes", puyang(t), table("s", append([][]string{header}, c.rows...)...))
		if len(r.Accepted) != c.accepted || !slices.Equal(rules(r.Problems), c.rules) {
			t.Errorf("%s: %d accepted, %v", name, len(r.Accepted), rules(r.Problems))
		}
	}
}
