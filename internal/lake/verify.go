package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Damage is one file that is not what the manifests say.
type Damage struct {
	Path    string `json:"path"`
	Missing bool   `json:"missing"`
}

// Verify hashes every live file and every kept original again, and reads
// every manifest.
func (s *State) Verify(ctx context.Context) (checked int, damaged []Damage, err error) {
	damaged = []Damage{}
	seen := map[string]bool{}
	look := func(rel, want string) error {
		if err := ctx.Err(); err != nil || seen[rel] {
			return err
		}
		seen[rel] = true
		got, err := hashOf(filepath.Join(s.Root, filepath.FromSlash(rel)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			damaged = append(damaged, Damage{rel, true})
		case err != nil:
			return fmt.Errorf("verify %s: %w", rel, err)
		case got != want:
			damaged = append(damaged, Damage{rel, false})
		}
		checked++
		return nil
	}
	for _, f := range s.Files {
		if err := look(f.Path, f.SHA256); err != nil {
			return checked, damaged, err
		}
	}
	for _, b := range s.Batches {
		if b.RawKept {
			if err := look("raw/"+b.SHA256, b.SHA256); err != nil {
				return checked, damaged, err
			}
		}
	}
	numbers, err := manifestNumbers(s.Root)
	if err != nil {
		return checked, damaged, err
	}
	for _, n := range numbers {
		if _, err := readDelta(s.Root, n); err != nil {
			damaged = append(damaged, Damage{fmt.Sprintf("manifests/%08d.json", n), false})
		}
		checked++
	}
	return checked, damaged, nil
}

// Intact reports whether a live batch's files are what the manifest says.
func (s *State) Intact(b Batch) bool {
	var files []File
	for _, f := range s.Files {
		if f.Batch == b.ID {
			files = append(files, f)
		}
	}
	return s.intact(files)
}

func (s *State) intact(files []File) bool {
	for _, f := range files {
		if got, err := hashOf(filepath.Join(s.Root, filepath.FromSlash(f.Path))); err != nil || got != f.SHA256 {
			return false
		}
	}
	return true
}

func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
