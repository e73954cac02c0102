// Package glossary prints the data dictionary: what every table and column of
// the warehouse means, as a workbook, an offline page and a plain list. It
// prints what it is given; it must not read the warehouse or know a metric.
package glossary

import "strings"

// Table is one mart with its columns.
type Table struct {
	Name    string   `json:"table"` // in schema marts
	View    string   `json:"view"`  // in schema 分析
	About   string   `json:"about"`
	Grain   []string `json:"grain"` // labels of the columns that identify a row
	Columns []Column `json:"columns"`
}

// Column is one column: what it is called, holds and comes from.
type Column struct {
	Name        string   `json:"column"`
	Label       string   `json:"label"`
	Kind        string   `json:"type"` // in words
	Unit        string   `json:"unit,omitempty"`
	Definition  string   `json:"definition,omitempty"`
	Numerator   string   `json:"numerator,omitempty"` // labels
	Denominator string   `json:"denominator,omitempty"`
	Apart       string   `json:"apart,omitempty"` // why a rate has no two columns
	Basis       string   `json:"basis,omitempty"`
	Source      string   `json:"source,omitempty"` // of the method or the rule
	Values      []Value  `json:"values,omitempty"`
	Fields      []string `json:"fields,omitempty"` // of the reports it comes from
}

// Value is a code and its word.
type Value struct {
	Code string `json:"code"`
	Word string `json:"word"`
}

// heads are the columns of every printed list, in order.
var heads = []string{"表", "列", "中文名", "类型", "单位", "定义", "分子", "分母", "口径", "出处", "取值", "来自报表字段"}

// line is one column as printed under heads.
func (t Table) line(c Column) []string {
	parts := []string{c.Numerator, c.Denominator}
	if c.Apart != "" {
		parts = []string{strings.TrimPrefix(c.Numerator+"；", "；") + c.Apart, c.Denominator}
	}
	return []string{t.View, c.Name, c.Label, c.Kind, c.Unit, c.Definition, parts[0], parts[1], c.Basis, c.Source, c.values(), strings.Join(c.Fields, "、")}
}

func (c Column) values() string {
	var words []string
	for _, v := range c.Values {
		words = append(words, v.Code+"="+v.Word)
	}
	return strings.Join(words, "；")
}
