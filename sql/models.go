// Package models holds the SQL of the warehouse: intermediate models, marts,
// assertions, report queries, the macros and the dictionary of Chinese labels,
// with the headers that say what each means. It reads its own embedded files
// and nothing else; it must not run SQL nor know where data lies.
package models

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed macros.sql dictionary.yaml measures.yaml vocabulary.yaml staging/*.tmpl
//go:embed intermediate/*.sql fitted marts/*.sql assertions/*.sql reports/*.sql
//go:embed intermediate/*.test.yaml marts/*.test.yaml assertions/*.test.yaml
//go:embed intermediate/*.lineage.yaml marts/*.lineage.yaml
var files embed.FS

// The folders of SELECTs, which are also the schemas of what they make.
const (
	Intermediate = "intermediate"
	Marts        = "marts"
	Assertions   = "assertions"
	Reports      = "reports"

	// fitted holds SELECTs whose rows go through a computation that SQL cannot
	// do; what comes out is an intermediate table.
	fitted = "fitted"
)

// Model is one SELECT with its header.
type Model struct {
	Schema  string   // of the table it makes: intermediate, marts or reports
	Name    string   // the file's name without .sql
	Meaning string   // the header's prose
	Grain   []string // columns that identify a row; a report may have none
	Query   string   // one SELECT, without a closing semicolon
	Columns string   // of a fitted model: the table its computation fills, as SQL; else empty
	Folder  string   // where its file stands
	// RowsOf says of inputs which rows r a row m was made of, as SQL.
	RowsOf map[string]string
	ByUnit bool // each unit's rows come of that unit's rows alone
}

// IsFitted reports whether the query's rows are only the input of a
// computation in Go.
func (m Model) IsFitted() bool { return m.Columns != "" }

// Table is the model's name with its schema, as other models write it.
func (m Model) Table() string { return m.Schema + "." + m.Name }

// The severities of an assertion.
const (
	Error   = "error"   // rows stop the build
	Warning = "warning" // rows are stored in marts.build_warning
)

// Assertion is a SELECT that returns the rows that should not be.
type Assertion struct {
	Name, Meaning, Query string
	Severity             string // Error or Warning
	Message              string // Chinese, for the reader of the warning
}

// Tables lists every intermediate model and mart, in order of name.
func Tables() ([]Model, error) {
	var all []Model
	for _, folder := range []string{Intermediate, fitted, Marts} {
		found, err := read(folder, true)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	slices.SortFunc(all, func(a, b Model) int { return cmp.Compare(a.Table(), b.Table()) })
	return all, nil
}

// ReportQueries lists the queries the reports read the marts with.
func ReportQueries() ([]Model, error) { return read(Reports, false) }

// Checks lists the assertions, in order of name.
func Checks() ([]Assertion, error) {
	entries, err := fs.Glob(files, Assertions+"/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list assertions: %w", err)
	}
	var all []Assertion
	for _, file := range entries {
		h, query, err := parse(file)
		if err != nil {
			return nil, err
		}
		a := Assertion{Name: base(file), Meaning: h.meaning, Query: query, Severity: h.keys["severity"], Message: h.keys["message"]}
		if a.Severity != Error && a.Severity != Warning || a.Message == "" {
			return nil, fmt.Errorf("%s: needs `-- severity: error` or `warning`, and `-- message:`", file)
		}
		all = append(all, a)
	}
	return all, nil
}

// Macros is the one place where the SQL leaves the portable subset.
func Macros() (string, error) {
	raw, err := files.ReadFile("macros.sql")
	return string(raw), err
}

// StagingTemplate is the text/template every staging model is made from.
func StagingTemplate(name string) (string, error) {
	raw, err := files.ReadFile("staging/" + name + ".sql.tmpl")
	return string(raw), err
}

// Cases returns the test file beside a model; ok is false if there is none.
func Cases(m Model) (raw []byte, ok bool) {
	raw, err := files.ReadFile(path.Join(m.Folder, m.Name+".test.yaml"))
	return raw, err == nil
}

// AssertionCases returns the test file beside an assertion, if there is one.
func AssertionCases(a Assertion) (raw []byte, ok bool) {
	raw, err := files.ReadFile(path.Join(Assertions, a.Name+".test.yaml"))
	return raw, err == nil
}

func read(folder string, needGrain bool) ([]Model, error) {
	entries, err := fs.Glob(files, folder+"/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", folder, err)
	}
	var all []Model
	for _, file := range entries {
		h, query, err := parse(file)
		if err != nil {
			return nil, err
		}
		m := Model{Schema: folder, Folder: folder, Name: base(file), Meaning: h.meaning, Query: query, Columns: h.keys["columns"], ByUnit: h.keys["by"] == "unit_code"}
		if folder == fitted {
			m.Schema = Intermediate
		}
		if by := h.keys["by"]; by != "" && !m.ByUnit {
			return nil, fmt.Errorf("%s: a model is built by unit_code or as a whole, not by %s", file, by)
		}
		if m.IsFitted() != (folder == fitted) {
			return nil, fmt.Errorf("%s: fitted models, and only they, have `-- columns: name type, …`", file)
		}
		if m.RowsOf, err = rowsOf(h.keys["rows"]); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for name := range strings.SplitSeq(h.keys["grain"], ",") {
			if name = strings.TrimSpace(name); name != "" {
				m.Grain = append(m.Grain, name)
			}
		}
		if needGrain && len(m.Grain) == 0 || m.Meaning == "" {
			return nil, fmt.Errorf("%s: the header needs a meaning and `-- grain: a, b`", file)
		}
		all = append(all, m)
	}
	return all, nil
}

func base(file string) string { return strings.TrimSuffix(path.Base(file), ".sql") }
