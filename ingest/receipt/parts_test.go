package receipt_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What a spreadsheet program is strict about: parts that are whole XML,
// columns and rows in order, merged areas apart, links and filters that lead
// somewhere, no formula anywhere.
func TestPartsAreInOrder(t *testing.T) {
	raw := drawn(t, partial())
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if archive.File[0].Name != "[Content_Types].xml" {
		t.Errorf("begins with %s", archive.File[0].Name)
	}
	names := opened(t, raw).GetSheetList()
	for _, part := range archive.File {
		text := content(t, part)
		if err := wholeXML(text); err != nil {
			t.Errorf("%s: %v", part.Name, err)
		}
		if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") {
			continue
		}
		ascending(t, part.Name, text, `<col [^>]*min="(\d+)"`)
		ascending(t, part.Name, text, `<row r="(\d+)"`)
		if strings.Contains(text, "<f>") {
			t.Errorf("%s holds a formula", part.Name)
		}
		for _, m := range regexp.MustCompile(`location="&#39;([^!]*)&#39;!`).FindAllStringSubmatch(text, -1) {
			if !slices.Contains(names, m[1]) {
				t.Errorf("%s leads to %s", part.Name, m[1])
			}
		}
		inSchemaOrder(t, part.Name, text)
		if list := part.Name == "xl/worksheets/sheet2.xml"; list && (!strings.Contains(text, `<autoFilter ref="$A$1:$F$11"`) || !strings.Contains(text, `state="frozen"`)) {
			t.Error("the list of problems has no filter or no frozen header")
		}
	}
	margins, err := opened(t, raw).GetPageMargins("问题清单")
	if err != nil || margins.Top == nil || *margins.Top == 0 {
		t.Errorf("margins %+v, %v", margins, err)
	}
	props, err := opened(t, raw).GetSheetProps("问题清单")
	if err != nil || props.FitToPage == nil || !*props.FitToPage {
		t.Errorf("the list does not fit its page, %v", err)
	}
}

func ascending(t *testing.T, part, text, pattern string) {
	t.Helper()
	last := 0
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil || n <= last {
			t.Errorf("%s: %s after %d", part, m[0], last)
		}
		last = n
	}
}

func wholeXML(text string) error {
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// inSchemaOrder checks the order of a sheet's elements: Excel calls a file
// damaged over it.
func inSchemaOrder(t *testing.T, part, text string) {
	t.Helper()
	at, before := 0, ""
	for _, name := range []string{"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter", "mergeCells", "dataValidations", "hyperlinks", "pageMargins", "pageSetup", "headerFooter", "ignoredErrors", "legacyDrawing"} {
		found := regexp.MustCompile("<" + name + "[ >/]").FindStringIndex(text)
		if found == nil {
			continue
		}
		if found[0] < at {
			t.Errorf("%s: %s stands before %s", part, name, before)
		}
		at, before = found[0], name
	}
}
