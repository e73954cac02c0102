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

// Verify hashes every live file and every kept original again.
func (s *State) Verify(ctx context.Context) (checked int, damaged []Damage, err error) {
	damaged = []Damage{}
	look := func(rel, want string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
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
	return checked, damaged, nil
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
