package main

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lvzhi/internal/durable"
	"lvzhi/reports/glossary"
	models "lvzhi/sql"
)

func (a *app) dictionaryCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use:     "dictionary",
		Short:   "数据字典：每张表每一列的含义、单位、定义、分子分母和来源",
		Example: "  lvzhi dictionary -o 数据字典.xlsx\n  lvzhi dictionary -o 数据字典.html",
		Args:    none,
		RunE:    func(c *cobra.Command, _ []string) error { return a.dictionary(c.Context(), output) },
	}
	c.Flags().StringVarP(&output, "output", "o", "", "写到哪个文件，.xlsx、.html 或 .csv（不用 --json 时必填）")
	return c
}

func (a *app) dictionary(ctx context.Context, output string) error {
	kind := strings.ToLower(filepath.Ext(output))
	switch {
	case output == "" && !a.json:
		return usagef("请用 -o 写明写到哪个文件，例如 -o 数据字典.xlsx")
	case output != "" && !slices.Contains([]string{".xlsx", ".html", ".csv"}, kind):
		return usagef("数据字典只能写成 .xlsx、.html 或 .csv，而不是“%s”", output)
	}
	tables, asOf, err := a.glossary(ctx)
	if err != nil {
		return err
	}
	if output == "" {
		return a.answer(map[string]any{"as_of": asOf, "tables": tables}, "")
	}
	content, err := map[string]func() ([]byte, error){
		".xlsx": func() ([]byte, error) { return glossary.Workbook(tables) },
		".html": func() ([]byte, error) { return glossary.Page(tables, asOf) },
		".csv":  func() ([]byte, error) { return glossary.CSV(tables) },
	}[kind]()
	if err != nil {
		return fault("数据字典没有做成", err)
	}
	if err := durable.WriteFile(output, "", content); err != nil {
		return fault(fmt.Sprintf("写不进“%s”，请检查文件夹和权限", output), err)
	}
	return a.printFiles([]string{output})
}

// glossary is what the dictionary says of the marts of the current build, and
// the day the build speaks of.
func (a *app) glossary(ctx context.Context) ([]glossary.Table, string, error) {
	db, err := a.openWarehouse(ctx, queryMemory)
	if err != nil {
		return nil, "", err
	}
	defer db.Close()
	c, err := readCatalogue(ctx, db)
	if err != nil {
		return nil, "", err
	}
	run, err := db.Query(ctx, "select as_of from ref.run")
	if err != nil {
		return nil, "", fault("数仓里的数没能读出", err)
	}
	asOf := ""
	if day, ok := run.Rows[0][0].(time.Time); ok {
		asOf = day.Format(time.DateOnly)
	}
	w, err := newWeb()
	if err != nil {
		return nil, "", err
	}
	return c.tables(w), asOf, nil
}

func (c *catalogue) tables(w *web) []glossary.Table {
	var all []glossary.Table
	for _, m := range c.columns {
		if len(all) == 0 || all[len(all)-1].Name != m.mart {
			t := glossary.Table{Name: m.mart, View: c.view(m.mart), About: c.measures.Marts[m.mart], Grain: []string{}}
			for _, key := range c.models[models.Marts+"."+m.mart].Grain {
				t.Grain = append(t.Grain, c.label(m.mart, key))
			}
			all = append(all, t)
		}
		last := &all[len(all)-1]
		last.Columns = append(last.Columns, c.entry(m, w))
	}
	return all
}

// entry is what there is to say of one column.
func (c *catalogue) entry(m martColumn, w *web) glossary.Column {
	d, _ := c.measures.Of(m.mart, m.name)
	out := glossary.Column{
		Name: m.name, Label: c.label(m.mart, m.name), Kind: kindWord(m.kind), Unit: d.Unit, Definition: d.Definition,
		Apart: d.Apart, Basis: d.Basis, Source: d.Source,
	}
	if d.Numerator != "" {
		out.Numerator = c.label(m.mart, d.Numerator)
	}
	if d.Denominator != "" {
		out.Denominator = c.label(m.mart, d.Denominator)
	}
	words := c.dictionary.Values[m.name]
	for _, code := range slices.Sorted(maps.Keys(words)) {
		out.Values = append(out.Values, glossary.Value{Code: code, Word: words[code]})
	}
	out.Fields = w.fields(models.Marts + "." + m.mart + "." + m.name)
	return out
}

// mostFields is as many fields as a reader wants to see beside a column; where
// there are more, the reports they stand in are named.
const mostFields = 6

func (w *web) fields(column string) []string {
	var names, reports []string
	leaves, isMatched := w.leaves(column)
	for _, leaf := range leaves {
		if f, ok := w.field(leaf); ok {
			names = append(names, f.Dataset+"·"+f.Label)
			reports = append(reports, f.Dataset)
		}
	}
	if isMatched && len(names) <= mostFields {
		names = append(names, "（人与名册对应）")
	}
	if len(names) <= mostFields {
		return names
	}
	slices.Sort(reports)
	reports = slices.Compact(reports)
	if len(reports) > mostFields {
		return []string{fmt.Sprintf("%d种报表的%d个字段", len(reports), len(names))}
	}
	for i := range reports {
		reports[i] += "（多个字段）"
	}
	return reports
}

// kindWord is a column's type in words.
func kindWord(kind string) string {
	switch {
	case kind == "VARCHAR":
		return "文字"
	case kind == "BOOLEAN":
		return "是否"
	case kind == "DATE":
		return "日期"
	case kind == "DOUBLE", strings.HasPrefix(kind, "DECIMAL"):
		return "小数"
	case strings.HasSuffix(kind, "INT") || kind == "INTEGER":
		return "整数"
	}
	return kind
}
