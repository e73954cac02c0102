package ingest

import (
	"archive/zip"
	"bytes"
	"html"
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
	if tail := bytes.LastIndex(raw, []byte("PK\x05\x06")); tail < 0 || tail+22+len(archive.Comment) != len(raw) {
		return true // something stands behind the archive
	}
	names := []string{archive.Comment}
	for _, f := range archive.File {
		names = append(names, f.Name, f.Comment)
	}
	if _, hit := check.Scrub(strings.Join(names, "\n")); hit {
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
		for _, text := range readings(f.Name, string(content)) {
			if _, hit := check.Scrub(text); hit {
				return true
			}
		}
	}
	return false
}

// readings are the ways a part of a document can be read: as it is, with its
// entities spelt out, and, where a number may change its font halfway, without
// its tags. A sheet's cells were read one by one; of a sheet only the page's
// header and footer are read on, without their codes (&B for bold).
func readings(name, content string) []string {
	all := []string{content}
	if strings.HasPrefix(name, "xl/worksheets/sheet") {
		for _, hf := range pageEdge.FindAllString(content, -1) {
			all = append(all, edgeCode.ReplaceAllString(html.UnescapeString(html.UnescapeString(tag.ReplaceAllString(hf, ""))), ""))
		}
		return all
	}
	plain := tag.ReplaceAllString(blockEnd.ReplaceAllString(content, "$0\n"), "")
	return append(all, plain, html.UnescapeString(plain))
}

var (
	pageEdge = regexp.MustCompile(`(?s)<headerFooter.*?</headerFooter>`)
	edgeCode = regexp.MustCompile(`&(?:"[^"]*"|[A-Za-z])`)
	blockEnd = regexp.MustCompile(`</(?:\w+:)?(?:p|si|c|row|tr|text|comment|cp|Override|Default|Relationship|xf|font)>|/>`)
	tag      = regexp.MustCompile(`<[^>]*>`)
)
