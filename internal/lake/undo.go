package lake

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Undone stands as ReplacedBy of a batch that was taken back.
const Undone = "undone"

// ErrDamaged is wrapped when files are not what their manifest says.
var ErrDamaged = errors.New("damaged or missing")

// ErrNotLive is wrapped when a batch to take back is not live.
var ErrNotLive = errors.New("batch is not live")

// Undo takes a live batch back by a new manifest. The predecessor it had
// replaced, if any, is live again and is returned with ok.
func (w *Writer) Undo(id string, now time.Time) (restored Batch, ok bool, err error) {
	i := slices.IndexFunc(w.State.Batches, func(b Batch) bool { return b.ID == id })
	if i < 0 || w.State.Batches[i].ReplacedBy != "" {
		return restored, false, fmt.Errorf("%w: %s", ErrNotLive, id)
	}
	d := delta{Format: formatVersion, Number: w.next, Parent: w.State.Number, CreatedAt: now.UTC(), Batches: []Batch{}, Undone: id}
	for _, f := range w.State.Files {
		if f.Batch == id {
			d.Remove = append(d.Remove, f.Path)
		}
	}
	if before := w.State.Batches[i].Replaces; before != "" {
		j := slices.IndexFunc(w.State.Batches, func(b Batch) bool { return b.ID == before })
		if j < 0 || w.State.Batches[j].ReplacedBy != id { // it was taken back itself
			before = ""
		} else {
			restored, ok = w.State.Batches[j], true
			restored.ReplacedBy, d.Restored = "", before
			if d.Add, err = w.filesBefore(w.State.Batches[i].Seq, before); err != nil {
				return restored, false, err
			}
			if !w.State.intact(d.Add) {
				return restored, false, fmt.Errorf("%w: files of batch %s", ErrDamaged, before)
			}
		}
	}
	return restored, ok, w.swap(d)
}

// filesBefore finds the files a batch had until the manifest that replaced it.
func (w *Writer) filesBefore(replacing int64, batch string) ([]File, error) {
	numbers, err := manifestNumbers(w.State.Root)
	if err != nil {
		return nil, err
	}
	if replacing <= numbers[0] { // the state it was live in cannot be read any more
		return nil, fmt.Errorf("files of batch %s: %w", batch, &ClearedError{replacing - 1, numbers[0]})
	}
	d, err := readDelta(w.State.Root, replacing)
	if err != nil {
		return nil, fmt.Errorf("files of batch %s: %w", batch, err)
	}
	past, err := Read(w.State.Root, d.Parent)
	if err != nil {
		return nil, fmt.Errorf("files of batch %s: %w", batch, err)
	}
	return slices.DeleteFunc(past.Files, func(f File) bool { return f.Batch != batch }), nil
}
