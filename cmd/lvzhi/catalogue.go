package main

import (
	"context"
	"slices"
	"strings"

	"lvzhi/internal/warehouse"
	models "lvzhi/sql"
)

// catalogue is what stands in the marts of a build and what it is called.
type catalogue struct {
	dictionary models.Dictionary
	measures   models.Measures
	models     map[string]models.Model // by schema.table
	columns    []martColumn
}

// martColumn is one column of one mart.
type martColumn struct{ mart, name, kind string }

// shippedCatalogue is what the program knows of its marts without a build.
func shippedCatalogue() (*catalogue, error) {
	c := &catalogue{models: map[string]models.Model{}}
	var err error
	if c.dictionary, err = models.ReadDictionary(); err != nil {
		return nil, fault("程序自带的数据字典有误", err)
	}
	if c.measures, err = models.ReadMeasures(); err != nil {
		return nil, fault("程序自带的指标定义有误", err)
	}
	all, err := models.Tables()
	if err != nil {
		return nil, fault("程序自带的模型有误", err)
	}
	for _, m := range all {
		c.models[m.Table()] = m
	}
	return c, nil
}

// readCatalogue is the catalogue of a build.
func readCatalogue(ctx context.Context, db *warehouse.DB) (*catalogue, error) {
	c, err := shippedCatalogue()
	if err != nil {
		return nil, err
	}
	found, err := db.Query(ctx, `select table_name, column_name, data_type from information_schema.columns
		where table_schema = 'marts' order by table_name, ordinal_position`)
	if err != nil {
		return nil, fault("数仓里的表没能列出", err)
	}
	for _, row := range found.Rows {
		c.columns = append(c.columns, martColumn{row[0].(string), row[1].(string), row[2].(string)})
	}
	return c, nil
}

func (c *catalogue) view(mart string) string {
	name, _ := c.dictionary.View(mart)
	return name
}

func (c *catalogue) label(mart, column string) string {
	name, _ := c.dictionary.Label(mart, column)
	return name
}

// full is a column's Chinese name with that of its view.
func (c *catalogue) full(mart, column string) string {
	return c.view(mart) + "." + c.label(mart, column)
}

// named lists the columns a user may mean: 满意率, 满意度_单位月.满意率,
// satisfaction_unit_month.satisfaction_rate.
func (c *catalogue) named(text string) []martColumn {
	table, column, both := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(text, "marts."), "分析."), ".")
	if !both {
		table, column = "", table
	}
	var found []martColumn
	for _, m := range c.columns {
		if table != "" && table != m.mart && table != c.view(m.mart) {
			continue
		}
		if column == m.name || column == c.label(m.mart, m.name) {
			found = append(found, m)
		}
	}
	return found
}

// near lists the labels that have a word of the text in them, for who mistyped.
func (c *catalogue) near(text string) []string {
	_, column, ok := strings.Cut(text, ".")
	if !ok {
		column = text
	}
	if column == "" {
		return nil
	}
	var names []string
	for _, m := range c.columns {
		if label := c.label(m.mart, m.name); strings.Contains(label, column) || strings.Contains(column, label) {
			names = append(names, c.full(m.mart, m.name))
		}
	}
	slices.Sort(names)
	if names = slices.Compact(names); len(names) > 8 {
		names = names[:8]
	}
	return names
}

func (c *catalogue) has(mart, column string) bool {
	return slices.ContainsFunc(c.columns, func(m martColumn) bool { return m.mart == mart && m.name == column })
}

// word is the Chinese word of a column's code, else the code.
func (c *catalogue) word(column, code string) string {
	if w := c.dictionary.Values[column][code]; w != "" {
		return w
	}
	return code
}

// code is the code of a column's Chinese word, else the word.
func (c *catalogue) code(column, word string) string {
	for code, w := range c.dictionary.Values[column] {
		if w == word {
			return code
		}
	}
	return word
}
