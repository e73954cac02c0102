// Package ingest receives a city's file, recognises it, and accepts it into
// the lake or returns it with reasons. It writes the lake, the quarantine and
// receipts, and nothing else; it knows no SQL and no report.
package ingest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/address"
	"lvzhi/ingest/check"
	"lvzhi/ingest/examine"
	"lvzhi/ingest/sheet"
	"lvzhi/internal/lake"
)

// Status is what became of a file.
type Status string

// The states of a file: Accepted (also with warnings), Partial (some rows in
// quarantine), Refused, Unchanged (the same bytes were taken in before),
// Replaced (it took the place of its predecessor).
const (
	Accepted  Status = "accepted"
	Partial   Status = "partial"
	Refused   Status = "refused"
	Unchanged Status = "unchanged"
	Replaced  Status = "replaced"
)

// Bulletin is the dataset name of an issue of 《代表工作》; its rows go to the
// three bulletin_* datasets of the lake.
const Bulletin = examine.Bulletin

// Hints are the user's explicit flags; they answer before the file does.
type Hints = address.Hints

// Outcome is what is said of one file.
type Outcome struct {
	Path        string          `json:"path"`
	SHA256      string          `json:"sha256"`
	Status      Status          `json:"status"`
	Unit        string          `json:"unit"`
	Scope       string          `json:"scope"`
	Dataset     string          `json:"dataset"`
	Period      string          `json:"period"`
	Read        int64           `json:"rows_read"`
	Accepted    int64           `json:"accepted"`
	Quarantined int64           `json:"quarantined"`
	Skipped     int64           `json:"skipped"`
	Warnings    int64           `json:"warnings"`
	Receipt     string          `json:"receipt"`
	Problems    []check.Problem `json:"problems"`
	Unlisted    int64           `json:"problems_unlisted,omitempty"` // problems beyond those listed

	// Hint is what whoever runs the command could do, beside the sender's
	// remedy; it stands in no receipt.
	Hint string `json:"-"`
}

// Clean reports whether nothing about the file needs anyone's attention.
func (o Outcome) Clean() bool {
	return o.Status != Refused && o.Quarantined == 0 && o.Warnings == 0
}

// Receiver takes files in, one after the other.
type Receiver struct {
	Lake        *lake.Writer
	Datasets    []contracts.Dataset
	Aliases     contracts.Aliases // the headers the office adopted
	Places      *contracts.Places
	Originals   Originals
	Fingerprint func(number string) string // names identity numbers by a key; nil keeps nothing of them
	Office      string                     // who signs the letters; "" for the province's own
	Now         func() time.Time
	Log         *slog.Logger
	DryRun      bool

	taken map[string]string // of this run: batch -> file name

	// Progress is told from time to time how many rows of a file were read, and
	// which share of a large one (0 where nobody knows).
	Progress func(path string, rows int64, share float64)
}

// Receive takes one file in, and of a zip archive each file inside. Its error
// is a fault of the machine or the program; a fault of a file is an Outcome
// with status Refused. What stands before an error was taken in.
func (r *Receiver) Receive(ctx context.Context, path string, given Hints) ([]Outcome, error) {
	return r.settle(ctx, r.open(path), given)
}

// opened is a file that was looked at, ready to be taken in.
type opened struct {
	path      string
	source    *original
	members   []sheet.Member
	isArchive bool
	err       error
	early     *early // nil where it was not read ahead
}

func (r *Receiver) open(path string) *opened {
	o := &opened{path: path}
	if o.source, o.err = openOriginal(path); o.err == nil {
		o.members, o.isArchive, o.err = sheet.Unpack(o.source)
	}
	return o
}

func (o *opened) close() {
	if o.source != nil {
		o.source.close()
	}
}

// settle takes an opened file in.
func (r *Receiver) settle(ctx context.Context, f *opened, given Hints) ([]Outcome, error) {
	defer f.close()
	o := r.outcome(f.path, given)
	if f.source != nil {
		o.SHA256 = f.source.sha256
	}
	if f.err != nil {
		return alone(r.unread(o, f.err))
	}
	if !f.isArchive {
		return alone(r.take(ctx, o, f.source, f.early, given))
	}
	var outcomes []Outcome
	for _, m := range f.members {
		src, err := m.Open()
		o := r.outcome(filepath.Join(f.path, filepath.FromSlash(m.Name)), given)
		if err != nil {
			o, err = r.unread(o, err)
		} else {
			o, err = r.take(ctx, o, memberOriginal(src), nil, given)
		}
		if err != nil {
			return outcomes, err
		}
		outcomes = append(outcomes, o)
	}
	return outcomes, nil
}

func alone(o Outcome, err error) ([]Outcome, error) {
	if err != nil {
		return nil, err
	}
	return []Outcome{o}, nil
}

// outcome begins with what a file's hints, name and folders say of it.
func (r *Receiver) outcome(path string, given Hints) Outcome {
	dataset, a := address.Presume(path, r.Datasets, given, r.Places)
	return Outcome{Path: path, Problems: []check.Problem{}, Dataset: dataset, Unit: a.Unit, Scope: a.Scope, Period: a.Period}
}

// unread refuses a file for what kept it from being read; other errors are
// the machine's.
func (r *Receiver) unread(o Outcome, err error) (Outcome, error) {
	var unreadable *sheet.Unreadable
	if errors.As(err, &unreadable) {
		return r.refuse(o, unreadable.Reason, unreadable.Remedy)
	}
	return o, err
}

