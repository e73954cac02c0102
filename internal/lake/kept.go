package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lvzhi/internal/durable"
)

// Kept is a file beside the Parquet parts: a receipt, its letter, original
// bytes. What it holds is noted in manifests/kept.jsonl before it is placed.
type Kept struct {
	Path   string `json:"path"` // below the workspace, with slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func keptPath(root string) string { return filepath.Join(root, "manifests", "kept.jsonl") }

// SealedSuffix ends the name of original bytes kept encrypted.
const SealedSuffix = ".age"

// RawPath is where original bytes with this hash are kept.
func RawPath(sha256 string, isSealed bool) string {
	if isSealed {
		return "raw/" + sha256 + SealedSuffix
	}
	return "raw/" + sha256
}

// NewFile is a kept file being written.
type NewFile struct {
	w       *Writer
	rel     string
	file    *durable.File
	sum     hash.Hash
	written int64
}

// CreateFile begins a file at a path below the workspace. It is there after
// Place; Discard gives it up.
func (w *Writer) CreateFile(rel string) (*NewFile, error) {
	local := filepath.FromSlash(rel)
	if !filepath.IsLocal(local) {
		return nil, fmt.Errorf("create %q: it lies outside the workspace", rel)
	}
	f, err := durable.Create(filepath.Join(w.State.Root, local), w.temp)
	if err != nil {
		return nil, err
	}
	return &NewFile{w: w, rel: rel, file: f, sum: sha256.New()}, nil
}

// Write appends to the file.
func (f *NewFile) Write(p []byte) (int, error) {
	n, err := f.file.Write(p)
	f.sum.Write(p[:n])
	f.written += int64(n)
	return n, err
}

// Discard gives the file up. After Place it does nothing.
func (f *NewFile) Discard() { f.file.Discard() }

// Place notes what the file holds and puts it where it belongs.
func (f *NewFile) Place() error {
	defer f.Discard()
	note := Kept{Path: f.rel, Bytes: f.written, SHA256: hex.EncodeToString(f.sum.Sum(nil))}
	if err := f.w.kept.add(note); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(f.w.State.Root, filepath.FromSlash(f.rel))); err == nil {
		if err := f.w.kept.sync(); err != nil { // no manifest to come that would answer for the change
			return err
		}
	}
	return f.file.Place()
}

// WriteFile puts a whole file (a receipt, a letter) at a path below the
// workspace.
func (w *Writer) WriteFile(rel string, content []byte) error {
	f, err := w.CreateFile(rel)
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		f.Discard()
		return fmt.Errorf("write %s: %w", rel, err)
	}
	return f.Place()
}

// readKept returns every hash noted for each path: a file written again may
// still be the older one where a crash came between.
func readKept(root string) (notes map[string][]Kept, damaged int, err error) {
	lines, damaged, err := readJournal(keptPath(root))
	if err != nil {
		return nil, 0, err
	}
	notes = map[string][]Kept{}
	for _, line := range lines {
		var k Kept
		if json.Unmarshal(line, &k) == nil && k.Path != "" {
			notes[k.Path] = append(notes[k.Path], k)
		}
	}
	return notes, damaged, nil
}

// holding leaves of the notes of one file the one that is true of it; where
// none is, all of them, for Verify to say.
func holding(root string, notes []Kept) []Kept {
	if len(notes) < 2 {
		return notes
	}
	raw, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(notes[0].Path)))
	if err != nil {
		return notes
	}
	sum := sha256.Sum256(raw)
	for i, k := range notes {
		if k.SHA256 == hex.EncodeToString(sum[:]) {
			return notes[i : i+1]
		}
	}
	return notes
}

// writeKept writes the notes anew, without those of files that are gone.
func writeKept(root, temp string, notes map[string][]Kept) error {
	var whole strings.Builder
	for _, path := range slices.Sorted(maps.Keys(notes)) {
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(path))); errors.Is(err, os.ErrNotExist) {
			continue
		}
		for _, k := range holding(root, notes[path]) {
			line, err := json.Marshal(k)
			if err != nil {
				return fmt.Errorf("encode note of %s: %w", path, err)
			}
			whole.Write(append(withSum(line), '\n'))
		}
	}
	return durable.WriteFile(keptPath(root), temp, []byte(whole.String()))
}
