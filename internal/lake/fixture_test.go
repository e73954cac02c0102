package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var noon = time.Date(2024, 10, 8, 12, 0, 0, 0, time.UTC)

func open(t *testing.T, root string) *Writer {
	t.Helper()
	w, err := OpenWriter(context.Background(), root, "test", 0)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// file is the n-th batch: a county of 濮阳市, or the whole unit.
func file(scope string, n int) Batch {
	sum := sha256.Sum256(fmt.Append(nil, scope, n))
	return Batch{SHA256: hex.EncodeToString(sum[:]), Unit: "410900", Scope: scope, Dataset: "votes", Period: "2024-09", Arrival: "increment", Read: 1, Accepted: 1}
}

// rows are a part to be.
type rows struct {
	kind  string
	texts []string
}

func part(kind string, texts ...string) rows { return rows{kind, texts} }

func commit(t *testing.T, w *Writer, b Batch, parts ...rows) Batch {
	t.Helper()
	return commitAt(t, w, b, noon, parts...)
}

func commitAt(t *testing.T, w *Writer, b Batch, now time.Time, parts ...rows) Batch {
	t.Helper()
	b.ID = w.NextBatchID(b.SHA256)
	var made []*Part
	for _, r := range parts {
		p := w.NewPart(r.kind, "votes", []Column{{Name: "name", Type: "varchar"}}, b)
		for _, text := range r.texts {
			if err := p.Append(text); err != nil {
				t.Fatal(err)
			}
		}
		made = append(made, p)
	}
	b, err := w.Commit(b, made, now)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// filesIn lists the files below a room.
func filesIn(t *testing.T, root, room string) []string {
	t.Helper()
	var found []string
	_ = filepath.WalkDir(filepath.Join(root, room), func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			rel, _ := filepath.Rel(root, path)
			found = append(found, filepath.ToSlash(rel))
		}
		return nil
	})
	return found
}
