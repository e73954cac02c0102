// Make writes the fixtures of ../mess: one small file for each kind of mess
// that cities send. Run it by hand (go run ./ingest/testdata/make in the
// repository's root) after changing a fixture; .xls, .et and .docx are written
// by LibreOffice, the locked workbook by msoffcrypto-tool, and left as they
// are where those are missing.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

const mess = "ingest/testdata/mess"

func main() {
	for _, step := range []func(folder string) error{texts, workbooks, documents} {
		if err := step(mess); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func write(folder, name string, content []byte) error {
	if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
