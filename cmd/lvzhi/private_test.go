package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lvzhi/internal/warehouse"
)

// private looks through every written file outside inbox/, decoded first,
// for the planted identity and telephone numbers.
func (p *province) private(t *testing.T) {
	numbers := plantedNumbers(t, p)
	searched := 0
	err := filepath.WalkDir(p.data, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if e.Name() == "inbox" {
				return filepath.SkipDir
			}
			return nil
		}
		searched++
		if leak := leakIn(t, path, numbers); leak != "" {
			t.Errorf("%s holds %s", path, leak)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if searched < 500 {
		t.Errorf("only %d files were searched", searched)
	}
	seesAPlantedLeak(t, numbers)
}

// plantedNumbers come from making the same inbox again: the demo writes them
// nowhere but into the inbox itself.
func plantedNumbers(t *testing.T, p *province) []string {
	t.Helper()
	numbers := numbersOfSeed(t, p.truth.Seed)
	if len(numbers) < 20 {
		t.Fatalf("only %d private numbers planted", len(numbers))
	}
	return numbers
}

// leakIn returns the first number found in a file.
func leakIn(t *testing.T, path string, numbers []string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content := [][]byte{raw}
	switch {
	case strings.HasSuffix(path, ".parquet"):
		content = append(content, decodedParquet(t, path))
	case strings.HasSuffix(path, ".duckdb"):
		content = append(content, decodedDatabase(t, path))
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		content = append(content, decodedZip(t, raw)...)
	}
	for _, c := range content {
		for _, n := range numbers {
			if bytes.Contains(c, []byte(n)) {
				return n
			}
		}
	}
	return ""
}

func decodedParquet(t *testing.T, path string) []byte {
	t.Helper()
	db := memory(t)
	defer db.Close()
	return dump(t, db, "select * from read_parquet("+warehouse.Literal(path)+")")
}

func memory(t *testing.T) *warehouse.DB {
	t.Helper()
	db, err := warehouse.Create(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func decodedDatabase(t *testing.T, path string) []byte {
	t.Helper()
	db, err := warehouse.OpenReadOnly(context.Background(), path, "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tables, err := db.Query(context.Background(), "select schema_name, table_name from duckdb_tables()")
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, row := range tables.Rows {
		all = append(all, dump(t, db, fmt.Sprintf("select * from %s.%s", warehouse.Quote(fmt.Sprint(row[0])), warehouse.Quote(fmt.Sprint(row[1]))))...)
	}
	return all
}

func dump(t *testing.T, db *warehouse.DB, query string) []byte {
	t.Helper()
	table, err := db.Query(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, row := range table.Rows {
		for _, v := range row {
			fmt.Fprintf(&b, "%v\x1f", v)
		}
	}
	return b.Bytes()
}

func decodedZip(t *testing.T, raw []byte) [][]byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var members [][]byte
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(part)
		part.Close()
		if err != nil {
			t.Fatal(err)
		}
		members = append(members, content)
	}
	return members
}

// seesAPlantedLeak plants one number in each kind of file and finds it.
func seesAPlantedLeak(t *testing.T, numbers []string) {
	t.Helper()
	dir := t.TempDir()
	db := memory(t)
	defer db.Close()
	leak := filepath.Join(dir, "leak.parquet")
	if err := db.Exec(context.Background(), "copy (select "+warehouse.Literal(numbers[0])+" as x from range(1000)) to "+warehouse.Literal(leak)+" (format parquet, compression zstd)"); err != nil {
		t.Fatal(err)
	}
	zipped := filepath.Join(dir, "leak.xlsx")
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create("xl/sharedStrings.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(f, strings.Repeat("<si>"+numbers[0]+"</si>", 100)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(zipped, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{leak, zipped} {
		if leakIn(t, path, numbers) == "" {
			t.Errorf("the leak planted in %s was not seen", filepath.Base(path))
		}
	}
}
