package main

import (
	"slices"
	"strings"

	"lvzhi/contracts"
	models "lvzhi/sql"
	"lvzhi/transform"
)

// account is what there is to say of a figure, from its definition down to the
// cells it came from. Names of deputies may stand in it: it is for the office.
type account struct {
	Figure   string     `json:"figure"` // schema.table.column
	Name     string     `json:"name"`
	Value    any        `json:"value"`
	Unit     string     `json:"unit,omitempty"`
	Keys     []named    `json:"keys"`
	Defined  string     `json:"definition,omitempty"`
	Basis    string     `json:"basis,omitempty"`
	Source   string     `json:"source,omitempty"`
	Parts    []named    `json:"parts"` // numerator and denominator
	Model    string     `json:"model"` // the SELECT's file
	SQL      string     `json:"sql"`
	Way      []hop      `json:"way"`
	Evidence []evidence `json:"evidence"`
}

// named is a column with its value in a row.
type named struct {
	Column string `json:"column"`
	Label  string `json:"label"`
	Value  any    `json:"value"`
	word   string
}

// hop is one step from a table to an input.
type hop struct {
	Table string   `json:"table"`
	Input string   `json:"input"`
	By    []string `json:"by"` // columns of the table
}

// evidence is what of one kind of report stands behind the figure.
type evidence struct {
	Dataset string        `json:"dataset"`
	Label   string        `json:"label"`
	Count   int64         `json:"rows"`
	Files   []evidentFile `json:"files"`
	Rows    []evidentRow  `json:"first_rows"`
	columns []contracts.Field
}

type evidentFile struct {
	Batch    string `json:"batch"`
	Name     string `json:"file_name"`
	Unit     string `json:"unit"`
	Period   string `json:"period"`
	Received string `json:"received_on"`
	Receipt  string `json:"receipt,omitempty"`
	Original string `json:"original,omitempty"`
	// Headers are the words over the columns as their sender wrote them, by field.
	Headers map[string]string `json:"headers,omitempty"`
}

type evidentRow struct {
	Batch string `json:"batch"`
	Sheet string `json:"sheet"`
	Row   int64  `json:"row"`
	Cells []cell `json:"cells"`
}

// cell is a value and where it stood; the address is known where the original
// file was kept.
type cell struct {
	Field   string `json:"field"`
	Label   string `json:"label"`
	Address string `json:"address,omitempty"`
	Value   any    `json:"value"`
	word    string
}

func newAccount(c *catalogue, f figure, m models.Measure, trail transform.Trail) *account {
	model := c.models["marts."+f.mart]
	out := &account{
		Figure: "marts." + f.mart + "." + f.name, Name: c.full(f.mart, f.name), Value: plain(f.row[f.name], f.kinds[f.name]), Unit: m.Unit,
		Defined: m.Definition, Basis: m.Basis, Source: m.Source, Parts: []named{}, Keys: []named{}, Way: []hop{}, Evidence: []evidence{},
		Model: "sql/" + model.Folder + "/" + model.Name + ".sql", SQL: model.Query,
	}
	keys := f.keys
	if _, ok := f.row["unit_name"]; ok {
		keys = append([]string{"unit_name"}, keys...)
	}
	for _, k := range keys {
		out.Keys = append(out.Keys, c.valued(f, k))
	}
	for _, part := range parts(f, m)[1:] {
		out.Parts = append(out.Parts, c.valued(f, part))
	}
	for _, s := range trail.Steps {
		h := hop{Table: s.Table, Input: s.Input, By: []string{}}
		for _, p := range s.Pairs {
			if !slices.Contains(h.By, p.Column) {
				h.By = append(h.By, p.Column)
			}
		}
		out.Way = append(out.Way, h)
	}
	return out
}

func (c *catalogue) valued(f figure, column string) named {
	v := plain(f.row[column], f.kinds[column])
	n := named{Column: column, Label: c.label(f.mart, column), Value: v, word: text(f.row[column], f.kinds[column])}
	if code, ok := v.(string); ok {
		n.word = c.word(column, code)
	}
	return n
}

// datasetOf is the contract behind a staging table.
func datasetOf(table string, datasets []contracts.Dataset) (contracts.Dataset, bool) {
	name := strings.TrimSuffix(strings.TrimPrefix(table, "staging.stg_"), "_withdrawn")
	i := slices.IndexFunc(datasets, func(d contracts.Dataset) bool { return d.Name == name })
	if i < 0 {
		return contracts.Dataset{}, false
	}
	return datasets[i], true
}
