package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"lvzhi/internal/durable"
)

// Heading is one column of a file as its sender wrote it, and the field it was
// taken for, "" for none.
type Heading struct {
	Header string `json:"header"`
	Field  string `json:"field,omitempty"`
}

// columnsPath is where a list of headings stands, named by its content: most
// files of a sender use the same ones, and a manifest names them in a few
// bytes.
func columnsPath(root, name string) string {
	return filepath.Join(root, "manifests", "columns", name+".json")
}

// KeepColumns writes a list of headings, if it is not there yet, and returns
// the name by which a batch remembers it.
func (w *Writer) KeepColumns(headings []Heading) (string, error) {
	if len(headings) == 0 {
		return "", nil
	}
	raw, err := json.Marshal(headings)
	if err != nil {
		return "", fmt.Errorf("encode columns: %w", err)
	}
	sum := sha256.Sum256(raw)
	name := hex.EncodeToString(sum[:8])
	path := columnsPath(w.State.Root, name)
	if old, err := os.ReadFile(path); err == nil && string(old) == string(raw) {
		return name, nil
	}
	if err := durable.WriteFile(path, w.temp, raw); err != nil {
		return "", fmt.Errorf("keep columns: %w", err)
	}
	return name, nil
}

// ColumnsBefore returns the headings of the newest batch of the same dataset,
// unit and scope, whatever its period; none where there is no such batch, or
// where they are lost: they are a memory, not data.
func (s *State) ColumnsBefore(key Key) ([]Heading, error) {
	for _, b := range slices.Backward(s.Batches) {
		if b.Columns == "" || b.ReplacedBy == Undone || b.Dataset != key.Dataset || b.Unit != key.Unit || b.Scope != key.Scope {
			continue
		}
		raw, err := os.ReadFile(columnsPath(s.Root, b.Columns))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read columns of batch %s: %w", b.ID, err)
		}
		var headings []Heading
		if json.Unmarshal(raw, &headings) != nil {
			return nil, nil
		}
		return headings, nil
	}
	return nil, nil
}
