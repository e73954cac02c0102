package ingest

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"lvzhi/ingest/check"
	"lvzhi/ingest/sheet"
)

// memberLimit bounds what is unpacked of one part of a workbook to look for
// private numbers; a larger part counts as holding some.
const memberLimit = 256 << 20

// mayKeep reports whether the original bytes hold nothing private: no such
// column, and no such number in any cell, comment or property.
func mayKeep(raw []byte, book *sheet.Book, privateColumns []string) bool {
	if len(privateColumns) > 0 {
		return false
	}
	if book.Format == sheet.CSV {
		_, hit := check.Scrub(book.Text)
		return !hit
	}
	for _, t := range book.Tables {
		for _, row := range t.Rows {
			for _, c := range row.Cells {
				if _, hit := check.Scrub(c); hit {
					return false
				}
			}
		}
	}
	return !hasPrivateMember(raw)
}

// hasPrivateMember looks through all parts: comments, page headers, formulas
// and properties too. What cannot be searched (pictures, embedded files)
// counts as holding some.
func hasPrivateMember(raw []byte) bool {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return true
	}
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") || strings.HasPrefix(f.Name, "xl/printerSettings/") {
			continue
		}
		part, err := f.Open()
		if err != nil {
			return true
		}
		content, err := io.ReadAll(io.LimitReader(part, memberLimit))
		part.Close()
		if err != nil || len(content) == memberLimit || !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0 {
			return true
		}
		if _, hit := check.Scrub(string(content)); hit {
			return true
		}
		if runsOn.MatchString(f.Name) { // there a number may change its font halfway
			if _, hit := check.Scrub(string(tag.ReplaceAll(content, nil))); hit {
				return true
			}
		}
	}
	return false
}

var (
	runsOn = regexp.MustCompile(`(?i)comment|drawing|document`)
	tag    = regexp.MustCompile(`<[^>]*>`)
)
