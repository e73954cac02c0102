package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
	"lvzhi/ingest/examine"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/receipt"
	"lvzhi/internal/lake"
)

// province is whose bulletin it is.
const province = "410000"

// answer draws what goes back to the sender: the receipt, with his own sheets
// where something is to be mended on them, and a letter. The problems are
// noted beside them, for the next try to be compared with.
func (r *Receiver) answer(o Outcome, file *examine.File, kept letter.Original) error {
	facts := r.facts(o, kept)
	slip := receipt.Slip{Facts: facts}
	if file != nil && len(o.Problems) > 0 {
		slip.Pages = pages(file)
	}
	workbook, err := receipt.Draw(slip)
	if err != nil {
		return fmt.Errorf("draw receipt: %w", err)
	}
	if err := r.Lake.WriteFile(o.Receipt, workbook); err != nil {
		return fmt.Errorf("write receipt: %w", err)
	}
	if len(o.Problems) == 0 {
		return nil
	}
	l, err := letter.Compose(facts)
	if err != nil {
		return fmt.Errorf("compose letter: %w", err)
	}
	word, err := l.Word()
	if err != nil {
		return fmt.Errorf("draw letter: %w", err)
	}
	noted, err := json.Marshal(o.Problems)
	if err != nil {
		return fmt.Errorf("encode problems: %w", err)
	}
	for _, f := range []struct {
		ending  string
		content []byte
	}{{".html", []byte(l.HTML())}, {".docx", word}, {".json", noted}} {
		if err := r.Lake.WriteFile(beside(o.Receipt, f.ending), f.content); err != nil {
			return fmt.Errorf("write letter: %w", err)
		}
	}
	return nil
}

func beside(receipt, ending string) string { return strings.TrimSuffix(receipt, ".xlsx") + ending }

func (r *Receiver) facts(o Outcome, kept letter.Original) letter.Facts {
	name, _ := check.Scrub(filepath.Base(o.Path))
	f := letter.Facts{FileName: name, SHA256: o.SHA256, State: letter.State(o.Status), Unit: o.Unit, Scope: o.Scope, Dataset: o.Dataset, Period: o.Period,
		UnitName: r.placeName(o.Unit), ScopeName: r.scopeName(o.Scope), Received: r.Now(), Office: r.Office, Original: kept,
		Read: o.Read, Accepted: o.Accepted, Quarantined: o.Quarantined, Skipped: o.Skipped, Warnings: o.Warnings, Problems: o.Problems, Unlisted: o.Unlisted}
	if d, ok := r.dataset(o.Dataset); ok {
		f.DatasetLabel, f.Yearly, f.Labels = d.Label, d.Cadence == contracts.Yearly, map[string]string{}
		for _, field := range d.Fields {
			f.Labels[field.Name] = field.Label
		}
	} else if o.Dataset == Bulletin {
		f.DatasetLabel = "《代表工作》"
	}
	if previous, ok := r.Lake.State.Current(o.key()); ok && o.Unlisted == 0 {
		if problems, known := r.problemsOf(previous); known && len(problems) < check.MostProblems { // a list that was cut compares badly
			f.Progress, f.Previous = letter.Compare(problems, o.Problems), previous.ReceivedAt
		}
	}
	return f
}

// problemsOf reads what was said of an earlier file; a file without problems
// left no note.
func (r *Receiver) problemsOf(b lake.Batch) (problems []check.Problem, known bool) {
	raw, err := os.ReadFile(filepath.Join(r.Lake.State.Root, filepath.FromSlash(beside(b.Receipt, ".json"))))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, true
	}
	return problems, err == nil && json.Unmarshal(raw, &problems) == nil
}

func (r *Receiver) dataset(name string) (contracts.Dataset, bool) {
	for _, d := range r.Datasets {
		if d.Name == name {
			return d, true
		}
	}
	return contracts.Dataset{}, false
}

func (r *Receiver) placeName(code string) string {
	if code == province {
		return "省人大常委会代表工作委员会"
	}
	for _, u := range r.Places.Units {
		if u.Code == code {
			return u.Name
		}
	}
	return ""
}

func (r *Receiver) scopeName(scope string) string {
	switch d, ok := r.Places.ByCode(scope); {
	case ok:
		return d.Name
	case scope == "all":
		return "全部"
	}
	return scope
}

// pages are the sender's own sheets, in the order he had them.
func pages(file *examine.File) []receipt.Page {
	var all []receipt.Page
	for _, s := range file.Match.Sheets {
		p := receipt.Page{Name: s.Table.Name, Hidden: s.Table.Hidden, Merges: s.Table.Merges, Each: s.Table.Each, Date1904: s.Table.Date1904,
			Header: [2]int{s.Table.Head[s.Header.Top].Number, s.Table.Head[s.Header.Bottom].Number}}
		reasons := map[int]contracts.Field{}
		for _, c := range s.Header.Columns {
			switch {
			case c.Private:
				p.Private = append(p.Private, c.Index)
			case c.Field != nil && (c.Field.Type == contracts.Date || c.Field.Type == contracts.Month):
				p.Dates = append(p.Dates, c.Index)
			case c.Field != nil && c.Field.Privacy == contracts.Reason:
				reasons[c.Index] = *c.Field
			}
		}
		if len(reasons) > 0 {
			p.Reduce = func(column int, text string) string {
				if f, ok := reasons[column]; ok {
					return check.Reduced(f, text)
				}
				return text
			}
		}
		all = append(all, p)
	}
	for _, t := range file.Match.Passed {
		all = append(all, receipt.Page{Name: t.Name, Hidden: t.Hidden, Merges: t.Merges, Each: t.Each, Date1904: t.Date1904})
	}
	place := map[string]int{}
	for i, t := range file.Book.Tables {
		place[t.Name] = i
	}
	slices.SortStableFunc(all, func(a, b receipt.Page) int { return place[a.Name] - place[b.Name] })
	return all
}
