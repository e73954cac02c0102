package reports

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"

	"lvzhi/reports/chart"
)

//go:embed page.css *.tmpl.html
var pages embed.FS

// render fills a page. html/template escapes every text where it stands; only
// the style, the two scripts and the drawn pictures are trusted.
func render(name string, p page) ([]byte, error) {
	style, err := pages.ReadFile("page.css")
	if err != nil {
		return nil, fmt.Errorf("read page.css: %w", err)
	}
	t, err := template.New(name).Funcs(template.FuncMap{
		"style":   func() template.CSS { return template.CSS(style) },
		"scripts": chart.Scripts,
		"policy":  chart.Policy,
	}).ParseFS(pages, "parts.tmpl.html", name)
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", name, err)
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, name, p); err != nil {
		return nil, fmt.Errorf("fill %s: %w", name, err)
	}
	return out.Bytes(), nil
}
