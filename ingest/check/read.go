package check

import (
	"fmt"
	"slices"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// sameAsAbove are the ways to say 同上.
var sameAsAbove = []string{"同上", "〃", "″", "\"", "”", "同前"}

// column is one column of a sheet, ready to be read.
type column struct {
	Column
	name      string // of its header, private numbers taken out
	kept      string // the header its cells are kept under; see headerOf
	position  int    // of its field among the values, -1 for none
	isNumbers bool   // counts the rows
	known     memory // texts read before
	recent    *[recents]recent
	heads     string // first characters of its header's words
}

// reader reads the rows of one sheet.
type reader struct {
	*reading
	dataset  contracts.Dataset
	sheet    SheetMatch
	ctx      Context
	stored   []contracts.Field
	position map[string]int // stored field name -> index of its value
	columns  []column
	isKnown  []bool // by column index: it has a header
	counts   []bool // by column index: it counts the rows
	names    int    // column index of the deputy's name, -1 for none
	county   int    // position of the county, -1 for none
	dated    int    // position of the date field, -1 for none
	hundred  map[string]bool
	fill     map[[2]int]string // row number, column -> text of a merged area below the header
	fixed    []fixed           // what the file says of all rows
	required []int             // positions that a row cannot do without
	checks   []rule
	strict   map[string]bool // fields whose unreadable number breaks a row
	dating   dating
	window   window
	classify classifier
	added    columnSums
	hidden   []int // row numbers
	nameless []int // column indices with text and without a header
	last     int   // the highest row number

	// the row at hand
	now      *sheet.Row
	row      Row
	raw      []string       // texts by column index, 同上 resolved
	above    []string       // those of the row before
	texts    []string       // by position, before parsing
	shares   []printedShare // by position
	shown    string         // what may be said of the cell at hand
	problems []Problem
	broken   bool // one of them is an error
	example  bool // it stands where a blank form has its example
}

func newReader(d contracts.Dataset, s SheetMatch, ctx Context, file *reading) (*reader, error) {
	s.Table.Name, _ = Scrub(s.Table.Name)
	r := &reader{reading: file, dataset: d, sheet: s, ctx: ctx, stored: d.Stored(), names: -1, county: -1, dated: -1,
		position: map[string]int{}, hundred: map[string]bool{}, strict: map[string]bool{},
		dating: dating{year: ctx.Year, period: ctx.Period, date1904: s.Table.Date1904}}
	for i, f := range r.stored {
		r.position[f.Name] = i
		if f.Required {
			r.required = append(r.required, i)
		}
		switch f.Name {
		case "county_code":
			r.county = i
		case d.DateField:
			r.dated = i
		}
	}
	r.plan()
	r.row = Row{Sheet: s.Table.Name, Values: make([]Value, len(r.stored))}
	r.texts, r.shares = make([]string, len(r.stored)), make([]printedShare, len(r.stored))
	for _, c := range d.Checks {
		r.checks = append(r.checks, r.rule(c))
		if c.Severity == string(Error) {
			for _, name := range slices.Concat(c.Parts, []string{c.Left, c.Right, c.Total}) {
				r.strict[name] = true
			}
		}
	}
	r.fixed = r.fileWide()
	r.window = windowOf(ctx)
	r.added = newColumnSums(r.stored)
	r.classify = newClassifier(r)
	return r, r.survey()
}

// plan lays out the columns.
func (r *reader) plan() {
	widest := 0
	for _, c := range r.sheet.Header.Columns {
		widest = max(widest, c.Index+1)
	}
	r.isKnown, r.counts = make([]bool, widest), make([]bool, widest)
	r.raw, r.above = make([]string, widest), make([]string, 0, widest)
	for _, c := range r.sheet.Header.Columns {
		planned := column{Column: c, position: -1, isNumbers: isRowNumber(c), heads: headsOf(c), recent: &[recents]recent{}}
		planned.name, _ = Scrub(c.Header)
		if c.Field != nil && !c.Private {
			planned.position = r.position[c.Field.Name]
			if c.Field.Name == "deputy_name" {
				r.names = c.Index
			}
		}
		r.isKnown[c.Index], r.counts[c.Index] = true, planned.isNumbers
		r.columns = append(r.columns, planned)
	}
}

func (s SheetMatch) has(field string) bool {
	return slices.ContainsFunc(s.Header.Columns, func(c Column) bool { return c.Field != nil && c.Field.Name == field })
}

// headerRow is the number of the header's last row.
func (s SheetMatch) headerRow() int { return s.Table.Head[s.Header.Bottom].Number }

// body visits the rows below the header.
func (s SheetMatch) body(visit func(*sheet.Row) error) error {
	bottom := s.headerRow()
	return s.Table.Each(func(row *sheet.Row) error {
		if row.Number <= bottom {
			return nil
		}
		return visit(row)
	})
}

// read classifies each row and gives it to the sink.
func (r *reader) read() error {
	r.remarkColumns()
	r.seen.begin(r.sheet.Table.Name)
	for i := range r.sheet.Header.Top {
		r.skip(&r.sheet.Table.Head[i])
	}
	for i := r.sheet.Header.Top; i <= r.sheet.Header.Bottom; i++ {
		r.watch(&r.sheet.Table.Head[i])
	}
	err := r.sheet.body(r.take)
	r.seen.end(r.last)
	if len(r.hidden) > 0 {
		r.about(hiddenRows(r.sheet.Table.Name, r.hidden))
	}
	if len(r.nameless) > 0 {
		r.about(namelessColumns(r.sheet.Table.Name, r.sheet.headerRow(), r.nameless))
	}
	r.compareTotals()
	return err
}

// remarkColumns says which columns are not read, and which no contract knows.
func (r *reader) remarkColumns() {
	for _, c := range r.columns {
		p := Problem{Sheet: r.sheet.Table.Name, Cell: sheet.Address(c.Index, r.sheet.headerRow()), Row: r.sheet.headerRow()}
		switch {
		case c.Private && c.Header == Removed: // said when it was sent the first time
		case c.Private:
			p.Value = c.name
			if c.Field != nil {
				p.Value, _ = Scrub(c.Field.Label)
			}
			r.tally.PrivateColumns = append(r.tally.PrivateColumns, fmt.Sprintf("%s（%s）", p.Value, r.sheet.Table.Name))
			p.Rule, p.Message, p.Remedy = "private_column_dropped", "该列属于个人信息，没有读入", "以后请不要报送这一列"
			r.about(p)
		case c.Field == nil && !c.isNumbers:
			p.Rule, p.Value = UnknownColumn, c.name
			p.Message = fmt.Sprintf("列“%s”不在%s的约定里，内容已原样保留，不参与统计", c.name, r.dataset.Label)
			p.Remedy = "如有需要请告知省里增加别名，否则可以不报"
			r.about(p)
		}
	}
}

// take reads one row below the header.
func (r *reader) take(row *sheet.Row) error {
	r.last = max(r.last, row.Number)
	if r.skipped(row) {
		r.noteTotal(row)
		r.skip(row)
		return nil
	}
	if r.otherHeader(row) {
		return &sheet.Unreadable{Reason: fmt.Sprintf("%s第%d行又有一个表头，列的次序与上面不同", sheetWord(r.sheet.Table.Name), row.Number), Remedy: "请把两张表分到两个工作表，或统一列的次序后重报"}
	}
	if row.Hidden {
		r.hidden = append(r.hidden, row.Number)
	}
	r.begin(row)
	if r.example {
		head := firstUsed(row)
		r.remark(head, "", row.Cells[head], faultf(Warning, "example_overwritten", "请把序号改成数字；如只是示例，请删去本行", "本行序号写着“示例”，内容已改，按数据计入"))
	}
	for i := range r.columns {
		r.cell(&r.columns[i])
	}
	r.unnamed()
	r.complete()
	r.needed()
	r.applyChecks()
	r.added.add(r.row.Values, r.texts)
	r.above = append(r.above[:0], r.raw...)
	if r.broken {
		return r.reject(&Rejected{Sheet: r.row.Sheet, Number: row.Number, Cells: r.wholeRow(), Problems: r.problems})
	}
	r.row.Warnings = r.problems
	return r.accept(&r.row)
}

// begin clears what the row before left.
func (r *reader) begin(row *sheet.Row) {
	r.now, r.row.Number, r.row.DateImputed, r.row.Extra = row, row.Number, false, nil
	r.problems, r.broken = nil, false
	clear(r.row.Values)
	clear(r.texts)
	clear(r.raw)
}

func (r *reader) column(field string) (*column, bool) {
	for i := range r.columns {
		if c := &r.columns[i]; c.Field != nil && c.Field.Name == field {
			return c, true
		}
	}
	return nil, false
}

// indexOf is the column index of a field, -1 for none.
func (r *reader) indexOf(field string) int {
	if c, ok := r.column(field); ok {
		return c.Index
	}
	return -1
}

func (r *reader) remark(index int, field, value string, f *fault) {
	address := ""
	if index >= 0 {
		address = sheet.Address(index, r.now.Number)
	}
	value, _ = Scrub(r.asShown(field, value))
	message, _ := Scrub(f.message)
	r.problems = append(r.problems, Problem{Sheet: r.row.Sheet, Cell: address, Row: r.now.Number, Field: field,
		Rule: f.rule, Severity: f.severity, Value: brief(value), Message: brief(message), Remedy: f.remedy})
	r.broken = r.broken || f.severity == Error
}

// asShown is a cell as its sender sees it: a day that a spreadsheet keeps as
// a number.
func (r *reader) asShown(field, text string) string {
	if i, ok := r.position[field]; ok && r.stored[i].Type == contracts.Date {
		if day, ok := SerialDay(text, r.sheet.Table.Date1904); ok {
			return day.Format("2006年1月2日")
		}
	}
	return text
}

// survey looks at whole columns before the rows are read: merged areas below
// the header, and how shares are written.
func (r *reader) survey() error {
	var shares []*column
	for i := range r.columns {
		if c := &r.columns[i]; c.position >= 0 && c.Field.Type == contracts.Share {
			shares = append(shares, c)
		}
	}
	down := mergedDown(r.sheet)
	if len(shares) == 0 && len(down) == 0 {
		return nil
	}
	r.fill = map[[2]int]string{}
	return r.sheet.body(func(row *sheet.Row) error {
		down.spread(row, r.fill)
		for _, c := range shares {
			if text := row.Cell(c.Index); text != "" && !r.hundred[c.Field.Name] && inHundredths(text) && !r.skipped(row) { // a line of column numbers is no evidence
				r.hundred[c.Field.Name] = true
			}
		}
		return nil
	})
}

// maxFilled bounds what overlapping merged areas can make us keep.
const maxFilled = 2_000_000

// down are the areas merged over several rows below the header, by their first
// row.
type down map[int][]sheet.Merge

func mergedDown(s SheetMatch) down {
	d := down{}
	for _, m := range s.Table.Merges {
		if m.Top > s.headerRow() && m.Bottom > m.Top && m.Left == m.Right {
			d[m.Top] = append(d[m.Top], m)
		}
	}
	return d
}

// spread notes the text of an area for each of its rows.
func (d down) spread(row *sheet.Row, fill map[[2]int]string) {
	for _, m := range d[row.Number] {
		text := row.Cell(m.Left - 1)
		for number := m.Top + 1; text != "" && number <= m.Bottom && len(fill) < maxFilled; number++ {
			fill[[2]int{number, m.Left - 1}] = text
		}
	}
}

// fixed is a value that stands in every row of a sheet without such a column.
type fixed struct {
	position int
	value    Value
	imputed  bool // it is the file's period, for want of a date
}

// fileWide lists what the file says of all rows: the value of a column the
// form does not have, the title's year and level, the sheet's county, the
// period's last day.
func (r *reader) fileWide() []fixed {
	var all []fixed
	set := func(field string, value any, imputed bool) {
		if i, ok := r.position[field]; ok && !r.sheet.has(field) && value != nil {
			all = append(all, fixed{i, stored(value), imputed})
		}
	}
	for _, f := range r.stored {
		if f.Absent != "" {
			value, _ := decimal(f.Absent)
			set(f.Name, value, false)
		}
		if f.FromTitle && r.ctx.Year > 0 {
			set(f.Name, int64(r.ctx.Year), false)
		}
	}
	if r.ctx.Level != "" {
		set("level", r.ctx.Level, false)
	}
	if county := r.ctx.Places.ResolveIn(r.ctx.Unit, r.sheet.Table.Name); county != "" && county != r.ctx.Unit && r.county >= 0 {
		all = append(all, fixed{position: r.county, value: stored(county)}) // also where the column is there and left empty
	}
	if d, ok := r.ctx.Places.ByCode(r.ctx.Scope); ok && d.Level == "township" {
		set("township", d.Name, false)
	}
	if d := r.dataset.DateField; d != "" {
		if first, err := time.Parse("2006-01", r.ctx.Period); err == nil {
			set(d, first.AddDate(0, 1, -1), true)
		}
	}
	return all
}
