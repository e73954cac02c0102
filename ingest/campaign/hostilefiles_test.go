package campaign

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// member is a part of an archive in the making.
type member struct {
	name  string
	write func(to io.Writer) error
}

func text(s string) func(io.Writer) error {
	return func(to io.Writer) error { _, err := io.WriteString(to, s); return err }
}

// repeat writes a piece until about size bytes stand there.
func repeat(piece string, size int64) func(io.Writer) error {
	return func(to io.Writer) error {
		block := []byte(strings.Repeat(piece, max(1, 1<<16/len(piece))))
		for left := size / int64(len(piece)) * int64(len(piece)); left > 0; {
			n := min(left, int64(len(block)))
			if _, err := to.Write(block[:n]); err != nil {
				return err
			}
			left -= n
		}
		return nil
	}
}

func join(pieces ...func(io.Writer) error) func(io.Writer) error {
	return func(to io.Writer) error {
		for _, p := range pieces {
			if err := p(to); err != nil {
				return err
			}
		}
		return nil
	}
}

func zipOf(members ...member) func(io.Writer) error {
	return func(to io.Writer) error {
		archive := zip.NewWriter(to)
		for _, m := range members {
			w, err := archive.Create(m.name)
			if err != nil {
				return err
			}
			if err := m.write(w); err != nil {
				return err
			}
		}
		return archive.Close()
	}
}

// manyBombs packs a table of 100 MB once and puts it into the archive a
// thousand times.
func manyBombs(to io.Writer) error {
	packed, content, err := bomb(100 * megabyte)
	if err != nil {
		return err
	}
	archive := zip.NewWriter(to)
	for i := range 1_000 {
		w, err := archive.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("%d.csv", i), Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(content),
			CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(content))})
		if err != nil {
			return err
		}
		if _, err := w.Write(packed); err != nil {
			return err
		}
	}
	return archive.Close()
}

// bomb is a long table of one line, packed and as it is.
func bomb(size int) (packed, content []byte, err error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, nil, err
	}
	content = bytes.Repeat([]byte("1,2,3\n"), size/6)
	if _, err := w.Write(content); err != nil {
		return nil, nil, err
	}
	err = w.Close()
	return out.Bytes(), content, err
}

func tooMany() []member {
	var all []member
	for i := range 50_000 {
		all = append(all, member{fmt.Sprintf("%d.csv", i), text("")})
	}
	return all
}

// overlapping writes a thousand names for one packed content, as the better
// bombs do.
func overlapping(to io.Writer) error {
	packed, content, err := bomb(12 * megabyte)
	if err != nil {
		return err
	}
	sizes := binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(content))
	sizes = binary.LittleEndian.AppendUint32(sizes, uint32(len(packed)))
	sizes = binary.LittleEndian.AppendUint32(sizes, uint32(len(content)))
	local := append([]byte("PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00\x00\x00"), sizes...)
	local = append(local, 5, 0, 0, 0)
	local = append(local, "0.csv"...)
	local = append(local, packed...)
	var central []byte
	const names = 1_000
	for i := range names {
		name := fmt.Sprintf("%04d.csv", i)
		central = append(central, "PK\x01\x02\x14\x00\x14\x00\x00\x00\x08\x00\x00\x00\x00\x00"...)
		central = append(central, sizes...)
		central = append(central, byte(len(name)), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
		central = append(central, name...)
	}
	end := []byte("PK\x05\x06\x00\x00\x00\x00")
	end = binary.LittleEndian.AppendUint16(end, names)
	end = binary.LittleEndian.AppendUint16(end, names)
	end = binary.LittleEndian.AppendUint32(end, uint32(len(central)))
	end = binary.LittleEndian.AppendUint32(end, uint32(len(local)))
	end = append(end, 0, 0)
	_, err = to.Write(append(append(local, central...), end...))
	return err
}

