package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	models "lvzhi/sql"
)

func (a *app) lineageCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "lineage 列",
		Short: "一列数从哪些表、哪些报表字段来，又被谁用到",
		Example: "  lvzhi lineage 满意度_单位月.满意率\n  lvzhi lineage coverage_unit.coverage_rate\n" +
			"  lvzhi lineage votes.satisfied   （报表字段：看哪些指标用到它）",
		Args: wants(1, "请写明一列，例如 lvzhi lineage 满意度_单位月.满意率"),
		RunE: func(_ *cobra.Command, args []string) error { return a.lineage(args[0]) },
	}
}

// origin is where one column comes from and goes to.
type origin struct {
	Column  string       `json:"column"` // schema.table.column
	Label   string       `json:"label"`
	Sources []source     `json:"sources"`
	Rows    []string     `json:"rows"`   // what decides which rows the table has
	Fields  []fieldNamed `json:"fields"` // the fields of reports at the end
	// IsMatched: whose row it is was found by matching with the roster.
	IsMatched bool     `json:"is_matched"`
	Readers   []source `json:"readers"` // columns made of it, to the marts
	Reports   []string `json:"reports"` // queries of the monthly pages that read it
}

// source is a column and what it is made of, or what is made of it. A column
// met before is not opened again.
type source struct {
	Column string   `json:"column"`
	Label  string   `json:"label,omitempty"`
	Of     []source `json:"of,omitempty"`
	Again  bool     `json:"again,omitempty"`
}

// fieldNamed is a field of a report with the words over its column.
type fieldNamed struct {
	Column  string   `json:"column"` // lake.dataset.field
	Dataset string   `json:"dataset"`
	Label   string   `json:"label"`
	Headers []string `json:"headers"`
}

func (a *app) lineage(text string) error {
	w, err := newWeb()
	if err != nil {
		return err
	}
	column, err := w.find(text)
	if err != nil {
		return err
	}
	table, _ := models.SplitSource(column)
	o := origin{Column: column, Label: w.label(column), Sources: w.up(column, map[string]bool{}), Rows: w.lineages[table].Rows,
		Fields: []fieldNamed{}, Readers: w.down(column, map[string]bool{}), Reports: []string{}}
	leaves, isMatched := w.leaves(column)
	o.IsMatched = isMatched
	for _, leaf := range leaves {
		if f, ok := w.field(leaf); ok {
			o.Fields = append(o.Fields, f)
		}
	}
	if o.Reports, err = reading(w.marts(column)); err != nil {
		return err
	}
	if o.Rows == nil {
		o.Rows = []string{}
	}
	return a.answer(o, o.text())
}

// find finds the one column a text means: of a mart, of any table by its full
// name, or a field of a report.
func (w *web) find(text string) (string, error) {
	table, name := models.SplitSource(text)
	if _, ok := w.lineages[table].Columns[name]; ok {
		return text, nil
	}
	var found []string
	for _, m := range w.c.named(text) {
		found = append(found, "marts."+m.mart+"."+m.name)
	}
	for _, d := range w.datasets {
		for _, f := range d.Columns() {
			if (table == d.Name || table == d.Label || table == "lake."+d.Name) && (name == f.Name || name == f.Label) {
				found = append(found, "lake."+d.Name+"."+f.Name)
			}
		}
	}
	if table == "" && len(found) == 0 {
		for _, d := range w.datasets {
			for _, f := range d.Stored() {
				if text == f.Label {
					found = append(found, "lake."+d.Name+"."+f.Name)
				}
			}
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		hint := ""
		if near := w.c.near(text); len(near) > 0 {
			hint = "，是不是：" + strings.Join(near, "、")
		}
		return "", usagef("没有叫“%s”的列%s", text, hint)
	}
	var names []string
	for _, column := range found {
		names = append(names, w.label(column))
	}
	return "", usagef("“%s”在几张表里都有，请写明是哪一个：%s", text, strings.Join(names, "、"))
}

// reading lists the queries of the pages that name one of some columns.
func reading(columns []string) ([]string, error) {
	queries, err := models.ReportQueries()
	if err != nil {
		return nil, fault("程序自带的报表查询有误", err)
	}
	found := []string{}
	for _, q := range queries {
		if slices.ContainsFunc(columns, func(column string) bool {
			table, name := models.SplitSource(column)
			return mentions(q.Query, table) && mentions(q.Query, name)
		}) {
			found = append(found, q.Name)
		}
	}
	return found, nil
}

// mentions reports a whole word of a query.
func mentions(query, word string) bool {
	return regexp.MustCompile(`(^|[^a-z0-9_])` + regexp.QuoteMeta(word) + `($|[^a-z0-9_])`).MatchString(query)
}
