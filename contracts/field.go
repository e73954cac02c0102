package contracts

import (
	"fmt"
	"maps"
	"slices"
)

// Type is the logical type of a field; each has one parser.
type Type string

// The logical types. A share is a fraction (0.98 for 98%); a month is text
// YYYY-MM; a unit is a division code.
const (
	Text    Type = "text"
	Code    Type = "code"
	Integer Type = "integer"
	Decimal Type = "decimal"
	Share   Type = "share"
	Date    Type = "date"
	Month   Type = "month"
	Year    Type = "year"
	Flag    Type = "flag"
	Unit    Type = "unit"
)

var types = []Type{Text, Code, Integer, Decimal, Share, Date, Month, Year, Flag, Unit}

// Privacy is the class of a field: identifiers and contact data are never
// written; names are written but masked for some readers; of a reason (of a
// leave) only what it comes to is written, never its words.
type Privacy string

// The privacy classes; the zero value means open.
const (
	Open       Privacy = "open"
	Name       Privacy = "name"
	Identifier Privacy = "identifier"
	Contact    Privacy = "contact"
	Reason     Privacy = "reason"
)

// Field is one column of a dataset.
type Field struct {
	Use        string              `yaml:"use"` // the shared field it starts from
	Name       string              `yaml:"name"`
	Label      string              `yaml:"label"`
	Type       Type                `yaml:"type"`
	Unit       string              `yaml:"unit"` // 票, 分, 名 …
	Form       string              `yaml:"form"` // of a text: "person" for a name without inner spaces, brackets and marks
	Required   bool                `yaml:"required"`
	Optional   bool                `yaml:"optional"`   // of a use: the shared field is required elsewhere, not here
	FromTitle  bool                `yaml:"from_title"` // a missing year column takes the title's year
	Privacy    Privacy             `yaml:"privacy"`
	Headers    []string            `yaml:"headers"`
	Values     map[string][]string `yaml:"values"` // of a code: stored value -> how cities write it
	TrueWords  []string            `yaml:"true_words"`
	FalseWords []string            `yaml:"false_words"`
	Absent     string              `yaml:"absent"` // the value when a form has no such column at all
}

// Private reports whether the field's values may never be written.
func (f Field) Private() bool { return f.Privacy == Identifier || f.Privacy == Contact }

// ColumnType is the field's type in SQL.
func (f Field) ColumnType() string {
	switch f.Type {
	case Integer, Year:
		return "bigint"
	case Decimal, Share:
		return "decimal(18,6)"
	case Date:
		return "date"
	case Flag:
		return "boolean"
	default:
		return "varchar"
	}
}

func (f Field) extended(by Field) Field {
	f.Headers = slices.Concat(f.Headers, by.Headers)
	if len(by.Values) > 0 {
		merged := maps.Clone(f.Values)
		if merged == nil {
			merged = map[string][]string{}
		}
		for code, words := range by.Values {
			merged[code] = slices.Concat(merged[code], words)
		}
		f.Values = merged
	}
	f.Required = (f.Required || by.Required) && !by.Optional
	if by.Label != "" {
		f.Label = by.Label
	}
	return f
}

func (f Field) validate() error {
	if f.Name == "" || f.Label == "" {
		return fmt.Errorf("needs a name and a label")
	}
	if !slices.Contains(types, f.Type) {
		return fmt.Errorf("has unknown type %q", f.Type)
	}
	switch f.Privacy {
	case "", Open, Name, Identifier, Contact, Reason:
		return nil
	}
	return fmt.Errorf("has unknown privacy class %q", f.Privacy)
}

// Provenance is what every lake row carries beside its fields: where it came
// from, and what was remarked about it.
//
// date_imputed is set where an undated row took the file's period; warnings
// is a JSON array of {field, value, rule, message}; extra a JSON object of the
// columns the contract does not know, header to text.
var Provenance = []Field{
	{Name: "unit_code", Label: "报送单位代码", Type: Code},
	{Name: "scope", Label: "报送范围", Type: Code},
	{Name: "period", Label: "报送期", Type: Month},
	{Name: "arrival", Label: "到达方式", Type: Code},
	{Name: "batch_id", Label: "批次", Type: Code},
	{Name: "batch_seq", Label: "批次序号", Type: Integer},
	{Name: "source_sheet", Label: "来源工作表", Type: Text},
	{Name: "source_row", Label: "来源行号", Type: Integer},
	{Name: "date_imputed", Label: "日期为推定", Type: Flag},
	{Name: "warnings", Label: "提示", Type: Text},
	{Name: "extra", Label: "未识别的列", Type: Text},
}

// Columns lists all columns of the dataset's lake files, in order.
func (d Dataset) Columns() []Field { return slices.Concat(Provenance, d.Stored()) }
