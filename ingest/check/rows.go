package check

import (
	"slices"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// Places answers what a place name means inside a reporting unit; "" for
// nothing.
type Places interface {
	ResolveIn(unit, name string) string
}

// Context is what a file says about all of its rows.
type Context struct {
	Unit   string // reporting unit
	Scope  string // county or township code, or "all"
	Period string // YYYY-MM
	// Arrival is how this file adds to earlier ones; it may differ from the
	// contract's where the title says 累计 or 本月.
	Arrival contracts.Arrival
	Year    int       // of the title; 0 when it names none
	Level   string    // of the title, when it names one level only
	Today   time.Time // the moment the file came in; zero when nobody says
	Places  Places
}

// Row is one accepted row. Values follow the dataset's Stored fields: nil,
// string (text, code, month, unit), int64 (integer, year), Decimal, bool, or
// time.Time (a date, midnight UTC).
type Row struct {
	Sheet       string
	Number      int
	Values      []any
	DateImputed bool
	Extra       map[string]string // unknown columns, header to text
	Warnings    []Problem
}

// Rejected is one row that was not accepted, whole: header to text, private
// columns left out.
type Rejected struct {
	Sheet    string
	Number   int
	Cells    map[string]string
	Problems []Problem
}

// Result is what became of a file's rows.
// Read = len(Accepted) + len(Quarantined) + Skipped.
type Result struct {
	Accepted       []Row
	Quarantined    []Rejected
	Problems       []Problem // all of them, file-wide ones first
	Read, Skipped  int
	Warned         int // accepted rows with a warning, and file-wide warnings
	PrivateColumns []string
}

// Rows reads every row of the matched sheets.
func Rows(m Match, ctx Context) Result {
	var result Result
	for _, t := range m.Passed {
		t.Name, _ = Scrub(t.Name)
		result.pass(t)
	}
	for _, s := range inReadingOrder(m.Sheets) {
		s.Table.Name, _ = Scrub(s.Table.Name)
		newReader(m.Dataset, s, ctx).read(&result)
	}
	result.dropRepeats(m.Dataset)
	result.tally()
	return result
}

// pass counts the rows of a sheet nobody reads; a hidden one that holds rows
// is said, and one that looks like a table.
func (r *Result) pass(t sheet.Table) {
	r.Skipped += len(t.Rows)
	switch {
	case t.Hidden && len(t.Rows) > 0:
		r.Problems = append(r.Problems, Problem{Sheet: t.Name, Rule: "hidden_sheet", Severity: Warning,
			Message: "隐藏的工作表没有计入", Remedy: "如需计入，请取消隐藏后重报"})
	case tabular(t):
		r.Problems = append(r.Problems, Problem{Sheet: t.Name, Rule: "unread_sheet", Severity: Warning,
			Message: "该工作表的表头不认识，没有计入", Remedy: "如是要报的数据，请按模板改好表头后重报"})
	}
}

// tabular tells a table from the instructions that come with a form.
func tabular(t sheet.Table) bool {
	full := 0
	for _, row := range t.Rows {
		if len(nonBlank(row.Cells)) >= 4 {
			full++
		}
	}
	return full >= 3
}

// tally gathers the problems of rows, and counts.
func (r *Result) tally() {
	r.Warned = len(r.Problems)
	for _, row := range r.Accepted {
		if len(row.Warnings) > 0 {
			r.Warned++
			r.Problems = append(r.Problems, row.Warnings...)
		}
	}
	for _, row := range r.Quarantined {
		r.Problems = append(r.Problems, row.Problems...)
	}
	r.Read = len(r.Accepted) + len(r.Quarantined) + r.Skipped
}

// reader reads the rows of one sheet.
type reader struct {
	dataset  contracts.Dataset
	sheet    SheetMatch
	ctx      Context
	stored   []contracts.Field
	position map[string]int // stored field name -> index of its value
	hundred  map[string]bool
	fill     map[[2]int]string // row number, column -> text of a merged area below the header
	above    []string
	absent   map[string]string // stored fields without a column -> the value that stands for them
	strict   map[string]bool   // fields whose unreadable number breaks a row
	dating   dating
}

func newReader(d contracts.Dataset, s SheetMatch, ctx Context) *reader {
	r := &reader{dataset: d, sheet: s, ctx: ctx, stored: d.Stored(),
		position: map[string]int{}, hundred: map[string]bool{}, absent: map[string]string{}, strict: map[string]bool{},
		dating: dating{year: ctx.Year, period: ctx.Period, date1904: s.Table.Date1904}}
	for i, f := range r.stored {
		r.position[f.Name] = i
		if f.Absent != "" && !s.has(f.Name) {
			r.absent[f.Name] = f.Absent
		}
	}
	for _, c := range d.Checks {
		if c.Severity == string(Error) {
			for _, name := range slices.Concat(c.Parts, []string{c.Left, c.Right, c.Total}) {
				r.strict[name] = true
			}
		}
	}
	r.fill = fillDown(s)
	r.sniffShares()
	return r
}

func (s SheetMatch) has(field string) bool {
	return slices.ContainsFunc(s.Header.Columns, func(c Column) bool { return c.Field != nil && c.Field.Name == field })
}

func (s SheetMatch) body() []sheet.Row { return s.Table.Rows[s.Header.Bottom+1:] }

// maxFilled bounds what overlapping merged areas can make us keep.
const maxFilled = 2_000_000

// fillDown spreads the text of areas merged over several rows below the
// header.
func fillDown(s SheetMatch) map[[2]int]string {
	body := s.body()
	if len(body) == 0 || len(s.Table.Merges) == 0 {
		return nil
	}
	texts := map[int]sheet.Row{}
	for _, row := range body {
		texts[row.Number] = row
	}
	fill := map[[2]int]string{}
	for _, m := range s.Table.Merges {
		top, ok := texts[m.Top]
		if !ok || m.Bottom <= m.Top || m.Left != m.Right || top.Cell(m.Left-1) == "" || len(fill) > maxFilled {
			continue
		}
		first, _ := slices.BinarySearchFunc(body, m.Top+1, func(r sheet.Row, number int) int { return r.Number - number })
		for _, row := range body[first:] {
			if row.Number > m.Bottom {
				break
			}
			fill[[2]int{row.Number, m.Left - 1}] = top.Cell(m.Left - 1)
		}
	}
	return fill
}

func (r *reader) sniffShares() {
	for _, c := range r.sheet.Header.Columns {
		if c.Field == nil || c.Field.Type != contracts.Share {
			continue
		}
		var column []string
		for _, row := range r.sheet.body() {
			if !r.skipped(row) { // a line of column numbers is no evidence
				column = append(column, row.Cell(c.Index))
			}
		}
		r.hundred[c.Field.Name] = countsInHundredths(column)
	}
}
