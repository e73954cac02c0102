// Package examine finds out what a file is: what it holds, who sent it, for
// which month, and what becomes of its rows. A receiver and a city that checks
// its own file ask it the same, so they are told the same. It is pure: no
// lake, no clock, no file but the source it is given.
package examine

import (
	"errors"
	"path/filepath"
	"slices"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/address"
	"lvzhi/ingest/bulletin"
	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
)

// With is what files are examined against.
type With struct {
	Datasets []contracts.Dataset
	Aliases  contracts.Aliases // the headers an office adopted
	Places   *contracts.Places
	Now      time.Time
	// Fingerprint names an identity number by a key the office holds; nil keeps
	// nothing of it.
	Fingerprint func(number string) string
}

// Bulletin is the dataset name of an issue of 《代表工作》.
const Bulletin = "bulletin"

// File is a file that was recognised. What was found before a refusal stands
// in it too.
type File struct {
	Book    *sheet.Book
	Dataset string
	Address address.Address
	Match   check.Match // of a table; an issue of 《代表工作》 has none
	with    With
}

// IsIssue reports an issue of 《代表工作》: prose, for ingest/bulletin.
func (f *File) IsIssue() bool { return f.Dataset == Bulletin }

// Refusal is why a file is not taken in and what its sender can do. Hint is
// for whoever runs the command; Question is set where an answer would help.
type Refusal struct {
	Reason, Remedy, Hint string
	Question             *address.Question
}

func (r *Refusal) Error() string { return r.Reason + "，" + r.Remedy }

// Problem is the refusal as a receipt says it.
func (r *Refusal) Problem() check.Problem {
	return check.Problem{Rule: "file_refused", Severity: check.Error, Message: r.Reason, Remedy: r.Remedy}
}

func asked(q *address.Question) *Refusal {
	return &Refusal{Reason: q.Reason, Remedy: q.Remedy, Hint: q.Hint, Question: q}
}

// Open recognises a file. path says its name and the folders it lay in; hints
// answer before the file does. Where the file is at fault the error is a
// *Refusal.
func Open(src sheet.Source, path string, given address.Hints, w With) (*File, error) {
	f := &File{with: w}
	f.Dataset, f.Address = address.Presume(path, w.Datasets, given, w.Places)
	err := f.open(src, path, given)
	return f, refusal(err)
}

// refusal turns what is unreadable into a refusal; other errors stay.
func refusal(err error) error {
	var unreadable *sheet.Unreadable
	if errors.As(err, &unreadable) {
		return &Refusal{Reason: unreadable.Reason, Remedy: unreadable.Remedy}
	}
	return err
}

func (f *File) open(src sheet.Source, path string, given address.Hints) (err error) {
	if f.Book, err = sheet.Open(src); err != nil {
		return err
	}
	if f.Book.Text != "" && (given.Dataset == "" || given.Dataset == Bulletin) && isProse(f.Book.Tables[0]) && bulletin.Recognise(f.Book.Text) {
		f.Dataset = Bulletin
		return nil
	}
	tables, origin, err := theirs(f.Book.Tables)
	if err != nil {
		return err
	}
	match, ok := check.Recognise(tables, f.with.Aliases.Datasets(f.with.Datasets, ""), given.Dataset, filepath.Base(path))
	if !ok {
		return noHeader()
	}
	f.Match, f.Dataset = match, match.Dataset.Name
	if err := f.find(path, given, origin); err != nil {
		return err
	}
	return f.readAsTheirs(tables, path)
}

// noHeader refuses a file in which no dataset's header was found.
func noHeader() *Refusal {
	return &Refusal{Reason: "没有找到认识的表头", Remedy: "请使用省里的模板，至少要有代表姓名和所报数据的列名"}
}

// readAsTheirs reads the header again where an office adopted headers for
// some units only: whose file it is was not known before.
func (f *File) readAsTheirs(tables []sheet.Table, path string) error {
	own, differs := f.with.Aliases.Own(f.with.Datasets, f.Dataset, f.Address.Unit)
	if !differs {
		return nil
	}
	match, ok := check.Recognise(tables, []contracts.Dataset{own}, own.Name, filepath.Base(path))
	if !ok {
		return noHeader()
	}
	f.Match = match
	return nil
}

// isProse reports a text that falls into few cells a line: the paragraphs of
// an issue do, whatever commas stand in them.
func isProse(t sheet.Table) bool {
	full := 0
	for _, row := range t.Head {
		if len(row.Cells) > 3 {
			full++
		}
	}
	return full*2 <= len(t.Head)
}

// theirs leaves out the sheets that a receipt adds to the sender's own, and
// reads there whose receipt it was.
func theirs(tables []sheet.Table) (kept []sheet.Table, origin letter.Origin, err error) {
	for _, t := range tables {
		if letter.Excerpt(t.Name) {
			return nil, origin, &Refusal{Reason: letter.ExcerptReason, Remedy: letter.ExcerptRemedy}
		}
		if len(t.Head) == 0 || !letter.OwnSheet(t.Head[0].Cells) {
			kept = append(kept, t)
			continue
		}
		var rows [][]string
		for _, row := range t.Head {
			rows = append(rows, row.Cells)
		}
		if o, ok := letter.OriginOf(rows); ok {
			origin = o
		}
	}
	return kept, origin, nil
}

// find reads the address; where the file leaves a question open, the receipt
// it came back with answers.
func (f *File) find(path string, given address.Hints, origin letter.Origin) error {
	e := address.EvidenceOf(path)
	for _, s := range f.Match.Sheets {
		e.Titles = append(e.Titles, s.Titles()...)
		years, err := s.Years()
		if err != nil {
			return err
		}
		e.Years = append(e.Years, years...)
	}
	slices.Sort(e.Years)
	e.Years = slices.Compact(e.Years)
	var ask *address.Question
	var err error
	f.Address, err = address.Resolve(e, f.Match.Dataset, given, f.with.Places)
	if errors.As(err, &ask) && origin.Dataset == f.Dataset {
		if given.Unit == "" {
			given.Unit = origin.Unit
		}
		if given.Period == "" {
			given.Period = origin.Period
		}
		f.Address, err = address.Resolve(e, f.Match.Dataset, given, f.with.Places)
	}
	if errors.As(err, &ask) {
		return asked(ask)
	}
	if ask = f.Address.Early(f.Match.Dataset, given, f.with.Now); ask != nil {
		return asked(ask)
	}
	return nil
}

// Rows reads the rows into the sink and says what became of them. A file
// without a single row of data is a *Refusal.
func (f *File) Rows(to check.Sink) (check.Tally, error) {
	a := f.Address
	tally, err := check.Rows(f.Match, check.Context{Unit: a.Unit, Scope: a.Scope, Period: a.Period, Arrival: a.Arrival, Year: a.Year, Level: a.Level,
		Today: f.with.Now, Places: f.with.Places, Fingerprint: f.with.Fingerprint}, to)
	if err != nil {
		return tally, refusal(err)
	}
	for _, note := range a.Notes {
		tally.Problems = slices.Insert(tally.Problems, 0, check.Problem{Rule: "flag_overrides", Severity: check.Warning, Message: note, Remedy: "请核对命令中的选项"})
		tally.Warned++
	}
	if tally.Accepted+tally.Quarantined == 0 {
		return tally, &Refusal{Reason: "表头下面没有数据行", Remedy: "请检查是否报错了文件，填好后重报"}
	}
	return tally, nil
}
