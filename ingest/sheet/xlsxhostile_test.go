package sheet_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"lvzhi/ingest/sheet"
)

const (
	broken = "工作簿已损坏"
	huge   = "表格太大"
)

// A part that breaks off anywhere refuses the workbook; nothing is read half.
func TestWorkbookCutAnywhere(t *testing.T) {
	rows := oneRow + `<row r="2"><c r="A2" t="inlineStr"><is><t>甲&amp;乙</t></is></c><c r="B2"><f>1</f><v>1.5</v></c></row>`
	whole := xlsxParts(strings.Replace(worksheet(rows), "</sheetData>", `</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>`, 1))
	for _, part := range []string{"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"} {
		for cut := range len(whole[part]) {
			refused(t, zipOf(t, with("", map[string]string{"xl/worksheets/sheet1.xml": whole["xl/worksheets/sheet1.xml"], part: whole[part][:cut] + " "})), broken)
		}
	}
}

func TestBrokenWorkbooks(t *testing.T) {
	for name, rows := range map[string]string{
		"cells not closed":     `<row r="1"><c r="A1"><v>1</v></row>`,
		"crossed names":        `<x:row r="1"><c r="A1"><v>1</v></c></row>`,
		"crossed":              `<row r="1"><c r="A1"><v>1</c></v></row>`,
		"tag in a tag":         `<row r="1" <c r="A1"/></row>`,
		"attribute without":    `<row r="1"><c r= t="s"><v>0</v></c></row>`,
		"attribute open":       `<row r="1"><c r="A1><v>0</v></c></row>`,
		"unknown reference":    `<row r="1"><c r="A1" t="str"><v>&lol9;</v></c></row>`,
		"bare ampersand":       `<row r="1"><c r="A1" t="str"><v>甲&乙</v></c></row>`,
		"reference to nothing": `<row r="1"><c r="A1" t="str"><v>&#x110000;</v></c></row>`,
		"bytes that are none":  "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\xff\xfe</t></is></c></row>",
		"row 0":                `<row r="0"><c r="A0"><v>1</v></c></row>`,
		"row below 0":          `<row r="-1"><c><v>1</v></c></row>`,
		"row in words":         `<row r="x"><c><v>1</v></c></row>`,
		"row beyond":           `<row r="1048577"><c><v>1</v></c></row>`,
		"rows beyond":          `<row r="1048576"><c><v>1</v></c></row><row><c><v>1</v></c></row>`,
		"row of ages":          `<row r="99999999999999999999"><c><v>1</v></c></row>`,
		"rows out of order":    `<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`,
		"row twice":            `<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>`,
		"cell of another row":  `<row r="2"><c r="A3"><v>1</v></c></row>`,
		"column beyond":        `<row r="1"><c r="XFE1"><v>1</v></c></row>`,
		"column of ages":       `<row r="1"><c r="ZZZZZZZZZZZZZZ1"><v>1</v></c></row>`,
		"no column":            `<row r="1"><c r="1"><v>1</v></c></row>`,
		"address in words":     `<row r="1"><c r="甲1"><v>1</v></c></row>`,
		"text beyond":          `<row r="1"><c r="A1" t="s"><v>3</v></c></row>`,
		"text below 0":         `<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`,
		"text in words":        `<row r="1"><c r="A1" t="s"><v>甲</v></c></row>`,
		"deep":                 strings.Repeat("<x>", 300) + strings.Repeat("</x>", 300),
		"document type":        `<!DOCTYPE lolz [<!ENTITY lol "lol">]>`,
		"second part":          oneRow + `</sheetData><sheetData>` + strings.Replace(oneRow, "1", "2", -1),
		"tag in a closed tag":  `<row r="1"><c r="A1"><v <x>1</v></c></row>`,
		"cell of a row above":  `<row r="5"/><row><c r="A5"><v>1</v></c></row>`,
	} {
		t.Run(name, func(t *testing.T) { refused(t, withRows(t, rows), broken) })
	}
	for name, changes := range map[string]map[string]string{
		"no texts":         {"xl/sharedStrings.xml": ""},
		"no sheet":         {"xl/worksheets/sheet1.xml": ""},
		"no relationships": {"xl/_rels/workbook.xml.rels": ""},
		"sheet unrelated":  {"xl/_rels/workbook.xml.rels": relationships("rId9", "worksheet", "worksheets/sheet1.xml")},
		"no workbook":      {"xl/workbook.xml": xmlHead + "<document/>"},
		"no worksheet":     {"xl/worksheets/sheet1.xml": xmlHead + "<chartsheet/>"},
		"no sheets":        {"xl/workbook.xml": xmlHead + "<workbook/>"},
		"words before":     {"xl/worksheets/sheet1.xml": "junk"},
		"behind the end":   {"xl/worksheets/sheet1.xml": worksheet(oneRow) + "<x/>"},
		"merge beyond":     {"xl/worksheets/sheet1.xml": withMerge("A1:A1048577")},
		"merge of columns": {"xl/worksheets/sheet1.xml": withMerge("A:C")},
		"merge backwards":  {"xl/worksheets/sheet1.xml": withMerge("B2:A2")},
		"merge upwards":    {"xl/worksheets/sheet1.xml": withMerge("A2:A1")},
	} {
		t.Run(name, func(t *testing.T) { refused(t, zipOf(t, with(oneRow, changes)), broken) })
	}
	slides := map[string]string{"_rels/.rels": relationships("rId1", "officeDocument", "ppt/presentation.xml"), "ppt/presentation.xml": "<p/>"}
	refused(t, zipOf(t, slides), "演示文稿")
}

