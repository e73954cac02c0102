package ingest

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

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
	if book.Format != sheet.XLSX {
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

// hasPrivateMember looks through the parts beside the sheets themselves.
func hasPrivateMember(raw []byte) bool {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return true
	}
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			return true
		}
		content, err := io.ReadAll(io.LimitReader(part, memberLimit))
		part.Close()
		if err != nil || len(content) == memberLimit {
			return true
		}
		if strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			continue // its cells were read
		}
		if _, hit := check.Scrub(string(content)); hit {
			return true
		}
	}
	return false
}
