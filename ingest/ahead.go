package ingest

import (
	"context"
	"errors"
	"slices"

	"lvzhi/ingest/check"
	"lvzhi/ingest/examine"
)

// ReceiveAll takes files in, in their order, and tells each what became of it.
// While one is written, the next are read and checked already. It ends with
// the first fault of the machine or the program.
func (r *Receiver) ReceiveAll(ctx context.Context, paths []string, given Hints, each func(i int, outcomes []Outcome)) error {
	ctx, stop := context.WithCancel(ctx)
	known := r.knownBytes()
	files := make(chan *opened, 2)
	go func() {
		defer close(files)
		for _, path := range paths {
			f := r.open(path)
			if f.err == nil && !f.isArchive && !known[f.source.sha256] {
				f.early = r.look(f, given)
			}
			select {
			case files <- f:
			case <-ctx.Done():
				f.close()
				return
			}
		}
	}()
	defer func() {
		stop()
		for f := range files {
			f.close()
		}
	}()
	for i := range paths {
		f, ok := <-files
		if !ok {
			return ctx.Err()
		}
		outcomes, err := r.settle(ctx, f, given)
		each(i, outcomes)
		if err != nil {
			return err
		}
	}
	return nil
}

// knownBytes are the hashes of files taken in before: most likely they change
// nothing, and need not be read ahead.
func (r *Receiver) knownBytes() map[string]bool {
	known := map[string]bool{}
	for _, b := range r.Lake.State.Batches {
		known[b.SHA256] = true
	}
	return known
}

// early is a file read before its turn: what it is, and its rows where they
// are few. It knows nothing of the lake, which other files are still changing.
type early struct {
	file    *examine.File
	err     error
	rows    *held // nil where the rows are read in their turn
	tally   check.Tally
	rowsErr error
}

func (r *Receiver) look(f *opened, given Hints) *early {
	e := &early{}
	if e.file, e.err = examine.Open(f.source, f.path, given, r.with()); e.err != nil || e.file.IsIssue() {
		return e
	}
	rows := &held{}
	if e.tally, e.rowsErr = e.file.Rows(rows); !errors.Is(e.rowsErr, errTooMany) {
		e.rows = rows
	}
	return e
}

// mostHeld and mostHeldBytes are what is held of a file until its turn comes.
const (
	mostHeld      = 20_000
	mostHeldBytes = 8 << 20
)

var errTooMany = errors.New("too many rows to hold")

// held keeps rows, and gives them on later.
type held struct {
	accepted []check.Row
	rejected []*check.Rejected
	bytes    int // of the texts
}

// Accept and Reject are a check.Sink.
func (h *held) Accept(row *check.Row) error {
	for i := range row.Values {
		h.bytes += len(row.Values[i].Text)
	}
	for _, text := range row.Extra {
		h.bytes += len(text)
	}
	if len(h.accepted) == mostHeld || h.bytes > mostHeldBytes {
		return errTooMany
	}
	kept := *row
	kept.Values = slices.Clone(row.Values)
	h.accepted = append(h.accepted, kept)
	return nil
}

func (h *held) Reject(row *check.Rejected) error {
	for _, text := range row.Cells {
		h.bytes += len(text)
	}
	if len(h.rejected) == mostHeld || h.bytes > mostHeldBytes {
		return errTooMany
	}
	h.rejected = append(h.rejected, row)
	return nil
}

func (h *held) give(to check.Sink) error {
	for i := range h.accepted {
		if err := to.Accept(&h.accepted[i]); err != nil {
			return err
		}
	}
	for _, row := range h.rejected {
		if err := to.Reject(row); err != nil {
			return err
		}
	}
	return nil
}

// into reads the rows of a file into the sink, or gives those that were held.
func (e *early) into(to check.Sink) (check.Tally, error) {
	if e.rows == nil {
		return e.file.Rows(to)
	}
	if e.rowsErr != nil {
		return e.tally, e.rowsErr
	}
	return e.tally, e.rows.give(to)
}
