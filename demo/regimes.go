package demo

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteRegimes writes the made-up local rules (source 演示数据) as *.yaml files
// in the form contracts.ReadRegimes reads. The rules of the places that ship
// with the program are not among them.
func WriteRegimes(dir string) error {
	names, err := fs.Glob(files, "regimes/*.yaml")
	if err != nil {
		return fmt.Errorf("list made-up regimes: %w", err)
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("make folder for regimes: %w", err)
	}
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), raw, 0o640); err != nil {
			return fmt.Errorf("write regime: %w", err)
		}
	}
	return nil
}
