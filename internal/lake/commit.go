package lake

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"lvzhi/internal/durable"
)

// Part is the rows of one file to be: which kind, which dataset, and its
// columns.
type Part struct {
	Kind    string // Rows or Quarantine
	Dataset string
	Columns []Column
	Rows    [][]any
}

// NextBatchID names the batch that would be committed next.
func (w *Writer) NextBatchID(sha256 string) string {
	return fmt.Sprintf("%08d-%s", w.next, sha256[:min(8, len(sha256))])
}

// WriteFile puts a whole file (a receipt, kept original bytes) at a path
// below the workspace.
func (w *Writer) WriteFile(rel string, content []byte) error {
	return durable.WriteFile(filepath.Join(w.State.Root, filepath.FromSlash(rel)), w.temp, content)
}

// Commit writes the parts of a batch and swaps in the manifest that makes
// them visible; before that nothing of the batch is seen by any reader. A
// live batch of the same key is replaced.
func (w *Writer) Commit(b Batch, parts []Part, now time.Time) (Batch, error) {
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
		if len(p.Rows) == 0 {
			continue
		}
		f, err := w.writePart(b, p)
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

func (w *Writer) writePart(b Batch, p Part) (File, error) {
	room := "lake"
	if p.Kind == Quarantine {
		room = "quarantine"
	}
	rel := path.Join(room, p.Dataset, "unit="+b.Unit, "period="+b.Period, b.ID+".parquet")
	temp := filepath.Join(w.temp, room+"-"+p.Dataset+"-"+b.ID+".parquet")
	size, hash, err := writeParquet(temp, p.Columns, p.Rows, map[string]string{
		"lvzhi.dataset": p.Dataset, "lvzhi.batch": b.ID, "lvzhi.source_sha256": b.SHA256,
	})
	if err != nil {
		return File{}, err
	}
	if err := durable.Place(temp, filepath.Join(w.State.Root, filepath.FromSlash(rel))); err != nil {
		return File{}, err
	}
	return File{Kind: p.Kind, Dataset: p.Dataset, Path: rel, Batch: b.ID, Rows: int64(len(p.Rows)), Bytes: size, SHA256: hash}, nil
}

// swap writes the manifest; from its rename on the batch is visible.
func (w *Writer) swap(d delta) error {
	after := &State{Root: w.State.Root, Number: w.State.Number, Batches: slices.Clone(w.State.Batches), Files: slices.Clone(w.State.Files), Refusals: w.State.Refusals}
	after.apply(d)
	if d.Number%checkpointEvery == 0 {
		d.Checkpoint = &checkpoint{Batches: after.Batches, Files: after.Files}
	}
	raw, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		return fmt.Errorf("encode manifest %d: %w", d.Number, err)
	}
	if err := durable.WriteFile(manifestPath(w.State.Root, d.Number), w.temp, raw); err != nil {
		return fmt.Errorf("write manifest %d: %w", d.Number, err)
	}
	w.State, w.next = after, d.Number+1
	return nil
}

// Refuse appends a line to the intake log. It starts on a line of its own
// even where a crash tore the last one.
func (w *Writer) Refuse(r Refusal) error {
	r.Manifest = w.State.Number
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encode refusal: %w", err)
	}
	if w.log == nil {
		w.log, err = os.OpenFile(refusalsPath(w.State.Root), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
		if err != nil {
			return fmt.Errorf("open intake log: %w", err)
		}
		if info, err := w.log.Stat(); err == nil && info.Size() > 0 {
			line = append([]byte{'\n'}, line...)
		}
	}
	if _, err := w.log.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("write intake log: %w", err)
	}
	if err := w.log.Sync(); err != nil {
		return fmt.Errorf("sync intake log: %w", err)
	}
	w.State.Refusals = append(w.State.Refusals, r)
	return nil
}
