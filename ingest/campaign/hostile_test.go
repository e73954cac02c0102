package campaign

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"lvzhi/ingest"
)

// hostile is a file made to hurt, and the sentence its sender is owed; a
// sentence of "" means that its one sound row is taken in.
type hostile struct {
	name     string
	write    func(to io.Writer) error
	sentence string
}

const (
	sheetTitle = "濮阳市2024年9月述职满意度测评"
	csvHead    = "姓名,述职日期,满意,基本满意,不满意\n"
	csvRow     = "张三,9月9日,45,3,2\n"
	megabyte   = 1 << 20
)

// TestHostileFiles: each is answered with its sentence, in little time and
// memory.
func TestHostileFiles(t *testing.T) {
	long := int64(64 * megabyte)
	if full() {
		long = 1 << 30
	}
	for _, h := range []hostile{
		{"zip of a gigabyte of blanks", zipOf(member{"濮阳市2024年9月.csv", repeat(" ", 1<<30)}), "解开后过大|解开后超过"},
		{"zip of many bombs", manyBombs, "解开后过大|解开后超过"},
		{"zip within zip", zipOf(member{"内.zip", zipOf(member{"a.csv", text(csvHead)})}), "压缩包里还有压缩包"},
		{"zip whose members overlap", overlapping, "压缩包"},
		{"zip of too many files", zipOf(tooMany()...), "压缩包里的文件超过"},
		{"zip pointing outside", zipOf(member{"../../濮阳市2024年9月.csv", text(csvHead + csvRow)}), "指向包外的路径"},
		{"zip pointing to the root", zipOf(member{"/etc/濮阳市.csv", text(csvHead + csvRow)}), "指向包外的路径"},
		{"zip pointing outside backwards", zipOf(member{`a\..\..\濮阳市.csv`, text(csvHead + csvRow)}), "指向包外的路径"},
		{"zip pointing to a drive", zipOf(member{`C:\濮阳市.csv`, text(csvHead + csvRow)}), "指向包外的路径"},

		{"xlsx with a sheet of a gigabyte of blanks", xlsxOf(sheetXML("", rowsXML()+"<!--", repeat(" ", 1<<30), "-->")), "工作簿|表格太大"},
		{"xlsx with a cell of 300 MB", xlsxOf(sheetXML("", `<row r="1"><c r="A1" t="inlineStr"><is><t>`, repeat("长", 300*megabyte), `</t></is></c></row>`)), "工作簿|表格太大"},
		{"xlsx claiming every cell", xlsxOf(sheetXML(`<dimension ref="A1:XFD1048576"/>`, rowsXML())), ""},
		{"xlsx claiming two billion strings", xlsxOf(sheetXML("", rowsXML()), member{"xl/sharedStrings.xml", text(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2147483647" uniqueCount="2147483647"></sst>`)}), ""},
		{"xlsx with a million blank rows", xlsxOf(sheetXML("", rowsXML(), blankRows(4, 1_048_576))), ""},
		{"xlsx with a million merged areas", xlsxOf(join(text(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+rowsXML()+`</sheetData><mergeCells>`), repeat(`<mergeCell ref="A1:XFD1048576"/>`, 40*megabyte), text("</mergeCells></worksheet>"))), "|工作簿|表格太大"},
		{"xlsx with 16,384 columns", xlsxOf(sheetXML("", rowsXML(), wideRows(5, 25, 16_384))), "|"},
		{"xlsx with a row beyond the last", xlsxOf(sheetXML("", rowsXML(), text(`<row r="99999999"><c r="A99999999"><v>1</v></c></row>`))), "工作簿|表格太大"},
		{"xlsx with a column beyond the last", xlsxOf(sheetXML("", rowsXML(), text(`<row r="9"><c r="ZZZZZZ9"><v>1</v></c></row>`))), "|工作簿|表格太大"},
		{"xlsx with entities of entities", xlsxOf(text(`<?xml version="1.0"?>` + laughs + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>`)), "工作簿|没有找到认识的表头|空的"},

		{"xml table with entities of entities", text(`<?xml version="1.0"?>` + laughs + `<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>&j;</Data></Cell></Row></Table></Worksheet></Workbook>`), "XML"},
		{"xml table reading a file", text(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>&j;</Data></Cell></Row></Table></Worksheet></Workbook>`), "XML"},
		{"xml table nested deeply", join(text(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), repeat("<a>", 3*megabyte)), "XML"},
		{"word table with entities of entities", docxOf(text(`<?xml version="1.0"?>` + laughs + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`)), "Word"},
		{"word document of a gigabyte", docxOf(join(text(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`), repeat("<w:p/>", 1<<30))), "Word|表格太大"},

		{"html of tables in tables", repeat("<table><tr><td>", 30*megabyte), "网页"},
		{"html of cells over everything", join(text("<table>"), repeat("<tr><td rowspan=65534 colspan=1000>1</td></tr>", 20*megabyte)), "表格太大"},
		{"json nested a hundred thousand times", join(repeat("[", 100_000), repeat("]", 100_000)), "JSON"},
		{"json objects nested a hundred thousand times", join(text(`[{"a":`), repeat(`{"a":`, 500_000)), "JSON"},
		{"json of one long text", join(text(`[{"姓名":"`), repeat("长", 100*megabyte), text(`"}]`)), "表格太大|没有找到认识的表头"},
		{"json of a million columns", join(text(`[{`), keys(1_000_000), text(`"z":1}]`)), "表格太大|没有找到认识的表头"},

		{"csv that is one line", join(text("张三"), repeat("9", long)), "不像是表格的一行|超过512 MB"},
		{"csv that is one quoted cell", join(text(sheetTitle+"\n"+csvHead+csvRow+`"`), repeat("长", long)), "引号不成对|太大|不像是表格的一行|超过512 MB"},
		{"csv that is one line of cells", join(text(sheetTitle+"\n"+csvHead+csvRow), repeat(",", long)), "太大|不像是表格的一行|超过512 MB"},
		{"csv of a million blank lines", join(text(sheetTitle+"\n"+csvHead), repeat("\n", 1_000_000), text(csvRow)), ""},
		{"csv of a million empty rows", join(text(sheetTitle+"\n"+csvHead), repeat(",,,,\n", 5_000_000), text(csvRow)), ""},
		{"csv of nothing but quotes", repeat(`"`, long), "引号不成对|不像是表格的一行|超过512 MB"},
		{"nothing but zeros", repeat("\x00", 64*megabyte), "空的|不是表格"},

		{"xls claiming two billion strings", text(string(writeBIFF([]Sheet{{Name: "a"}})[:20]) + string(record(0x00FC, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f)) + string(record(0x000A))), "旧版格式|空的"},
		{"xls whose sheets are one sheet", text(string(sameSheet())), "旧版格式|太大"},
		{"xls filling every row and column", text(string(farCells())), "太大"},
	} {
		t.Run(h.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "h")
			size := h.file(t, path)
			status, message := alone(t, path)
			if status == "taken" && (h.sentence == "" || strings.HasPrefix(h.sentence, "|")) {
				return
			}
			if status == "refused" && h.sentence != "" && said(message, h.sentence) {
				return
			}
			t.Errorf("%d bytes: %s “%s”, want “%s”", size, status, message, h.sentence)
		})
	}
}

// said reports whether a message holds one of the sentences, which are parted
// by |.
func said(message, sentences string) bool {
	for one := range strings.SplitSeq(sentences, "|") {
		if one != "" && strings.Contains(message, one) {
			return true
		}
	}
	return false
}

func (h hostile) file(t *testing.T, path string) int64 {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	buffered := bufio.NewWriterSize(f, megabyte)
	if err := h.write(buffered); err != nil {
		t.Fatal(err)
	}
	if err := buffered.Flush(); err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// alone takes one file in in a process of its own, and holds it to its bounds.
func alone(t *testing.T, path string) (status, message string) {
	t.Helper()
	limit := slowest
	if full() {
		limit = 6 * slowest // a gigabyte takes longer to read than any broken file
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	run := exec.CommandContext(ctx, os.Args[0])
	run.Env = append(os.Environ(), childEnv+"=file "+path, "CAMPAIGN_DIR="+t.TempDir(), "GOMEMLIMIT=off")
	var out, trace bytes.Buffer
	run.Stdout, run.Stderr = &out, &trace
	if err := run.Run(); err != nil {
		t.Fatalf("%v: %.2000s", err, trace.String())
	}
	fields := strings.SplitN(strings.TrimSpace(out.String()), " ", 4)
	if len(fields) < 3 {
		t.Fatalf("answered %q", out.String())
	}
	mb, err := strconv.Atoi(fields[1])
	if err != nil || mb > heaviest {
		t.Errorf("took %s MB", fields[1])
	}
	t.Logf("%s ms, %s MB, %s", fields[0], fields[1], strings.Join(fields[2:], " "))
	return fields[2], strings.Join(fields[3:], " ")
}

// childFile takes one file in and answers with milliseconds, peak in MB, what
// became of it, and the last sentence said of it.
func childFile(path string) int {
	d, err := openDesk(os.Getenv("CAMPAIGN_DIR"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	begun := time.Now()
	outcomes, err := d.Receive(context.Background(), path, ingest.Hints{Unit: "410900", Period: "2024-09"})
	taken, message := verdict(outcomes, err), ""
	if len(outcomes) > 0 && len(outcomes[0].Problems) > 0 {
		p := outcomes[0].Problems[len(outcomes[0].Problems)-1]
		message = oneLine(p.Message + "，" + p.Remedy)
	}
	fmt.Println(time.Since(begun).Milliseconds(), peakMB(), taken, message)
	return 0
}

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
