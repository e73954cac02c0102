// Package durable writes files that are whole or not there, also when the
// machine stops, and holds the locks of a workspace. It knows nothing of what
// is in them.
package durable

import (
	"fmt"
	"os"
	"path/filepath"
)

// File is a file on its way to its place: there after Place, gone after
// Discard, and nothing but a temporary name until then.
type File struct {
	*os.File
	path string
}

// Create begins a file that will stand at path, mode 0600. Until it does it
// stands in the folder temp, which must be on the same file system; "" is the
// file's own folder.
func Create(path, temp string) (*File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make %s: %w", filepath.Dir(path), err)
	}
	if temp == "" {
		temp = filepath.Dir(path)
	}
	f, err := os.CreateTemp(temp, Unfinished+"*") // mode 0600
	if err != nil {
		return nil, fmt.Errorf("create beside %s: %w", path, err)
	}
	return &File{f, path}, nil
}

// Unfinished begins the name of every temporary file, so that what a killed
// process left is known.
const Unfinished = ".new-"

// Place syncs the file and moves it to its place.
func (f *File) Place() error {
	defer f.Discard() // nothing is left of a failed write
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", f.path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close %s: %w", f.path, err)
	}
	return Place(f.Name(), f.path)
}

// Discard gives the file up. After Place it does nothing.
func (f *File) Discard() {
	f.Close()
	os.Remove(f.Name())
}

// WriteFile writes a file: temp, sync, rename, sync the folder.
func WriteFile(path, temp string, content []byte) error {
	f, err := Create(path, temp)
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		f.Discard()
		return fmt.Errorf("write %s: %w", path, err)
	}
	return f.Place()
}

// Place moves a finished, synced file to where it belongs.
func Place(temp, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make %s: %w", filepath.Dir(path), err)
	}
	if err := os.Rename(temp, path); err != nil {
		return fmt.Errorf("place %s: %w", path, err)
	}
	return syncFolder(filepath.Dir(path))
}

// Sync asks the system to have a file on disk.
func Sync(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return syncFolder(path)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0) // Windows syncs only what may be written
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	return nil
}
