package lake

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"lvzhi/internal/durable"
)

// NextSeq is the number of the manifest that is written next: the batch's place
// in the order of batches.
func (w *Writer) NextSeq() int64 { return w.next }

// NextBatchID names the batch that would be committed next.
func (w *Writer) NextBatchID(sha256 string) string {
	return fmt.Sprintf("%08d-%s", w.next, sha256[:min(8, len(sha256))])
}

// Commit writes the parts of a batch and swaps in the manifest that makes
// them visible; before that nothing of the batch is seen by any reader. A
// live batch of the same key is replaced.
func (w *Writer) Commit(b Batch, parts []*Part, now time.Time) (Batch, error) {
	next := w.next
	b.Seq = next
	d := delta{Format: formatVersion, Number: next, Parent: w.State.Number, CreatedAt: now.UTC()}
	if old, ok := w.State.Current(b.Key()); ok {
		b.Replaces = old.ID
		d.Replaced = []string{old.ID}
		for _, f := range w.State.Files {
			if f.Batch == old.ID {
				d.Remove = append(d.Remove, f.Path)
			}
		}
	}
	d.Batches = []Batch{b}
	for _, p := range parts {
		if p.Rows() == 0 {
			continue
		}
		f, err := p.place(w.State.Root)
		if err != nil {
			return b, err
		}
		d.Add = append(d.Add, f)
	}
	if err := w.swap(d); err != nil {
		return b, err
	}
	return b, nil
}

// swap writes the manifest; from its rename on the batch is visible.
func (w *Writer) swap(d delta) error {
	after := &State{Root: w.State.Root, Number: w.State.Number, Batches: slices.Clone(w.State.Batches), Files: slices.Clone(w.State.Files), Refusals: w.State.Refusals}
	if d.CreatedAt.Before(w.State.CreatedAt) { // a clock that was put back: times stay in the order of the numbers
		d.CreatedAt = w.State.CreatedAt
	}
	after.apply(d)
	if d.Number%checkpointEvery == 0 {
		d.Checkpoint = &checkpoint{Batches: after.Batches, Files: after.Files}
	}
	raw, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		return fmt.Errorf("encode manifest %d: %w", d.Number, err)
	}
	if err := w.kept.sync(); err != nil {
		return err
	}
	if err := durable.WriteFile(manifestPath(w.State.Root, d.Number), w.temp, withSum(raw)); err != nil {
		return fmt.Errorf("write manifest %d: %w", d.Number, err)
	}
	w.State, w.next = after, d.Number+1
	return nil
}

// Refuse appends a line to the intake log.
func (w *Writer) Refuse(r Refusal) error {
	r.Manifest = w.State.Number
	if err := w.kept.sync(); err != nil {
		return err
	}
	if err := w.refusals.add(r); err != nil {
		return err
	}
	if err := w.refusals.sync(); err != nil {
		return err
	}
	w.State.Refusals = append(w.State.Refusals, r)
	return nil
}
