package ingest

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"strings"
	"unicode/utf8"

	"lvzhi/ingest/check"
)

// longestPart bounds what is unpacked of one part of a workbook to look for
// private numbers; a longer part counts as holding some.
const longestPart = 64 << 20

// hasPrivatePart looks through all parts of a workbook or document: comments,
// page headers, formulas and properties too; its cells were read one by one.
// What cannot be searched (pictures, embedded files) counts as holding some. A
// text file has no other parts.
func hasPrivatePart(src *original) bool {
	head := make([]byte, 4)
	if _, err := src.ReadAt(head, 0); err != nil || string(head) != "PK\x03\x04" {
		return false
	}
	archive, err := zip.NewReader(src, src.Size())
	if err != nil || hasTail(src, archive.Comment) {
		return true
	}
	names := []string{archive.Comment}
	for _, f := range archive.File {
		names = append(names, f.Name, f.Comment)
	}
	if hasPrivate(strings.Join(names, "\n")) {
		return true
	}
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") || strings.HasPrefix(f.Name, "xl/printerSettings/") {
			continue
		}
		content, ok := unpacked(f)
		if !ok || searchPart(content, strings.HasPrefix(f.Name, "xl/worksheets/")) {
			return true
		}
	}
	return false
}

func hasPrivate(text string) bool {
	_, hit := check.Scrub(text)
	return hit
}

// hasTail reports bytes behind the end of an archive.
func hasTail(src *original, comment string) bool {
	end := int64(22 + len(comment))
	record := make([]byte, 4)
	_, err := src.ReadAt(record, max(0, src.Size()-end))
	return err != nil || string(record) != "PK\x05\x06"
}

func unpacked(f *zip.File) ([]byte, bool) {
	if f.UncompressedSize64 > longestPart {
		return nil, false
	}
	part, err := f.Open()
	if err != nil {
		return nil, false
	}
	defer part.Close()
	content, err := io.ReadAll(io.LimitReader(part, longestPart+1))
	return content, err == nil && len(content) <= longestPart && utf8.Valid(content) && bytes.IndexByte(content, 0) < 0
}

// searchPart looks for private numbers in the texts of a part, joined where a
// number may change its font halfway, and in its tags. Of a sheet's cells only
// the formulas are looked at.
func searchPart(content []byte, isSheet bool) bool {
	var piece strings.Builder
	inCells, inFormula := false, false
	for len(content) > 0 {
		if content[0] != '<' {
			text := content
			if end := bytes.IndexByte(content, '<'); end >= 0 {
				text = content[:end]
			}
			content = content[len(text):]
			if !inCells || inFormula {
				piece.Write(text)
			}
			continue
		}
		tag := content
		if end := bytes.IndexByte(content, '>'); end >= 0 {
			tag = content[:end+1]
		}
		content = content[len(tag):]
		name, closes := tagName(tag)
		switch name {
		case "sheetData":
			inCells = isSheet && !closes
		case "f":
			inFormula = !closes && !bytes.HasSuffix(tag, []byte("/>"))
		}
		if inCells && name != "f" {
			continue
		}
		if endsText(name) {
			if text := piece.String(); hasPrivate(text) || hasPrivate(html.UnescapeString(html.UnescapeString(text))) || hasPrivate(withoutCodes(text)) {
				return true
			}
			piece.Reset()
		}
		if hasPrivate(html.UnescapeString(string(tag))) {
			return true
		}
	}
	return hasPrivate(piece.String())
}

// withoutCodes takes the codes out of a page's header (&B for bold).
func withoutCodes(text string) string {
	text = html.UnescapeString(html.UnescapeString(text))
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '&' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		if i++; text[i] == '"' {
			if end := strings.IndexByte(text[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		}
	}
	return b.String()
}

// tagName is the name of an element without its prefix.
func tagName(tag []byte) (name string, closes bool) {
	tag = tag[1:]
	if closes = len(tag) > 0 && tag[0] == '/'; closes {
		tag = tag[1:]
	}
	end := bytes.IndexAny(tag, " \t\r\n/>")
	if end < 0 {
		end = len(tag)
	}
	if colon := bytes.IndexByte(tag[:end], ':'); colon >= 0 {
		return string(tag[colon+1 : end]), closes
	}
	return string(tag[:end]), closes
}

// endsText reports elements that part two texts from each other; the others
// stand inside a text.
func endsText(name string) bool {
	switch name {
	case "r", "t", "rPr", "b", "i", "u", "sz", "color", "rFont", "family", "charset", "scheme", "vertAlign", "lang", "rFonts", "rPh", "phoneticPr", "proofErr", "bookmarkStart", "bookmarkEnd":
		return false
	}
	return true
}
