package template

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"lvzhi/contracts"
)

// numbers is the first column: row numbers, for whoever counts; nobody reads
// them.
func (b *blank) numbers() error {
	if err := b.SetColStyle(b.sheet, "A", b.look.plain); err != nil {
		return err
	}
	if err := b.SetColWidth(b.sheet, "A", "A", 7); err != nil {
		return err
	}
	if err := b.put(1, headerRow, "序号", b.look.header); err != nil {
		return err
	}
	return b.put(1, exampleRow, ExampleMark, b.look.example)
}

func (b *blank) put(column, row int, text string, style int) error {
	at := address(column, row)
	if err := b.SetCellStr(b.sheet, at, text); err != nil {
		return err
	}
	return b.SetCellStyle(b.sheet, at, at, style)
}

// Fields are the columns of a dataset's form, the core first, and how many
// these are: what must be filled in, what names the row, what the checks
// compare. Who sends the form stands in its title, not in a column.
func Fields(d contracts.Dataset) (fields []contracts.Field, core int) {
	names := slices.Concat(d.NaturalKey, slices.Concat(d.Identify...), []string{d.DateField})
	for _, c := range d.Checks {
		names = slices.Concat(names, c.Parts, c.Minus, c.Totals, []string{c.Left, c.Right, c.Field, c.Total})
	}
	var further []contracts.Field
	for _, f := range d.Stored() {
		switch {
		case f.Name == "sender_code":
		case f.Required || slices.Contains(names, f.Name):
			fields = append(fields, f)
		default:
			further = append(further, f)
		}
	}
	return append(fields, further...), len(fields)
}

// header is a column's name as printed: required ones carry a star, which
// ingest does not mind.
func header(field contracts.Field) string {
	if field.Required {
		return field.Label + "*"
	}
	return field.Label
}

// column draws one field: its type, its name with a note, its example, and
// what it takes.
func (b *blank) column(number int, field contracts.Field, core bool) error {
	name := strings.TrimSuffix(address(number, 1), "1")
	if err := b.SetColStyle(b.sheet, name, b.look.of(field.Type)); err != nil {
		return err
	}
	if err := b.SetColWidth(b.sheet, name, name, width(field)); err != nil {
		return err
	}
	style := b.look.further
	switch {
	case field.Required:
		style = b.look.required
	case core:
		style = b.look.header
	}
	if err := b.put(number, headerRow, header(field), style); err != nil {
		return err
	}
	if err := b.put(number, exampleRow, example(field, b.form), b.look.example); err != nil {
		return err
	}
	text := explain(field, b.form)
	if err := b.AddComment(b.sheet, excelize.Comment{Cell: address(number, headerRow), Author: "填表说明", Text: text, Width: 240, Height: uint(30 + 17*(len([]rune(text))/16+3))}); err != nil {
		return err
	}
	return b.choices(name, field)
}

// width leaves room for a column's name on two lines and for what is usually
// filled in.
func width(field contracts.Field) float64 {
	w := 10
	switch {
	case field.Type == contracts.Date:
		w = 16
	case field.Type == contracts.Text && field.Form != "person":
		w = 18
	case field.Type == contracts.Unit:
		w = 14
	}
	return float64(max(w, len([]rune(field.Label))+4))
}

// shortList is how long a list may be that stands in the cell's own rule; a
// longer one stands on the explanation.
const shortList = 255

// choices says what a column takes: words from a list, or figures within
// bounds. Only words of a closed list are insisted on; else the clerk is asked
// whether he means it.
func (b *blank) choices(name string, field contracts.Field) error {
	rule := excelize.NewDataValidation(true)
	rule.Sqref = fmt.Sprintf("%s%d:%s%d", name, firstRow, name, lastRow)
	words := options(field, b.form)
	var err error
	switch {
	case len(words) > 0 && listLength(words) > shortList:
		rule.SetSqrefDropList(b.lists[field.Name])
		rule.SetError(errorStyle(field), "请从列表中选", "这一列请从下拉列表中选。")
	case len(words) > 0:
		err = rule.SetDropList(words)
		rule.SetError(errorStyle(field), "请从列表中选", "这一列请从下拉列表中选。")
	case field.Type == contracts.Integer:
		err = rule.SetRange(0, 999_999_999, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween)
		rule.SetError(excelize.DataValidationErrorStyleWarning, "请填整数", "这一列请只填整数，不要写单位。")
	case field.Type == contracts.Decimal:
		err = rule.SetRange(-999_999_999, 999_999_999, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
		rule.SetError(excelize.DataValidationErrorStyleWarning, "请填数字", "这一列请只填数字，不要写单位。")
	case field.Type == contracts.Share:
		err = rule.SetRange(0, 1, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
		rule.SetError(excelize.DataValidationErrorStyleWarning, "请填百分比", "这一列请填 0% 到 100% 之间的百分比，如 98.5%。")
	case field.Type == contracts.Year:
		err = rule.SetRange(1949, 2100, excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween)
		rule.SetError(excelize.DataValidationErrorStyleWarning, "请填年份", "这一列请填四位年份，如 2024。")
	case field.Type == contracts.Date:
		err = rule.SetRange(firstDay, lastDay, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween)
		rule.SetError(excelize.DataValidationErrorStyleWarning, "请填日期", "这一列请填年月日，如 2024-9-9。")
	default:
		return nil
	}
	if err != nil {
		return err
	}
	return b.AddDataValidation(b.sheet, rule)
}

// 1949-10-01 and 2100-12-31 as a spreadsheet counts days.
const firstDay, lastDay = 18172, 73415

// errorStyle: places may have names no list knows.
func errorStyle(field contracts.Field) excelize.DataValidationErrorStyle {
	if field.Type == contracts.Unit {
		return excelize.DataValidationErrorStyleWarning
	}
	return excelize.DataValidationErrorStyleStop
}

func listLength(words []string) int {
	n := len(words) - 1
	for _, w := range words {
		n += len([]rune(w))
	}
	return n
}

// options are the words a column takes: one for each value of a code, yes and
// no, the places of the unit.
func options(field contracts.Field, form Form) []string {
	switch field.Type {
	case contracts.Flag:
		return []string{"是", "否"}
	case contracts.Unit:
		return form.Counties
	}
	var words []string
	values := slices.SortedFunc(maps.Keys(field.Values), func(a, b string) int {
		return cmp.Or(slices.Index(usual, a)-slices.Index(usual, b), strings.Compare(a, b))
	})
	for _, value := range values {
		word := value
		if spoken := field.Values[value]; len(spoken) > 0 && isCode(value) {
			word = spoken[0]
		}
		words = append(words, word)
	}
	return words
}

// usual is the order in which people list such values; others follow their
// codes.
var usual = []string{"national", "province", "city", "county", "township", "present", "leave", "excused", "unexcused", "absent",
	"filed", "initiator_reviewed", "scored", "county_reviewed", "city_reviewed", "confirmed", "notified", "rejected"}

// isCode tells a stored code (in_office) from a word that stands for itself
// (男).
func isCode(value string) bool {
	return !slices.ContainsFunc([]rune(value), func(r rune) bool { return r > 'z' })
}