// Parts under a password or packed in a way no spreadsheet program has.
func TestPartsThatDoNotUnpack(t *testing.T) {
	for _, c := range []struct {
		at     int // in an entry of the directory
		value  byte
		reason string
	}{{8, 1, "密码"}, {10, 99, broken}, {16, 0x5a, broken}} {
		raw := withRows(t, oneRow)
		name := "xl/worksheets/sheet1.xml"
		entry := bytes.LastIndex(raw, []byte(name)) - 46
		raw[entry+c.at] ^= c.value
		refused(t, raw, c.reason)
	}
}

func withMerge(ref string) string {
	return strings.Replace(worksheet(oneRow), "</sheetData>", `</sheetData><mergeCells count="1"><mergeCell ref="`+ref+`"/></mergeCells>`, 1)
}

// repeated is a part that never lies in memory whole.
type repeated struct {
	before, each, behind string
	times                int
}

func (r repeated) zipped(t testing.TB, name string, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, flate.BestSpeed) })
	for part, content := range parts {
		if part == name {
			continue
		}
		to, err := w.Create(part)
		must(t, err)
		_, err = io.WriteString(to, content)
		must(t, err)
	}
	to, err := w.Create(name)
	must(t, err)
	_, err = io.WriteString(to, r.before)
	must(t, err)
	at := max(1, 1<<20/len(r.each))
	for many := strings.Repeat(r.each, at); r.times > 0; r.times -= at {
		_, err = io.WriteString(to, many[:len(r.each)*min(at, r.times)])
		must(t, err)
	}
	_, err = io.WriteString(to, r.behind)
	must(t, err)
	must(t, w.Close())
	return out.Bytes()
}

