package chart

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
)

//go:embed assets/echarts.min.js
var library string

//go:embed assets/page.js
var page string

// Scripts are the only scripts a page carries: the library and page.js. They
// are ours, word for word, so they may stand in a page unescaped.
func Scripts() []template.JS { return []template.JS{template.JS(library), template.JS(page)} }

// Policy is the Content-Security-Policy of a page: nothing from any network,
// and no script but the two whose hashes it names.
func Policy() string {
	policy := "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src"
	for _, s := range Scripts() {
		sum := sha256.Sum256([]byte(s))
		policy += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return policy
}
