// Package page puts the self-check into one HTML file that opens from a USB
// stick: style, scripts and the compiled program stand inside it, and its
// policy forbids every connection. It knows nothing of what is checked.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"strings"

	"lvzhi/ingest/letter"
)

//go:embed page.html
var frame string

//go:embed page.css
var ownStyle string

// style is the page's and that of the letter it shows.
var style = letter.Style + "\n" + ownStyle

//go:embed page.js
var script string

//go:embed worker.js
var worker string

// licences are of what is linked into the program: they go along with it.
//
//go:embed licences.txt
var licences string

// Program is the self-check compiled to WebAssembly, with the script that
// Go loads it by.
type Program struct {
	Packed []byte // WebAssembly, gzip
	Loader []byte // wasm_exec.js of the Go distribution that compiled it
}

// Edition says which rules a clerk checks against: version and date are
// printed on the page, adopted is what selfcheck.Adopted wrote.
type Edition struct {
	Version, Date string
	Adopted       []byte
}

// Assemble makes the page.
func Assemble(p Program, e Edition) ([]byte, error) {
	if !bytes.HasPrefix(p.Packed, []byte("\x1f\x8b")) {
		return nil, fmt.Errorf("assemble self-check: the program is not packed by gzip")
	}
	for name, text := range map[string]string{"loader": string(p.Loader), "adopted": string(e.Adopted), "worker": worker, "script": script} {
		if low := strings.ToLower(text); strings.Contains(low, "</script") || strings.Contains(low, "<!--") {
			return nil, fmt.Errorf("assemble self-check: the %s would end its own element", name)
		}
	}
	fill := strings.NewReplacer("{policy}", policy(), "{style}", style, "{script}", script, "{worker}", worker, "{loader}", string(p.Loader),
		"{program}", base64.StdEncoding.EncodeToString(p.Packed), "{adopted}", string(e.Adopted), "{licence}", html.EscapeString(licences),
		"{edition}", html.EscapeString(fmt.Sprintf("%s版 · %s", e.Version, e.Date)))
	return []byte(fill.Replace(frame)), nil
}

// policy lets the page run its own script, its worker and its program, and
// nothing else: no connection, no picture, no other script. Chromium before
// 97 knows WebAssembly under 'unsafe-eval' only; that word lets in nothing
// here, because only the script of this hash could use it. Styles may stand
// inline: the letter brings the widths of its columns.
func policy() string {
	return strings.Join([]string{"default-src 'none'", "connect-src 'none'", "script-src " + hash(script) + " 'wasm-unsafe-eval' 'unsafe-eval'", "worker-src blob:",
		"style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'"}, "; ")
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
