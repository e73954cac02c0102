package campaign

import (
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lvzhi/ingest"
)

// Each target takes the part of a file that its format's reader has to
// understand, puts the sound rest around it, and sends it to the door. Seeds
// lie in testdata/fuzz beside those the generator gives.

func FuzzCSV(f *testing.F)   { fuzzFormat(f, CSV, func(b []byte) ([]byte, error) { return b, nil }) }
func FuzzHTML(f *testing.F)  { fuzzFormat(f, HTML, func(b []byte) ([]byte, error) { return b, nil }) }
func FuzzXML(f *testing.F)   { fuzzFormat(f, XML, func(b []byte) ([]byte, error) { return b, nil }) }
func FuzzJSON(f *testing.F)  { fuzzFormat(f, JSON, func(b []byte) ([]byte, error) { return b, nil }) }
func FuzzBIFF(f *testing.F)  { fuzzFormat(f, XLS, func(b []byte) ([]byte, error) { return b, nil }) }
func FuzzDOCX(f *testing.F)  { fuzzFormat(f, DOCX, around(DOCX, "word/document.xml")) }
func FuzzSheet(f *testing.F) { fuzzFormat(f, XLSX, around(XLSX, "xl/worksheets/sheet1.xml")) }
func FuzzTexts(f *testing.F) { fuzzFormat(f, XLSX, around(XLSX, "xl/sharedStrings.xml")) }
func FuzzBook(f *testing.F)  { fuzzFormat(f, XLSX, around(XLSX, "xl/workbook.xml")) }

// around puts a part into a sound archive.
func around(format Format, name string) func([]byte) ([]byte, error) {
	sound, err := Write(format, Mess(Source(0, 0)), 0)
	return func(content []byte) ([]byte, error) {
		if err != nil {
			return nil, err
		}
		return Replace(sound, name, content)
	}
}

func fuzzFormat(f *testing.F, format Format, wrap func([]byte) ([]byte, error)) {
	d, err := openDesk(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { d.Lake.Close() })
	d.DryRun = true
	for n := range 4 {
		sheets := Mess(Source(uint64(n), 7))
		if format.OneSheet() {
			sheets = sheets[:1]
		}
		content, err := Write(format, sheets, n)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range []string{"word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"} {
			if part, err := Part(content, name); err == nil {
				f.Add(part)
			}
		}
		if format != XLSX && format != DOCX {
			f.Add(content)
		}
	}
	path := filepath.Join(f.TempDir(), "f")
	f.Fuzz(func(t *testing.T, raw []byte) {
		content, err := wrap(raw)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		outcomes, err := d.Receive(context.Background(), path, ingest.Hints{Unit: "410900", Period: "2024-09"})
		if said := verdict(outcomes, err); said != "taken" && said != "refused" {
			t.Fatal(said)
		}
	})
}

// FuzzCell puts a text into every cell of a row: whatever stands there, the
// row is found again and nothing private is said of it.
func FuzzCell(f *testing.F) {
	for _, text := range []string{"12名", "98.5%", "2024年9月9日至11日", "1E9999", "百分之", "已", "(3)", "45544.5", "二〇二四年", "合计", "注：", "同上", "-", "=1+1", "\u202e", "长垣", "阿·乙", "√", "410901199001011234"} {
		f.Add(text)
	}
	d, err := openDesk(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { d.Lake.Close() })
	d.DryRun = true
	var pages []func(text string) []byte
	for _, dataset := range d.Datasets {
		if dataset.Source != "" {
			continue
		}
		var head strings.Builder
		for _, field := range dataset.Fields {
			fmt.Fprintf(&head, "<td>%s</td>", field.Label)
		}
		pages = append(pages, func(text string) []byte {
			cells := strings.Repeat("<td>"+html.EscapeString(text)+"</td>", len(dataset.Fields))
			return []byte("<html><table><tr>" + head.String() + "</tr><tr>" + cells + "</tr></table></html>")
		})
	}
	path := filepath.Join(f.TempDir(), "f")
	f.Fuzz(func(t *testing.T, text string) {
		for _, page := range pages {
			if err := os.WriteFile(path, page(text), 0o600); err != nil {
				t.Fatal(err)
			}
			outcomes, err := d.Receive(context.Background(), path, ingest.Hints{Unit: "410900", Period: "2024-09"})
			if said := verdict(outcomes, err); said != "taken" && said != "refused" {
				t.Fatal(said)
			}
			if o := outcomes[0]; o.Status != ingest.Refused && o.Read > 1 {
				t.Fatalf("one row was read as %d", o.Read)
			}
		}
	})
}
