package check

import (
	"fmt"
	"slices"
	"strings"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// sameAsAbove are the ways to say 同上.
var sameAsAbove = []string{"同上", "〃", "″", "\"", "”", "同前"}

// read classifies each row and sorts it into the result.
func (r *reader) read(result *Result) {
	s := r.sheet
	for _, c := range s.Header.Columns {
		if c.Private {
			name := c.Header
			if c.Field != nil {
				name = c.Field.Label
			}
			name, _ = Scrub(name)
			result.PrivateColumns = append(result.PrivateColumns, fmt.Sprintf("%s（%s）", name, s.Table.Name))
			result.Problems = append(result.Problems, Problem{Sheet: s.Table.Name, Cell: sheet.Address(c.Index, s.Table.Rows[s.Header.Bottom].Number),
				Row: s.Table.Rows[s.Header.Bottom].Number, Rule: "private_column_dropped", Severity: Warning, Value: name,
				Message: "该列属于个人信息，没有读入", Remedy: "以后请不要报送这一列"})
		} else if c.Field == nil && !isRowNumber(c) {
			header, _ := Scrub(c.Header)
			result.Problems = append(result.Problems, Problem{Sheet: s.Table.Name, Cell: sheet.Address(c.Index, s.Table.Rows[s.Header.Bottom].Number),
				Row: s.Table.Rows[s.Header.Bottom].Number, Rule: "unknown_column", Severity: Warning, Value: header,
				Message: fmt.Sprintf("列“%s”不在%s的约定里，内容已原样保留，不参与统计", header, r.dataset.Label), Remedy: "如有需要请告知省里增加别名，否则可以不报"})
		}
	}
	result.Skipped += s.Header.Top
	hidden := 0
	for _, row := range s.body() {
		if r.skipped(row) {
			result.Skipped++
			continue
		}
		if row.Hidden {
			hidden++
		}
		accepted, rejected := r.row(row)
		if rejected != nil {
			result.Quarantined = append(result.Quarantined, *rejected)
		} else {
			result.Accepted = append(result.Accepted, *accepted)
		}
	}
	if hidden > 0 {
		result.Problems = append(result.Problems, Problem{Sheet: s.Table.Name, Rule: "hidden_rows", Severity: Warning,
			Message: fmt.Sprintf("有%d行是隐藏或筛选掉的，已照常计入", hidden), Remedy: "如不应计入，请删去这些行后重报"})
	}
}

func (r *reader) column(field string) (Column, bool) {
	i := slices.IndexFunc(r.sheet.Header.Columns, func(c Column) bool { return c.Field != nil && c.Field.Name == field })
	if i < 0 {
		return Column{}, false
	}
	return r.sheet.Header.Columns[i], true
}

func (r *reader) text(row sheet.Row, field string) string {
	c, ok := r.column(field)
	if !ok {
		return ""
	}
	return row.Cell(c.Index)
}

// row parses one row and applies the contract's checks.
func (r *reader) row(row sheet.Row) (*Row, *Rejected) {
	w := &work{reader: r, row: row, values: make([]any, len(r.stored)), texts: map[string]string{}, shares: map[string]printedShare{}, cells: map[string]string{}, extra: map[string]string{}}
	for _, c := range r.sheet.Header.Columns {
		w.cell(c)
	}
	w.unnamed()
	w.defaults()
	w.required()
	w.checks()
	r.above = w.raw
	if slices.ContainsFunc(w.problems, func(p Problem) bool { return p.Severity == Error }) {
		return nil, &Rejected{Sheet: r.sheet.Table.Name, Number: row.Number, Cells: w.cells, Problems: w.problems}
	}
	return &Row{Sheet: r.sheet.Table.Name, Number: row.Number, Values: w.values, DateImputed: w.imputed, Extra: w.extra, Warnings: w.problems}, nil
}

// work is one row in the making.
type work struct {
	*reader
	row      sheet.Row
	values   []any
	raw      []string          // texts by column index, 同上 resolved
	texts    map[string]string // by field, before parsing
	shares   map[string]printedShare
	cells    map[string]string
	extra    map[string]string
	problems []Problem
	imputed  bool
}

func (w *work) remark(column int, field, value string, f *fault) {
	address := ""
	if column >= 0 {
		address = sheet.Address(column, w.row.Number)
	}
	value, _ = Scrub(value)
	message, _ := Scrub(f.message)
	w.problems = append(w.problems, Problem{Sheet: w.sheet.Table.Name, Cell: address, Row: w.row.Number, Field: field,
		Rule: f.rule, Severity: f.severity, Value: value, Message: message, Remedy: f.remedy})
}

// cell reads one cell of the row.
func (w *work) cell(c Column) {
	if c.Private {
		return
	}
	text := w.row.Cell(c.Index)
	if text == "" {
		text = w.fill[[2]int{w.row.Number, c.Index}]
	}
	if slices.Contains(sameAsAbove, strings.Join(strings.Fields(text), "")) {
		text = w.sameAsAbove(c)
	}
	for len(w.raw) <= c.Index {
		w.raw = append(w.raw, "")
	}
	w.raw[c.Index] = text
	text, hit := Scrub(text)
	if hit {
		w.remark(c.Index, fieldName(c), text, faultf(Warning, "private_number_dropped", "请不要在表中填写身份证号、电话号码", "单元格里疑似有身份证号或电话号码，已略去"))
	}
	if strings.ContainsRune(text, '\uFFFD') {
		w.remark(c.Index, fieldName(c), text, faultf(Warning, "undecodable_text", "请把文件另存为 .xlsx 后重报", "有的字无法识别，显示为“\uFFFD”"))
	}
	header := w.keep(c, text)
	switch {
	case c.Field != nil:
		w.texts[c.Field.Name] = text
		w.field(c, text)
	case text != "" && !isRowNumber(c):
		w.extra[header] = text
	}
}

func (w *work) sameAsAbove(c Column) string {
	if c.Index < len(w.above) {
		return w.above[c.Index]
	}
	w.remark(c.Index, fieldName(c), w.row.Cell(c.Index), faultf(Warning, "nothing_above", "请填写具体内容", "“同上”的上面没有内容"))
	return ""
}

// keep notes a cell for the whole row, under a header of its own, and returns
// that header.
func (w *work) keep(c Column, text string) string {
	header, _ := Scrub(c.Header)
	if _, taken := w.cells[header]; taken || header == "" {
		header += "（" + columnLetters(c.Index) + "列）"
	}
	if text != "" {
		w.cells[header] = text
	}
	return header
}

func columnLetters(column int) string { return strings.TrimSuffix(sheet.Address(column, 1), "1") }

func fieldName(c Column) string {
	if c.Field == nil {
		return ""
	}
	return c.Field.Name
}

// field parses one cell by its field's type.
func (w *work) field(c Column, text string) {
	f := *c.Field
	if f.Type == contracts.Flag && isNull(text) {
		if text != "" && text != "无" {
			w.remark(c.Index, f.Name, text, faultf(Warning, "unknown_flag", "请填写“是”或“否”", "“%s”看不出是还是否，按未填处理", text))
		}
		return
	}
	if isNull(text) {
		return
	}
	value, bad := w.parse(f, text)
	if bad != nil {
		if w.strict[f.Name] && value == nil {
			bad.severity = Error
		}
		if value == nil && f.Required && (f.Type == contracts.Date || f.Type == contracts.Year) {
			bad.severity = Error
		}
		w.remark(c.Index, f.Name, text, bad)
	}
	w.values[w.position[f.Name]] = value
}
