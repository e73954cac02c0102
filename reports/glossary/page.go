package glossary

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
)

//go:embed page.tmpl.html
var pageText string

// Page is the dictionary as one page that needs no network. asOf is the day
// the build speaks of.
func Page(tables []Table, asOf string) ([]byte, error) {
	t, err := template.New("dictionary").Parse(pageText)
	if err != nil {
		return nil, fmt.Errorf("read page of dictionary: %w", err)
	}
	columns := 0
	for _, x := range tables {
		columns += len(x.Columns)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, map[string]any{"Tables": tables, "AsOf": asOf, "Columns": columns}); err != nil {
		return nil, fmt.Errorf("draw page of dictionary: %w", err)
	}
	return out.Bytes(), nil
}