// take takes the content of one file in.
func (r *Receiver) take(ctx context.Context, o Outcome, src *original, e *early, given Hints) (Outcome, error) {
	o.SHA256 = src.sha256
	if err := ctx.Err(); err != nil {
		return o, err
	}
	if e == nil {
		e = &early{}
		e.file, e.err = examine.Open(src, o.Path, given, r.with())
	}
	file := e.file
	o.Dataset, o.Unit, o.Scope, o.Period = file.Dataset, file.Address.Unit, file.Address.Scope, file.Address.Period
	if e.err != nil {
		return r.returned(o, e.err)
	}
	if file.IsIssue() {
		return r.bulletin(o, file.Book.Text, src)
	}
	return r.table(ctx, o, e, src)
}

func (r *Receiver) with() examine.With {
	return examine.With{Datasets: r.Datasets, Aliases: r.Aliases, Places: r.Places, Now: r.Now(), Fingerprint: r.Fingerprint}
}

// returned refuses a file for what was found wrong with it; other errors are
// the machine's.
func (r *Receiver) returned(o Outcome, err error) (Outcome, error) {
	var refusal *examine.Refusal
	if !errors.As(err, &refusal) {
		return o, err
	}
	o.Hint = refusal.Hint
	return r.refuse(o, refusal.Reason, refusal.Remedy)
}

// refuse ends with a receipt and a line in the intake log: no row, no lake
// file.
func (r *Receiver) refuse(o Outcome, reason, remedy string) (Outcome, error) {
	o.Status = Refused
	o.Read, o.Accepted, o.Quarantined, o.Skipped, o.Warnings = 0, 0, 0, 0, 0
	o.Problems = append(o.Problems, (&examine.Refusal{Reason: reason, Remedy: remedy}).Problem())
	if o.Receipt = ""; r.DryRun {
		return o, nil
	}
	name, _ := check.Scrub(filepath.Base(o.Path))
	if o.SHA256 == "" { // a file that could not be read is known by where it is
		o.SHA256 = hashOf(o.Path)
	}
	// the same bytes may come from two cities: each gets its own receipt
	o.Receipt = "receipts/refused/" + o.SHA256[:8] + "-" + hashOf(o.SHA256 + "\x00" + o.Path)[:8] + ".xlsx"
	if err := r.answer(o, nil, notKept); err != nil {
		return o, err
	}
	return o, r.noteRefusal(lake.Refusal{SHA256: o.SHA256, FileName: name, Unit: o.Unit, Scope: o.Scope, Dataset: o.Dataset, Period: o.Period, Reason: reason, Receipt: o.Receipt})
}

// noteRefusal writes the intake log: the same file refused for the same reason
// is one refusal.
func (r *Receiver) noteRefusal(refusal lake.Refusal) error {
	for _, old := range r.Lake.State.Refusals {
		old.ReceivedAt, old.Manifest = time.Time{}, 0
		if old == refusal {
			return nil
		}
	}
	refusal.ReceivedAt = r.Now().UTC()
	return r.Lake.Refuse(refusal)
}

// takenBefore reports whether the same bytes were taken in under the same
// key; they change nothing, also when a later file has replaced them.
func (r *Receiver) takenBefore(sha string, key lake.Key) (lake.Batch, bool) {
	for _, b := range r.Lake.State.Batches {
		if b.SHA256 != sha || b.Key() != key || b.ReplacedBy == lake.Undone {
			continue
		}
		if b.ReplacedBy != "" || r.Lake.State.Intact(b) { // a damaged one is taken in again
			return b, true
		}
	}
	return lake.Batch{}, false
}

func (o Outcome) unchanged(b lake.Batch) Outcome {
	o.Status, o.Receipt = Unchanged, b.Receipt
	o.Read, o.Accepted, o.Quarantined, o.Skipped = b.Read, b.Accepted, b.Quarantined, b.Skipped
	return o
}

func (o Outcome) key() lake.Key {
	return lake.Key{Dataset: o.Dataset, Unit: o.Unit, Scope: o.Scope, Period: o.Period}
}

// newBatch names the batch that is committed next, and its receipt.
func (r *Receiver) newBatch(o *Outcome, arrival contracts.Arrival) lake.Batch {
	id := r.Lake.NextBatchID(o.SHA256)
	o.Receipt = fmt.Sprintf("receipts/unit=%s/%s/%s-%s.xlsx", o.Unit, o.Period, o.Dataset, id)
	name, _ := check.Scrub(filepath.Base(o.Path))
	return lake.Batch{ID: id, Seq: r.Lake.NextSeq(), SHA256: o.SHA256, FileName: name, Unit: o.Unit, Scope: o.Scope, Dataset: o.Dataset, Period: o.Period,
		Arrival: string(arrival), ReceivedAt: r.Now().UTC(), Receipt: o.Receipt}
}

// commit writes what stands beside the rows first; the manifest comes last.
func (r *Receiver) commit(o Outcome, batch lake.Batch, parts []*lake.Part, pages *examine.File, src *original, private bool) error {
	kept, err := r.keep(src, private)
	if err != nil {
		return fmt.Errorf("keep original bytes: %w", err)
	}
	batch.RawKept, batch.RawSealed = kept != notKept, kept == keptSealed
	batch.Read, batch.Accepted, batch.Quarantined, batch.Skipped, batch.Warned = o.Read, o.Accepted, o.Quarantined, o.Skipped, o.Warnings
	if err := r.answer(o, pages, kept); err != nil {
		return err
	}
	if _, err := r.Lake.Commit(batch, parts, r.Now()); err != nil {
		return fmt.Errorf("commit batch %s: %w", batch.ID, err)
	}
	if r.taken == nil {
		r.taken = map[string]string{}
	}
	r.taken[batch.ID] = batch.FileName
	r.Log.Info("batch committed", "batch", batch.ID, "dataset", batch.Dataset, "unit", batch.Unit, "period", batch.Period, "accepted", batch.Accepted, "quarantined", batch.Quarantined)
	return nil
}
