// Package workspace handles the folder as a whole: copies of it in one file,
// what killed runs left lying about, what lies inside and what outside. What
// is in the lake it asks internal/lake; it must not know what a row means.
package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// Inside reports whether a path, there or not yet, lies in the folder root,
// links followed.
func Inside(root, path string) (bool, error) {
	folder, err := real(root)
	if err != nil {
		return false, err
	}
	full, err := real(path)
	if err != nil {
		return false, err
	}
	rel, err := filepath.Rel(folder, full)
	if err != nil { // on Windows: another drive
		return false, nil
	}
	return rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)), nil
}

// real follows the links of the part of a path that is there.
func real(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("locate %s: %w", path, err)
	}
	there, rest := full, ""
	for {
		found, err := filepath.EvalSymlinks(there)
		if err == nil {
			return filepath.Join(found, rest), nil
		}
		if up := filepath.Dir(there); errors.Is(err, fs.ErrNotExist) && up != there {
			there, rest = up, filepath.Join(filepath.Base(there), rest)
			continue
		}
		return "", fmt.Errorf("locate %s: %w", path, err)
	}
}
