package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

var (
	totalRow = regexp.MustCompile(`^(合计|小计|总计|共计|总数|累计|平均|平均值|平均分|全市|全县|全区|全省|其中)($|[:（(].*|平均.*)|^其中.{0,12}$|^.{0,12}(合计|小计|总计|共计)(\(.*)?$`)
	noteRow  = regexp.MustCompile(`^(注|备注|说明|附|` + noteWords + `)\s*([:.、1-9(]|$)`)
	// a label and a colon: a note wherever it stands, also in the column of names
	labelRow = regexp.MustCompile(`^(注|备注|说明|` + noteWords + `)\s*:`)
)

const noteWords = `填表说明|填表人|填报人|制表|制表人|审核|审核人|审批人|复核人|联系人|联系电话|电话|单位负责人|负责人|统计人|填报时间|填表时间|填表日期|填报日期|填报单位|报送单位|数据来源`

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

// skipped reports rows that are no data: totals, notes, repeated headers, the
// line of column numbers under a header.
func (r *reader) skipped(row sheet.Row) bool {
	key := squeezed(r.firstText(row))
	if key == "" {
		return true // nothing but a row number
	}
	if totalRow.MatchString(key) && !r.sumsAreRows(row) {
		return true
	}
	if labelRow.MatchString(squeezed(row.Cells[firstUsed(row)])) {
		return true
	}
	named := r.text(row, "deputy_name") != ""
	if noteRow.MatchString(key) && !named {
		return true
	}
	if noteRow.MatchString(squeezed(row.Cells[firstUsed(row)])) && r.filled(row) <= 2 {
		return true
	}
	return r.repeatsHeader(row) || r.numbersColumns(row) || r.looseText(row, named)
}

func squeezed(text string) string { return strings.Join(strings.Fields(fold(text)), "") }

// sumsAreRows: a form that has no names and no places sends its totals as
// rows, under the words its own level column knows.
func (r *reader) sumsAreRows(row sheet.Row) bool {
	_, named := r.column("deputy_name")
	c, levelled := r.column("level")
	if named || !levelled || r.text(row, "county_code") != "" {
		return false
	}
	_, bad := code(*c.Field, row.Cell(c.Index))
	_, placed := r.column("county_code")
	return bad == nil && !placed
}

func firstUsed(row sheet.Row) int {
	return max(0, slices.IndexFunc(row.Cells, func(c string) bool { return c != "" }))
}

