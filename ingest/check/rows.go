package check

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// Places answers what a place name means inside a reporting unit, "" for
// nothing, and what a code stands for.
type Places interface {
	ResolveIn(unit, name string) string
	ByCode(code string) (contracts.Division, bool)
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
	// Fingerprint names an identity number without telling it, for whoever
	// matches persons with a key; nil keeps nothing of such numbers.
	Fingerprint func(number string) string
}

// Row is one accepted row. Values follow the dataset's Stored fields.
type Row struct {
	Sheet       string
	Number      int
	Values      []Value
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

// Sink takes the rows of a file as they are read. A Row and its Values are
// valid until Accept returns; its texts stay. An error ends the reading.
type Sink interface {
	Accept(*Row) error
	Reject(*Rejected) error
}

// Tally is what became of a file's rows: Read = Accepted + Quarantined +
// Skipped.
type Tally struct {
	Read, Accepted, Quarantined, Skipped int
	Warned                               int       // accepted rows with a warning, and file-wide warnings
	Problems                             []Problem // file-wide ones first, then errors, then warnings; no more than anyone reads
	Unlisted                             int       // problems beyond those
	PrivateColumns                       []string
	Private                              bool // some cell, read or skipped, held a private number
}

// Rows reads every row of the matched sheets into the sink.
func Rows(m Match, ctx Context, to Sink) (Tally, error) {
	r := &reading{match: m, seen: newSeen(m)}
	r.gate = newGate(to, r.seen, len(m.Dataset.Stored()))
	go r.gate.run()
	err := r.read(ctx)
	if r.filling != nil && err == nil {
		r.gate.last(r.filling)
	}
	if failed := r.gate.end(); failed != nil {
		err = failed // why the reading stopped, if it did
	}
	if err != nil {
		return Tally{}, err
	}
	return r.sum(), nil
}

func (r *reading) read(ctx Context) error {
	for _, t := range r.match.Passed {
		if err := r.pass(t); err != nil {
			return err
		}
	}
	for _, s := range inReadingOrder(r.match.Sheets) {
		reader, err := newReader(r.match.Dataset, s, ctx, r)
		if err != nil {
			return err
		}
		if err := reader.read(); err != nil {
			return err
		}
	}
	return nil
}

// MostProblems bounds each list of problems that is kept; all are counted.
const MostProblems = 20_000

// reading is the reading of one file.
type reading struct {
	match        Match
	seen         *seen
	gate         *gate
	filling      *bundle
	tally        Tally
	wide, errors []Problem
}

func (r *reading) note(list *[]Problem, problems ...Problem) {
	room := max(0, MostProblems-len(*list))
	*list = append(*list, problems[:min(len(problems), room)]...)
	r.tally.Unlisted += max(0, len(problems)-room)
}

// about notes a warning about the file, a sheet or a column.
func (r *reading) about(p Problem) {
	p.Severity = Warning
	r.tally.Warned++
	r.note(&r.wide, p)
}

// watch looks for private numbers in a row that nobody reads: the original
// may then not be kept.
func (r *reading) watch(row *sheet.Row) {
	for _, c := range row.Cells {
		if _, hit := Scrub(c); hit {
			r.tally.Private = true
		}
	}
}

// skip counts a row that is no data.
func (r *reading) skip(row *sheet.Row) {
	r.tally.Skipped++
	r.watch(row)
}

// pass counts the rows of a sheet nobody reads; a hidden one that holds rows
// is said, and one that looks like a table.
func (r *reading) pass(t sheet.Table) error {
	rows, full := 0, 0
	if err := t.Each(func(row *sheet.Row) error {
		if rows++; len(nonBlank(row.Cells)) >= 3 {
			full++
		}
		r.skip(row)
		return nil
	}); err != nil {
		return err
	}
	name, _ := Scrub(t.Name)
	switch {
	case t.Hidden && rows > 0:
		r.about(Problem{Sheet: name, Rule: "hidden_sheet", Message: "隐藏的工作表没有计入", Remedy: "如需计入，请取消隐藏后重报"})
	case full >= 2 && !instructions.MatchString(name):
		r.about(Problem{Sheet: name, Rule: "unread_sheet", Message: "该工作表的表头不认识，没有计入", Remedy: "如是要报的数据，请按模板改好表头后重报"})
	}
	return nil
}

// errStopped: the sink takes no more; the gate knows why.
var errStopped = errors.New("the sink has stopped")

// instructions are the sheets that come with a form.
var instructions = regexp.MustCompile(`说明|填写|填报|须知|选项|字典|代码|示例|样例|口径`)

func (r *reading) accept(row *Row) error {
	if r.filling = r.gate.open(r.filling); r.filling == nil {
		return errStopped
	}
	p := r.filling.add(row)
	p.key, p.all, p.bytes = r.seen.hash(row)
	r.filling.bytes += p.bytes
	p.ordinal = r.seen.base + uint32(row.Number)
	if r.seen.details != nil {
		p.remember(r.seen.fields)
	}
	return nil
}

func (r *reading) reject(row *Rejected) error {
	r.tally.Quarantined++
	r.note(&r.errors, row.Problems...)
	if r.filling = r.gate.open(r.filling); r.filling == nil {
		return errStopped
	}
	r.filling.rejected = append(r.filling.rejected, row)
	for _, text := range row.Cells {
		r.filling.bytes += len(text)
	}
	return nil
}

// sum is what became of all rows, once the gate has ended.
func (r *reading) sum() Tally {
	t, g := r.tally, r.gate
	t.Accepted, t.Skipped, t.Warned, t.Unlisted = g.accepted, t.Skipped+g.skipped, t.Warned+g.warned+g.repeatedRows, t.Unlisted+g.unlisted
	t.Problems = slices.Concat(r.wide, g.wide, r.errors, g.remarks)
	t.Read = t.Accepted + t.Quarantined + t.Skipped
	return t
}

func hiddenRows(sheetName string, rows []int) Problem {
	return Problem{Sheet: sheetName, Rule: "hidden_rows", Message: fmt.Sprintf("有%d行是隐藏或筛选掉的（%s），已照常计入", len(rows), someOf(rows, func(n int) string { return fmt.Sprintf("第%d行", n) })), Remedy: "如不应计入，请删去这些行后重报"}
}

func namelessColumns(sheetName string, headerRow int, columns []int) Problem {
	return Problem{Sheet: sheetName, Cell: sheet.Address(columns[0], headerRow), Row: headerRow, Rule: "unnamed_column",
		Message: fmt.Sprintf("%s有内容而没有列名，已原样保留，不参与统计", someOf(columns, func(i int) string { return columnLetters(i) + "列" })), Remedy: "请补上列名；不需要的请删去"}
}

// someOf names the first few of a list, and says when there are more.
func someOf(list []int, name func(int) string) string {
	const few = 5
	var names []string
	for _, n := range list[:min(len(list), few)] {
		names = append(names, name(n))
	}
	text := strings.Join(names, "、")
	if len(list) > few {
		text += "等"
	}
	return text
}