// What is hostile ends soon, in little memory and with a sentence.
func TestWorkbookBombs(t *testing.T) {
	const part, texts = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
	before, behind, _ := strings.Cut(worksheet("|"), "|")
	rows := func(each string, times int) repeated { return repeated{before, each, behind, times} }
	cell := func(before, each, behind string, times int) repeated {
		return repeated{worksheet("")[:len(worksheet(""))-len(`</sheetData></worksheet>`)] + before, each, behind + `</sheetData></worksheet>`, times}
	}
	for name, c := range map[string]struct {
		part   string
		bomb   repeated
		reason string
	}{
		"blank cells":        {part, rows(`<row>`+strings.Repeat("<c/>", 1000)+`</row>`, 80_000), huge},
		"blank columns":      {part, cell(`<row r="1">`, "<c/>", "</row>", 16_385), huge},
		"blank rows":         {part, rows(`<row/>`, 80<<20), broken}, // past the last row
		"blanks":             {part, rows(` `, 300<<20), huge},
		"wide rows":          {part, rows(`<row><c r="A1"/></row>`, 1), "空的"},
		"columns":            {part, cell(`<row r="1">`, `<c><v>1</v></c>`, "</row>", 16_385), huge},
		"long text":          {part, cell(`<row r="1"><c t="inlineStr"><is><t>`, "x", `</t></is></c></row>`, 300<<10), huge},
		"text in runs":       {part, cell(`<row r="1"><c t="inlineStr"><is>`, "<r><t>xxxxxxxx</t></r>", `</is></c></row>`, 40<<10), huge},
		"text in sections":   {part, cell(`<row r="1"><c t="str"><v>`, "<![CDATA[xxxxxxxx]]>", `</v></c></row>`, 40<<10), huge},
		"long comment":       {part, cell(`<!--`, "x", `-->`, 5<<20), huge},
		"long tag":           {part, cell(`<row r="`, "1", `"/>`, 5<<20), huge},
		"many merges":        {part, cell(oneRow+`</sheetData><mergeCells>`, `<mergeCell ref="A1:B1"/>`, `</mergeCells><sheetData>`, 200_001), huge},
		"shared texts":       {texts, repeated{"<sst>", "<si><t>" + strings.Repeat("长", 10_000) + "</t></si>", "</sst>", 5_000}, huge},
		"blank shared texts": {texts, repeated{"<sst>", "<si/>", "</sst>", 9 << 20}, huge},
		"many sheets":        {"xl/workbook.xml", repeated{`<workbook><sheets>`, `<sheet name="a" r:id="rId1"/>`, `</sheets></workbook>`, 1_001}, huge},
	} {
		t.Run(name, func(t *testing.T) { refused(t, c.bomb.zipped(t, c.part, xlsxParts("")), c.reason) })
	}
}

// A million blank rows are no burden, and rows far to the right are bounded.
func TestWideAndBlankRows(t *testing.T) {
	before, behind, _ := strings.Cut(worksheet("|"), "|")
	blank := repeated{before, `<row><c s="1"/></row>`, `<row><c><v>1</v></c></row>` + behind, 1_000_000}.zipped(t, "xl/worksheets/sheet1.xml", xlsxParts(""))
	if rows := rowsOf(read(t, blank).Tables[0]); len(rows) != 1 || rows[0].Number != 1_000_001 {
		t.Errorf("got %d rows", len(rows))
	}
	var wide strings.Builder
	for i := range 5_000 {
		fmt.Fprintf(&wide, `<row><c r="XFD%d"><v>1</v></c></row>`, i+1)
	}
	book := read(t, withRows(t, wide.String()))
	err := book.Tables[0].Each(func(*sheet.Row) error { return nil })
	var why *sheet.Unreadable
	if !errors.As(err, &why) || !strings.Contains(why.Reason, huge) {
		t.Errorf("got %v", err)
	}
}

// A visit that ends early, and a disk that fails, are not the file's fault.
func TestFaultsOfTheMachine(t *testing.T) {
	raw := padded(t, worksheet(oneRow))
	stop := errors.New("stop")
	if err := read(t, raw).Tables[0].Each(func(*sheet.Row) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	src := &failing{Reader: bytes.NewReader(raw)}
	book, err := sheet.Open(src)
	must(t, err)
	src.fails = true
	err = book.Tables[0].Each(func(*sheet.Row) error { return nil })
	var why *sheet.Unreadable
	if !errors.Is(err, iotest.ErrTimeout) || errors.As(err, &why) {
		t.Errorf("got %v", err)
	}
	for reads := range 1000 {
		src.fails, src.after = true, reads
		if _, err = sheet.Open(src); err == nil {
			return
		}
		if !errors.Is(err, iotest.ErrTimeout) {
			t.Fatalf("after %d reads: %v", reads, err)
		}
	}
	t.Error("never read to the end")
}

// failing is a disk that fails, after so many reads.
type failing struct {
	*bytes.Reader
	fails bool
	after int
}

func (f *failing) ReadAt(into []byte, at int64) (int, error) {
	if f.after--; f.fails && f.after < 0 {
		return 0, iotest.ErrTimeout
	}
	return f.Reader.ReadAt(into, at)
}