// firstText is the first cell that is not the row number.
func (r *reader) firstText(row sheet.Row) string {
	numbers := map[int]bool{}
	for _, c := range r.sheet.Header.Columns {
		if isRowNumber(c) {
			numbers[c.Index] = true
		}
	}
	for i, c := range row.Cells {
		if c == "" {
			continue
		}
		if !numbers[i] || totalRow.MatchString(fold(c)) {
			return c
		}
	}
	return ""
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

func (r *reader) filled(row sheet.Row) int { return len(nonBlank(row.Cells)) }

func (r *reader) repeatsHeader(row sheet.Row) bool {
	same := 0
	for _, c := range r.sheet.Header.Columns {
		text := headerKey(row.Cell(c.Index))
		if text == "" {
			continue
		}
		if whole := headerKey(c.Header); text != whole && !slices.Contains(strings.Split(whole, "/"), text) {
			return false
		}
		same++
	}
	return same >= 2
}

// numbersColumns is the line 1 2 3 4 or 甲 乙 1 2 under a header.
func (r *reader) numbersColumns(row sheet.Row) bool {
	if row.Number != r.sheet.Table.Rows[r.sheet.Header.Bottom].Number+1 {
		return false
	}
	next, seen := "1", 0
	for _, c := range nonBlank(row.Cells) {
		switch {
		case strings.Contains("甲乙丙丁戊", c), slices.Contains([]string{"栏次", "列次", "序号"}, squeezed(c)):
		case strings.Trim(fold(c), "()") == next:
			seen++
			next = fmt.Sprint(seen + 1)
		default:
			return false
		}
	}
	return seen >= 3
}

// looseText is one long text across the sheet, without a name: a note.
func (r *reader) looseText(row sheet.Row, named bool) bool {
	cells := nonBlank(row.Cells)
	_, needsName := r.column("deputy_name")
	return needsName && !named && len(cells) == 1 && len([]rune(cells[0])) > 8
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

// unnamed keeps the cells of columns without a header; a bare count of rows
// is none.
func (w *work) unnamed() {
	known := map[int]bool{}
	for _, c := range w.sheet.Header.Columns {
		known[c.Index] = true
	}
	for i, text := range w.row.Cells {
		if text == "" || known[i] || i == 0 && plainNumber.MatchString(fold(text)) {
			continue
		}
		c := Column{Index: i}
		w.cell(c)
	}
}

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

func (w *work) parse(f contracts.Field, text string) (any, *fault) {
	switch f.Type {
	case contracts.Integer:
		return integer(text)
	case contracts.Decimal:
		return decimal(text)
	case contracts.Share:
		return w.parseShare(f, text)
	case contracts.Date:
		return w.parseDate(f, text)
	case contracts.Month:
		return month(text, w.dating)
	case contracts.Year:
		return year(text)
	case contracts.Flag:
		return flag(f, text)
	case contracts.Code:
		if f.Name == "level" && w.countyCongress(text) {
			return "county", nil
		}
		return code(f, text)
	case contracts.Unit:
		return w.parseUnit(f, text)
	}
	if f.Form == "person" {
		return w.parseName(text)
	}
	if s := fold(text); rounded.MatchString(s) {
		if _, bad := number(s); bad != nil {
			bad.severity = Warning
			return nil, bad
		}
	}
	return text, nil
}

// countyCongress: 长垣市人大代表 are deputies of a county-level city, though
// the words end like those of a prefecture.
func (w *work) countyCongress(text string) bool {
	place, ok := strings.CutSuffix(headerKey(text), "人大代表")
	if !ok {
		return false
	}
	found := w.ctx.Places.ResolveIn(w.ctx.Unit, place)
	return found != "" && (found != w.ctx.Unit || strings.HasPrefix(found, "4190"))
}

func (w *work) parseShare(f contracts.Field, text string) (any, *fault) {
	p, bad := share(text, w.hundred[f.Name])
	if bad != nil {
		return nil, bad
	}
	w.shares[f.Name] = p
	return scaled(p.value), nil
}

func (w *work) parseDate(f contracts.Field, text string) (any, *fault) {
	p, bad := date(text, w.dating)
	if bad != nil {
		return nil, bad
	}
	if f.Name == w.dataset.DateField && p.imputed {
		w.imputed = true
	}
	if p.ranged {
		return p.day, faultf(Warning, "date_range", "请填写确切日期", "“%s”不止一天，按第一天计", text)
	}
	return p.day, nil
}

func (w *work) parseUnit(f contracts.Field, text string) (any, *fault) {
	key := strings.Join(strings.Fields(text), "")
	if slices.Contains([]string{"市直", "市本级", "本级", "市直机关", "本市", "全市"}, key) {
		return w.ctx.Unit, nil
	}
	for _, name := range []string{key, headerKey(key), withoutBrackets(headerKey(key))} {
		if found := w.ctx.Places.ResolveIn(w.ctx.Unit, name); found != "" {
			return found, nil
		}
	}
	return nil, faultf(Warning, "unknown_place", "请填写规范的县（市、区）名称", "“%s”不是本单位所辖的县（市、区）", text)
}

var dots = strings.NewReplacer("•", "·", "‧", "·", "・", "·", "．", "·", "･", "·", "∙", "·", "⋅", "·", Removed, "")

var latinDot = regexp.MustCompile(`(\p{Han})\.(\p{Han})`)

// parseName keeps the name alone: no inner blanks, no brackets, no marks.
func (w *work) parseName(text string) (any, *fault) {
	name := bracketed.ReplaceAllString(dots.Replace(text), "")
	name = strings.TrimRight(strings.Join(strings.Fields(name), ""), "*＊#△▲※")
	name = latinDot.ReplaceAllString(name, "$1·$2")
	if name == "" {
		return nil, nil
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return nil, faultf(Error, "not_a_name", "请核对各列是否错位", "“%s”不是姓名", text)
	}
	return name, nil
}

// defaults fills what the file says of all rows: the title's year and level,
// the sheet's county, the value of a column the form does not have.
func (w *work) defaults() {
	set := func(field string, value any) {
		if i, ok := w.position[field]; ok && w.values[i] == nil && !w.sheet.has(field) && value != nil {
			w.values[i] = value
		}
	}
	for name, text := range w.absent {
		value, _ := decimal(text)
		set(name, value)
	}
	for _, f := range w.stored {
		if f.FromTitle && w.ctx.Year > 0 {
			set(f.Name, int64(w.ctx.Year))
		}
	}
	if w.ctx.Level != "" {
		set("level", w.ctx.Level)
	}
	if county := w.ctx.Places.ResolveIn(w.ctx.Unit, w.sheet.Table.Name); county != "" && county != w.ctx.Unit {
		set("county_code", county)
	}
	if i, ok := w.position["county_code"]; ok && w.values[i] == nil && w.texts["county_code"] == "" && w.ctx.Scope != "all" && len(w.ctx.Scope) >= 6 {
		w.values[i] = w.ctx.Scope[:6]
	}
	if w.dataset.DateField != "" && !w.sheet.has(w.dataset.DateField) {
		if first, err := time.Parse("2006-01", w.ctx.Period); err == nil {
			set(w.dataset.DateField, first.AddDate(0, 1, -1))
			w.imputed = true
		}
	}
}

// required refuses rows without their key fields, and remarks on a date
// outside an incremental file's period.
func (w *work) required() {
	for i, f := range w.stored {
		if !f.Required || w.values[i] != nil {
			continue
		}
		index := -1
		if c, ok := w.column(f.Name); ok {
			index = c.Index
		}
		if slices.ContainsFunc(w.problems, func(p Problem) bool { return p.Field == f.Name && p.Severity == Error }) {
			continue
		}
		w.remark(index, f.Name, w.texts[f.Name], faultf(Error, "missing_key_field", fmt.Sprintf("请补填%s后重报本行", f.Label), "没有填写%s", f.Label))
	}
	w.datedInPeriod()
}

// datedInPeriod remarks on a date that the file's period does not cover; the
// row counts in the month of its date all the same.
func (w *work) datedInPeriod() {
	i, ok := w.position[w.dataset.DateField]
	if !ok || w.ctx.Period == "" {
		return
	}
	day, ok := w.values[i].(time.Time)
	if !ok {
		return
	}
	c, _ := w.column(w.dataset.DateField)
	if !w.imputed && !w.ctx.Today.IsZero() && day.After(w.ctx.Today) {
		w.remark(c.Index, w.dataset.DateField, w.texts[w.dataset.DateField], faultf(Error, "impossible_date", "请核对日期后重报本行", "%s还没有到", day.Format("2006年1月2日")))
		return
	}
	month, first := day.Format("2006-01"), w.ctx.Period
	if w.ctx.Arrival == contracts.Cumulative {
		first = w.ctx.Period[:4] + "-01"
	}
	if month >= first && month <= w.ctx.Period {
		return
	}
	w.remark(c.Index, w.dataset.DateField, w.texts[w.dataset.DateField], faultf(Warning, "date_outside_period", "请核对日期或报送期", "日期不在报送期%s之内，已按日期归入%s", w.ctx.Period, month))
}
