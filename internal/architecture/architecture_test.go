// Package architecture holds the test that keeps the rooms of the house
// apart. It has no code of its own.
package architecture

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "lvzhi/"

// allowed lists, for each room, the rooms it may import. A room that is not
// listed may import nothing of ours; "*" is the one place that wires.
var allowed = map[string][]string{
	"data":                  {},
	"sql":                   {},
	"contracts":             {"data"},
	"ingest/sheet":          {},
	"ingest/check":          {"contracts", "ingest/sheet"},
	"ingest/letter":         {"ingest/check", "internal/docx"},
	"ingest/receipt":        {"ingest/check", "ingest/letter", "ingest/sheet"},
	"ingest/template":       {"contracts"},
	"ingest/bulletin":       {},
	"ingest/address":        {"contracts", "ingest/check"},
	"ingest/examine":        {"contracts", "ingest/sheet", "ingest/address", "ingest/bulletin", "ingest/check", "ingest/letter"},
	"ingest/campaign":       {},
	"ingest/drift":          {"contracts", "ingest/check", "ingest/sheet"},
	"ingest":                {"contracts", "ingest/sheet", "ingest/address", "ingest/bulletin", "ingest/check", "ingest/drift", "ingest/examine", "ingest/letter", "ingest/receipt", "internal/lake"},
	"ingest/selfcheck":      {"contracts", "ingest/sheet", "ingest/check", "ingest/address", "ingest/examine", "ingest/letter"},
	"ingest/selfcheck/page": {"ingest/letter"},
	"ingest/selfcheck/wasm": {"ingest/selfcheck", "ingest/sheet"},
	"internal/docx":         {},
	"internal/durable":      {},
	"internal/lake":         {"internal/durable"},
	"internal/sealed":       {},
	"internal/workspace":    {"internal/durable", "internal/lake"},
	"internal/submission":   {"contracts", "internal/lake"},
	"internal/warehouse":    {},
	"internal/architecture": {},
	"internal/browser":      {},
	"transform":             {"contracts", "sql", "transform/stats", "internal/durable", "internal/lake", "internal/submission", "internal/warehouse"},
	"transform/stats":       {},
	"transform/syntax":      {},
	"reports":               {"reports/chart", "sql"},
	"reports/chart":         {},
	"reports/album":         {},
	"reports/glossary":      {},
	"reports/reminder":      {"internal/docx"},
	"demo":                  {"contracts", "data"},
	"cmd/lvzhi":             {"*"},
}

// alone lists modules that only one room may know, with the reason.
var alone = []struct{ prefix, room, why string }{
	{"database/sql", "internal/warehouse", "one place opens DuckDB, locked down"},
	{"github.com/duckdb/", "internal/warehouse", "one place opens DuckDB, locked down"},
	{"github.com/parquet-go/", "internal/lake", "one place writes lake files"},
	{"filippo.io/age", "internal/sealed", "one place seals"},
	{"github.com/chromedp/", "internal/browser", "one place starts a browser"},
	{"github.com/spf13/cobra", "cmd/lvzhi", "only commands speak to the user"},
}

func TestRoomsImportOnlyWhatTheyMay(t *testing.T) {
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (strings.HasPrefix(e.Name(), ".") && path != root || e.Name() == "testdata" || e.Name() == "node_modules") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		checkFile(t, root, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkFile(t *testing.T, root, path string) {
	t.Helper()
	rel, err := filepath.Rel(root, filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	room := filepath.ToSlash(rel)
	may, known := allowed[room]
	if !known {
		t.Errorf("%s: room %q is not in the plan of the house", path, room)
		return
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if ours, ok := strings.CutPrefix(name, module); ok && !slices.Contains(may, ours) && !slices.Contains(may, "*") {
			t.Errorf("%s: %s may not import %s", path, room, ours)
		}
		for _, a := range alone {
			if strings.HasPrefix(name, a.prefix) && room != a.room {
				t.Errorf("%s: only %s may import %s: %s", path, a.room, name, a.why)
			}
		}
	}
}