// xlsxOf is a workbook of one sheet, whose XML may be anything.
func xlsxOf(sheet func(io.Writer) error, more ...member) func(io.Writer) error {
	return zipOf(append([]member{
		{"[Content_Types].xml", text(`<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`)},
		{"_rels/.rels", text(`<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`)},
		{"xl/workbook.xml", text(`<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`)},
		{"xl/_rels/workbook.xml.rels", text(`<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)},
		{"xl/worksheets/sheet1.xml", sheet},
	}, more...)...)
}

// sheetXML is a sheet; what stands between its ends is a text or writes
// itself.
func sheetXML(before string, content ...any) func(io.Writer) error {
	pieces := []func(io.Writer) error{text(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + before + `<sheetData>`)}
	for _, c := range content {
		switch c := c.(type) {
		case string:
			pieces = append(pieces, text(c))
		case func(io.Writer) error:
			pieces = append(pieces, c)
		}
	}
	return join(append(pieces, text(`</sheetData></worksheet>`))...)
}

// rowsXML are a title, a header and one sound row.
func rowsXML() string {
	var b strings.Builder
	for i, line := range []string{sheetTitle, strings.TrimSpace(csvHead), strings.TrimSpace(csvRow)} {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for c, cell := range strings.Split(line, ",") {
			fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+c, i+1, cell)
		}
		b.WriteString("</row>")
	}
	return b.String()
}

func blankRows(from, to int) func(io.Writer) error {
	return func(w io.Writer) error {
		for n := from; n <= to; n++ {
			if _, err := fmt.Fprintf(w, `<row r="%d" ht="15" customHeight="1"><c r="A%d" s="0"/><c r="B%d" s="0"/></row>`, n, n, n); err != nil {
				return err
			}
		}
		return nil
	}
}

func wideRows(from, to, columns int) func(io.Writer) error {
	return func(w io.Writer) error {
		for n := from; n <= to; n++ {
			if _, err := fmt.Fprintf(w, `<row r="%d">`, n); err != nil {
				return err
			}
			for c := range columns {
				if _, err := fmt.Fprintf(w, `<c><v>%d</v></c>`, c); err != nil {
					return err
				}
			}
			if _, err := io.WriteString(w, "</row>"); err != nil {
				return err
			}
		}
		return nil
	}
}

func docxOf(document func(io.Writer) error) func(io.Writer) error {
	return zipOf(member{"[Content_Types].xml", text(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)}, member{"word/document.xml", document})
}

// laughs are ten entities, each ten times the one before: ten thousand
// million characters if anyone spelt them out.
var laughs = func() string {
	doctype := `<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">`
	for c := 'b'; c <= 'j'; c++ {
		doctype += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	return doctype + "]>"
}()

func keys(n int) func(io.Writer) error {
	return func(w io.Writer) error {
		for i := range n {
			if _, err := fmt.Fprintf(w, `"k%d":1,`, i); err != nil {
				return err
			}
		}
		return nil
	}
}

// sameSheet is a workbook whose thousand sheets all begin at one place.
func sameSheet() []byte {
	sheet := Sheet{Name: "a"}
	for range 2_000 {
		sheet.Lines = append(sheet.Lines, Line{Cells: []string{"1", "2", "3"}})
	}
	globals := record(0x0809, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	const sheets = 999
	start := len(globals) + sheets*(4+9) + 4
	for range sheets {
		globals = append(globals, record(0x0085, byte(start), byte(start>>8), byte(start>>16), 0, 0, 0, 1, 0, 'a')...)
	}
	return append(append(globals, record(0x000A)...), sheetRecords(sheet)...)
}

// farCells puts one cell at the far end of every row there can be.
func farCells() []byte {
	globals := record(0x0809, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	start := len(globals) + 4 + 9 + 4
	out := append(globals, record(0x0085, byte(start), byte(start>>8), 0, 0, 0, 0, 1, 0, 'a')...)
	out = append(out, record(0x000A)...)
	out = append(out, record(0x0809, 0x00, 0x06, 0x10, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)...)
	for row := range 65_536 {
		out = append(out, record(0x0203, byte(row), byte(row>>8), 0xff, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3f)...)
	}
	return append(out, record(0x000A)...)
}
