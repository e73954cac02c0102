// Package durable writes files that are whole or not there, also when the
// machine stops, and holds the locks of a workspace. It knows nothing of what
// is in them.
package durable

import (
	"fmt"
	"os"
	"path/filepath"
)

// WriteFile writes a file: temp, sync, rename, sync the folder. The temporary
// file stands in temp, which must be on the same file system; "" is the
// file's own folder.
func WriteFile(path, temp string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make %s: %w", filepath.Dir(path), err)
	}
	if temp == "" {
		temp = filepath.Dir(path)
	}
	f, err := os.CreateTemp(temp, ".new-*") // mode 0600
	if err != nil {
		return fmt.Errorf("create beside %s: %w", path, err)
	}
	defer os.Remove(f.Name()) // nothing is left of a failed write
	if _, err := f.Write(content); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return fmt.Errorf("sync %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close %s: %w", path, err)
	}
	return Place(f.Name(), path)
}

// Place moves a finished, synced file to where it belongs.
func Place(temp, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make %s: %w", filepath.Dir(path), err)
	}
	if err := os.Rename(temp, path); err != nil {
		return fmt.Errorf("place %s: %w", path, err)
	}
	return Sync(filepath.Dir(path))
}

// Sync asks the system to have a file or a folder's names on disk.
func Sync(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	return nil
}
