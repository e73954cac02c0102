package lake

import (
	"fmt"
	"os"
	"path/filepath"
)

// writeFile writes a file that is whole or not there: temp, sync, rename,
// sync the folder.
func writeFile(path, tempDir string, content []byte) error {
	temp := filepath.Join(tempDir, "new-"+filepath.Base(path))
	f, err := os.OpenFile(temp, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("create %s: %w", temp, err)
	}
	if _, err := f.Write(content); err != nil {
		f.Close()
		return fmt.Errorf("write %s: %w", temp, err)
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return fmt.Errorf("sync %s: %w", temp, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close %s: %w", temp, err)
	}
	return place(temp, path)
}

// place moves a finished, synced file to where it belongs.
func place(temp, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make %s: %w", filepath.Dir(path), err)
	}
	if err := os.Rename(temp, path); err != nil {
		return fmt.Errorf("place %s: %w", path, err)
	}
	return syncDir(filepath.Dir(path))
}

func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil {
		return fmt.Errorf("sync %s: %w", path, err)
	}
	return nil
}
