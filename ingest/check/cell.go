package check

import (
	"fmt"
	"slices"
	"strings"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// cell reads one cell of the row.
func (r *reader) cell(c *column) {
	if c.Private {
		r.fingerprint(c)
		return
	}
	text := r.now.Cell(c.Index)
	if text == "" && r.fill != nil {
		text = r.fill[[2]int{r.now.Number, c.Index}]
	}
	if text == "" || text == Removed { // a receipt took it out before
		return
	}
	if r.shown = text; c.position >= 0 && r.quick(c, text) {
		r.raw[c.Index], r.texts[c.position] = r.shown, r.shown
		return
	}
	r.slow(c, text)
}

// freeText is the field for whatever else a sender writes.
const freeText = "remark"

// slow reads a cell that may have anything wrong with it.
func (r *reader) slow(c *column, text string) {
	before := len(r.problems)
	asWritten := text
	if slices.Contains(sameAsAbove, strings.Join(strings.Fields(text), "")) {
		text = r.sameAsAbove(c)
	}
	for len(r.raw) <= c.Index {
		r.raw = append(r.raw, "")
	}
	r.raw[c.Index] = text
	text, hit := Scrub(text)
	if hit && text == Removed && c.position >= 0 && c.Field.Type != contracts.Text {
		r.tally.Private = true
		r.misplaced(c)
		return
	}
	if hit {
		r.tally.Private = true
		r.remark(c.Index, fieldName(c.Column), text, faultf(Warning, "private_number_dropped", "请不要在表中填写身份证号、电话号码", "单元格里疑似有身份证号或电话号码，已略去"))
	}
	if c.position < 0 || c.Field.Name == freeText {
		if kept, told := telling(text); told {
			text, r.raw[c.Index], r.tally.Private = kept, kept, true
			r.remark(c.Index, fieldName(c.Column), text, faultf(Warning, "health_dropped", "请不要填写健康、请假原因等个人情况", "单元格里写有健康方面的个人情况，已略去"))
		}
	}
	if strings.ContainsRune(text, '\uFFFD') {
		r.remark(c.Index, fieldName(c.Column), text, faultf(Warning, "undecodable_text", "请把文件另存为 .xlsx 后重报", "有的字无法识别，显示为“\uFFFD”"))
	}
	if c.position < 0 {
		r.keep(c, text)
		return
	}
	if c.Field.Privacy == contracts.Reason {
		r.raw[c.Index] = Reduced(*c.Field, text)
		r.tally.Private = r.tally.Private || r.raw[c.Index] != text
	}
	r.texts[c.position] = r.raw[c.Index]
	r.field(c, text, r.texts[c.position])
	if len(r.problems) == before && text == asWritten {
		what := remembered{value: r.row.Values[c.position], share: r.shares[c.position], imputed: c.Field.Name == r.dataset.DateField && r.row.DateImputed}
		if shown := r.texts[c.position]; shown != text {
			what.shown = shown
		}
		c.known.keep(text, what)
	}
}

// misplaced remarks on a private number where a figure or a date should
// stand: most likely the row has slipped by a column.
func (r *reader) misplaced(c *column) {
	severity := Warning
	if c.Field.Required || r.strict[c.Field.Name] {
		severity = Error
	}
	r.raw[c.Index], r.texts[c.position] = Removed, Removed
	r.remark(c.Index, c.Field.Name, Removed, faultf(severity, "private_number_dropped", "请核对各列是否错位，不要填写身份证号、电话号码", "这一格疑似身份证号或电话号码，已略去，没有当作%s", c.Field.Label))
}

// fingerprinted is the header under which a fingerprint stands beside a row.
const fingerprinted = "身份指纹"

// fingerprint keeps of an identity number what matches persons, where the
// office holds a key for it.
func (r *reader) fingerprint(c *column) {
	if r.ctx.Fingerprint == nil || c.Field == nil || c.Field.Privacy != contracts.Identifier {
		return
	}
	if print := r.ctx.Fingerprint(r.now.Cell(c.Index)); print != "" {
		r.beside(fingerprinted, print)
	}
}

// keep puts a cell of an unknown column beside the row.
func (r *reader) keep(c *column, text string) {
	if text == "" || c.isNumbers {
		return
	}
	r.beside(r.headerOf(c), text)
}

func (r *reader) beside(header, text string) {
	if r.row.Extra == nil {
		r.row.Extra = map[string]string{}
	}
	r.row.Extra[header] = text
}

// headerOf is the header a cell is kept under: its own, or with the column's
// letters where another column has the same.
func (r *reader) headerOf(c *column) string {
	if c.kept == "" {
		if c.kept = c.name; c.name == "" || r.namedBefore(c) {
			c.kept += "（" + columnLetters(c.Index) + "列）"
		}
	}
	return c.kept
}

func (r *reader) namedBefore(c *column) bool {
	for i := range r.columns {
		if other := &r.columns[i]; other.Index < c.Index && !other.Private && other.name == c.name {
			return true
		}
	}
	return false
}

// wholeRow is the row as it was sent, header to text.
func (r *reader) wholeRow() map[string]string {
	cells := map[string]string{}
	for i := range r.columns {
		c := &r.columns[i]
		if c.Private || r.raw[c.Index] == "" {
			continue
		}
		text, _ := Scrub(r.raw[c.Index])
		cells[r.headerOf(c)] = text
	}
	for i, raw := range r.raw {
		if raw == "" || i < len(r.isKnown) && r.isKnown[i] {
			continue
		}
		text, _ := Scrub(raw)
		cells[r.headerOf(&column{Column: Column{Index: i}})] = text
	}
	return cells
}

func (r *reader) sameAsAbove(c *column) string {
	if c.Index < len(r.above) && r.above[c.Index] != "" {
		return r.above[c.Index]
	}
	r.remark(c.Index, fieldName(c.Column), r.now.Cell(c.Index), faultf(Warning, "nothing_above", "请填写具体内容", "“同上”的上面没有内容"))
	return ""
}

func columnLetters(column int) string { return strings.TrimSuffix(sheet.Address(column, 1), "1") }

func fieldName(c Column) string {
	if c.Field == nil {
		return ""
	}
	return c.Field.Name
}

// field parses one cell by its field's type; shown is what may be said of it.
func (r *reader) field(c *column, text, shown string) {
	f := *c.Field
	if isNull(text) {
		if f.Type == contracts.Flag && text != "" && text != "无" {
			r.remark(c.Index, f.Name, shown, faultf(Warning, "unknown_flag", "请填写“是”或“否”", "“%s”看不出是还是否，按未填处理", text))
		}
		return
	}
	value, bad := r.parse(f, text)
	if bad != nil {
		if r.strict[f.Name] && value == nil {
			bad.severity = Error
		}
		if value == nil && f.Required && (f.Type == contracts.Date || f.Type == contracts.Year) {
			bad.severity = Error
		}
		r.remark(c.Index, f.Name, shown, bad)
	}
	r.row.Values[c.position] = stored(value)
}

// mostNameless bounds how many columns without a header are told apart.
const mostNameless = 10

// unnamed keeps the cells of columns without a header; a bare count of rows
// is none.
func (r *reader) unnamed() {
	for i, text := range r.now.Cells {
		if text == "" || i < len(r.isKnown) && r.isKnown[i] || i == 0 && plainNumber.MatchString(fold(text)) {
			continue
		}
		if !slices.Contains(r.nameless, i) && len(r.nameless) < mostNameless {
			r.nameless = append(r.nameless, i)
		}
		r.slow(&column{Column: Column{Index: i}, position: -1}, text)
	}
}

// complete fills in what the file says of all rows.
func (r *reader) complete() {
	for _, f := range r.fixed {
		if r.row.Values[f.position].Kind == Null && r.texts[f.position] == "" {
			r.row.Values[f.position] = f.value
			r.row.DateImputed = r.row.DateImputed || f.imputed
		}
	}
	if i := r.county; i >= 0 && r.row.Values[i].Kind == Null && r.texts[i] == "" && r.ctx.Scope != "all" && len(r.ctx.Scope) >= 6 {
		r.row.Values[i] = Value{Kind: Text, Text: r.ctx.Scope[:6]}
	}
}

// needed refuses rows without their key fields, and remarks on a date outside
// an incremental file's period.
func (r *reader) needed() {
	for _, i := range r.required {
		if r.row.Values[i].Kind != Null {
			continue
		}
		f := r.stored[i]
		if slices.ContainsFunc(r.problems, func(p Problem) bool { return p.Field == f.Name && p.Severity == Error }) {
			continue
		}
		r.remark(r.indexOf(f.Name), f.Name, r.texts[i], faultf(Error, "missing_key_field", fmt.Sprintf("请补填%s后整份重报", f.Label), "没有填写%s", f.Label))
	}
	r.datedInPeriod()
}
