// Package ingest receives a city's file, recognises it, and accepts it into
// the lake or returns it with reasons. It writes the lake, the quarantine and
// receipts, and nothing else; it knows no SQL and no report.
package ingest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
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

// Hints are the user's explicit flags; they answer before the file does.
type Hints struct{ Unit, Dataset, Period string }

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
	Lake     *lake.Writer
	Datasets []contracts.Dataset
	Places   *contracts.Places
	Now      func() time.Time
	Log      *slog.Logger
	DryRun   bool
}

// largest is the size of file that is still read whole.
const largest = 512 << 20

// Receive takes one file in, and of a zip archive each file inside. Its error
// is a fault of the machine or the program; a fault of a file is an Outcome
// with status Refused. What stands before an error was taken in.
func (r *Receiver) Receive(ctx context.Context, path string, given Hints) ([]Outcome, error) {
	o := r.outcome(path, given)
	raw, err := readWhole(path)
	if err != nil {
		return alone(r.unread(o, err))
	}
	members, isArchive, err := sheet.Members(raw)
	if err != nil {
		o.SHA256 = hashOf(raw)
		return alone(r.unread(o, err))
	}
	if !isArchive {
		return alone(r.bytes(ctx, o, raw, given))
	}
	var outcomes []Outcome
	for _, m := range members {
		o, err := r.bytes(ctx, r.outcome(filepath.Join(path, filepath.FromSlash(m.Name)), given), m.Raw, given)
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

func (r *Receiver) outcome(path string, given Hints) Outcome {
	o := Outcome{Path: path, Problems: []check.Problem{}}
	r.presume(&o, given)
	return o
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

func hashOf(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// bytes takes the content of one file in.
func (r *Receiver) bytes(ctx context.Context, o Outcome, raw []byte, given Hints) (Outcome, error) {
	o.SHA256 = hashOf(raw)
	if err := ctx.Err(); err != nil {
		return o, err
	}
	book, err := sheet.Read(raw)
	if err != nil {
		return r.unread(o, err)
	}
	if r.isBulletin(book, given) {
		return r.bulletin(o, book.Text, raw)
	}
	return r.book(o, book, raw, given)
}

func readWhole(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, unopened(err)
	}
	if info.Size() > largest {
		return nil, &sheet.Unreadable{Reason: "文件超过512 MB", Remedy: "请按县（市、区）拆成几个文件再报"}
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, unopened(err)
	}
	return raw, nil
}

// unopened says of one file what keeps it from being read, so that the others
// go on; other errors are the machine's.
func unopened(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return &sheet.Unreadable{Reason: "没有权限打开文件", Remedy: "请检查文件的权限后再收"}
	case errors.Is(err, fs.ErrNotExist):
		return &sheet.Unreadable{Reason: "文件在接收时已不在原处", Remedy: "请确认文件没有被移走后再收"}
	}
	return fmt.Errorf("read file: %w", err)
}

// refuse ends with a receipt and a line in the intake log: no row, no lake
// file.
func (r *Receiver) refuse(o Outcome, reason, remedy string) (Outcome, error) {
	o.Status = Refused
	o.Read, o.Accepted, o.Quarantined, o.Skipped, o.Warnings = 0, 0, 0, 0, 0
	o.Problems = append(o.Problems, check.Problem{Rule: "file_refused", Severity: check.Error, Message: reason, Remedy: remedy})
	return o, r.fileRefusal(&o, reason)
}

func (r *Receiver) fileRefusal(o *Outcome, reason string) error {
	if r.DryRun {
		return nil
	}
	name, _ := check.Scrub(filepath.Base(o.Path))
	if o.SHA256 == "" { // a file that could not be read is known by where it is
		o.SHA256 = hashOf([]byte(o.Path))
	}
	// the same bytes may come from two cities: each gets its own receipt
	o.Receipt = "receipts/refused/" + o.SHA256[:8] + "-" + hashOf([]byte(o.SHA256 + "\x00" + o.Path))[:8] + ".xlsx"
	if err := r.writeReceipt(*o, false); err != nil {
		return err
	}
	refusal := lake.Refusal{SHA256: o.SHA256, FileName: name, Unit: o.Unit, Scope: o.Scope, Dataset: o.Dataset, Period: o.Period, Reason: reason, Receipt: o.Receipt}
	for _, old := range r.Lake.State.Refusals {
		old.ReceivedAt, old.Manifest = time.Time{}, 0
		if old == refusal {
			return nil // the same file refused for the same reason is one refusal
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
