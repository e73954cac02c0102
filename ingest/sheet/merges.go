package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// The merged areas and the last row are read straight from the sheet's XML: the library would
// load the whole sheet for them.

var (
	mergeCell = regexp.MustCompile(`^<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"`)
	rowTag    = regexp.MustCompile(`^<(?:\w+:)?row(?:\s(?:[^>]*\s)?r="(\d+)"|\s|/|$)`)
)

// maxMerges bounds what a hostile sheet can make us keep.
const maxMerges = 50_000

// layout is what a sheet's XML says beside its cells: the merged areas, and
// the number of its last row. The library ends without an error where the XML
// breaks off; the last row tells.
type layout struct {
	merges  []Merge
	lastRow int
	beyond  bool // some row has a number no spreadsheet has
}

func layoutByPart(archive *zip.Reader) (map[string]layout, error) {
	found := map[string]layout{}
	for _, f := range archive.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/") || !strings.HasSuffix(f.Name, ".xml") {
			continue
		}
		l, err := layoutOf(f)
		if err != nil {
			return nil, err
		}
		found[f.Name] = l
	}
	return found, nil
}

func layoutOf(f *zip.File) (layout, error) {
	var l layout
	part, err := f.Open()
	if err != nil {
		return l, fmt.Errorf("open %s: %w", f.Name, err)
	}
	defer part.Close()
	// cut at ">", so that each tag is a token of its own however long the line
	scanner := bufio.NewScanner(io.LimitReader(part, unzipLimit))
	scanner.Buffer(make([]byte, 64<<10), 4<<20)
	scanner.Split(func(data []byte, atEOF bool) (int, []byte, error) {
		for i, b := range data {
			if b == '>' {
				return i + 1, data[:i], nil
			}
		}
		if atEOF {
			return len(data), nil, nil
		}
		return 0, nil, nil
	})
	for scanner.Scan() {
		tag := bytes.TrimSpace(scanner.Bytes())
		if m := rowTag.FindSubmatch(tag); m != nil {
			l.lastRow++
			if len(m[1]) > 7 {
				l.beyond = true
			} else if number, err := strconv.Atoi(string(m[1])); err == nil {
				l.lastRow = number
			}
			l.beyond = l.beyond || l.lastRow > maxRows
		}
		if m := mergeCell.FindSubmatch(tag); m != nil && len(l.merges) < maxMerges {
			top, _ := strconv.Atoi(string(m[2]))
			bottom, _ := strconv.Atoi(string(m[4]))
			l.merges = append(l.merges, Merge{Top: top, Left: columnNumber(m[1]), Bottom: bottom, Right: columnNumber(m[3])})
		}
	}
	if err := scanner.Err(); err != nil {
		return l, fmt.Errorf("read %s: %w", f.Name, err)
	}
	return l, nil
}

func columnNumber(letters []byte) int {
	n := 0
	for _, c := range letters {
		n = n*26 + int(c-'A'+1)
	}
	return n
}

// sheetPart returns the part name of the workbook's i-th sheet.
func sheetPart(archive *zip.Reader, i int) string {
	var workbook struct {
		Sheets []struct {
			ID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		Relationships []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	readXML(archive, "xl/workbook.xml", &workbook)
	readXML(archive, "xl/_rels/workbook.xml.rels", &rels)
	if i >= len(workbook.Sheets) {
		return ""
	}
	for _, r := range rels.Relationships {
		if r.ID == workbook.Sheets[i].ID {
			if target, ok := strings.CutPrefix(r.Target, "/"); ok {
				return target
			}
			return path.Join("xl", r.Target)
		}
	}
	return ""
}

func readXML(archive *zip.Reader, name string, into any) {
	f, err := archive.Open(name)
	if err != nil {
		return
	}
	defer f.Close()
	_ = xml.NewDecoder(io.LimitReader(f, 16<<20)).Decode(into) // a broken part leaves no merges; the reader reports it
}
