package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// stored packs parts without compression.
func stored(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		part, err := w.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		if err == nil {
			_, err = part.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const (
	fuzzedBook  = `<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>`
	fuzzedLinks = `<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/><Relationship Id="b" Type="x/sharedStrings" Target="t.xml"/></Relationships>`
	fuzzedTexts = `<sst><si><t>甲</t></si><si><r><t xml:space="preserve"> 乙</t></r><r><rPr/><t>&amp;_x000A_</t></r><rPh><t>x</t></rPh></si><si/></sst>`
)

// FuzzWorkbook changes the parts of a workbook. Whatever they hold, a sheet
// says the same each time it is read, also where its rows are passed over.
func FuzzWorkbook(f *testing.F) {
	for _, sheetXML := range []string{
		`<worksheet><sheetData><row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>1.50000000001</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
		`<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c/></x:row></x:sheetData></x:worksheet>`,
		`<worksheet><sheetData><row r='3'><c t='str'><f>A1</f><v><![CDATA[<]]>&lt;&#65;</v></c><!-- c --><c r="XFD3" t="b"><v>1</v></c></row><row r="4"/></sheetData></worksheet>`,
		`<worksheet><sheetData/></worksheet>`,
	} {
		f.Add(sheetXML, fuzzedTexts, fuzzedBook, fuzzedLinks)
	}
	f.Fuzz(func(t *testing.T, sheetXML, texts, book, links string) {
		raw := stored(t, "xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", links, "xl/s.xml", sheetXML, "xl/t.xml", texts)
		read, err := Read(raw)
		var why *Unreadable
		if err != nil && !errors.As(err, &why) {
			t.Fatalf("a fault of the machine: %v", err)
		}
		if err != nil {
			return
		}
		if len(read.Tables) == 0 {
			t.Fatal("neither a table nor an error")
		}
		for i := range read.Tables {
			rereads(t, raw, sheetXML, read.Tables[i])
		}
	})
}

func rereads(t *testing.T, raw []byte, sheetXML string, table Table) {
	archive, from, err := openZip(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	w := &workbook{parts: partsOf(archive, from), texts: &sharedTexts{}}
	if !w.parts.has("xl/t.xml") || w.readTexts("xl/t.xml", w.parts.allowance()) != nil {
		return // the workbook does without
	}
	if rows := rowsIn(t, table.Each); len(rows) > 0 {
		last := 0
		for _, r := range rows {
			if r.Number <= last || r.Number > maxRows || r.Blank() || len(r.Cells) > maxColumns {
				t.Fatalf("row %+v behind row %d", r, last)
			}
			last = r.Number
		}
		again := rowsIn(t, func(visit func(*Row) error) error { return w.each("xl/s.xml", visit) })
		if !reflect.DeepEqual(rows, again) {
			t.Fatalf("read %+v, then %+v", rows, again)
		}
		if strings.Contains(sheetXML, "<!") { // what is passed over is not looked into
			return
		}
		passed, err := w.rows("xl/s.xml", w.parts.allowance())
		if err != nil {
			t.Fatal(err)
		}
		if err := passed.skipRows(); err != nil {
			t.Fatal(err)
		}
		if merges, err := passed.rest(); err != nil || !slices.Equal(merges, table.Merges) {
			t.Fatalf("merges %v, then %v, %v", table.Merges, merges, err)
		}
	}
}

func rowsIn(t *testing.T, each func(func(*Row) error) error) (rows []Row) {
	if err := each(func(r *Row) error {
		rows = append(rows, r.clone())
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return rows
}

// Whatever lies across the seam of two windows is read as one.
func TestSeams(t *testing.T) {
	const tail = `<row r="1" hidden='1'><c r="A1" t="s"><v>1</v></c><c r="B1" t="str"><v>a&lt;b<![CDATA[c]]>d<!-- e -->f</v></c><?g?></row><row r="2"><c r="A2"><v>776593.92000000004</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`
	texts := &sharedTexts{}
	for _, text := range []string{"甲", "乙"} {
		if err := texts.add(text); err != nil {
			t.Fatal(err)
		}
	}
	for shift := range len(tail) {
		xml := `<worksheet>` + strings.Repeat(" ", firstWindow-len(tail)+shift-30) + `<sheetData>` + tail
		all, err := readRows(io.NopCloser(strings.NewReader(xml)), texts)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for row, err := all.next(); !errors.Is(err, errNoMore); row, err = all.next() {
			if err != nil {
				t.Fatalf("shifted by %d: %v", shift, err)
			}
			got = append(got, strings.Join(row.Cells, "|"))
		}
		passed, err := readRows(io.NopCloser(strings.NewReader(xml)), texts)
		if err == nil {
			err = passed.skipRows()
		}
		if err != nil {
			t.Fatalf("shifted by %d: %v", shift, err)
		}
		for _, s := range []*sheetRows{all, passed} {
			if merges, err := s.rest(); err != nil || len(merges) != 1 {
				t.Fatalf("shifted by %d: merges %v, %v", shift, merges, err)
			}
		}
		if want := []string{"乙|a<bcdf", "776593.92"}; !slices.Equal(got, want) {
			t.Fatalf("shifted by %d: got %q, want %q", shift, got, want)
		}
	}
}

// A file that changes while it is read is not taken for what it was.
func TestWorkbookChanges(t *testing.T) {
	const mark = "is only told by the checksum"
	comments := strings.Repeat("<!--"+strings.Repeat(" ", 1<<20)+"-->", 9)
	raw := stored(t, "xl/workbook.xml", fuzzedBook, "xl/_rels/workbook.xml.rels", fuzzedLinks, "xl/t.xml", fuzzedTexts,
		"xl/s.xml", `<worksheet>`+comments+`<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>`+comments+`<!-- `+mark+` --></worksheet>`)
	book, err := Read(raw)
	if err != nil || len(rowsIn(t, book.Tables[0].Each)) != 1 {
		t.Fatalf("got %v, %v", book, err)
	}
	raw[bytes.Index(raw, []byte(mark))] = 'I'
	var why *Unreadable
	if err := book.Tables[0].Each(func(*Row) error { return nil }); !errors.As(err, &why) {
		t.Errorf("got %v", err)
	}
}

// FuzzQuickCell: the quick way says of a cell what the long way says.
func FuzzQuickCell(f *testing.F) {
	for _, cell := range []string{
		`<c r="A1" s="3" t="s"><v>2</v></c>`, `<c r="B1"><v>776593.92000000004</v></c>`, `<c t="str"><v> a&amp;b </v></c>`, `<c r="C1" t="inlineStr"><is><t xml:space="preserve">` + "\u3000甲\u200b" + `</t></is></c>`,
		`<c/>`, `<c r="AA1"/>`, `<c r="A1"><f>1</f><v>2</v></c>`, `<c t="n"><v>1E-007</v></c>`, `<c r="A2"><v>1</v></c>`, `<c t="s"><v>9</v></c>`, `<c><v>1</v></c ><c/>`, `<c t="e"><v>#N/A</v></c>`, "<c><v>-1</v></c>\xff",
	} {
		f.Add(cell, "1")
		f.Add(cell, "")
	}
	f.Fuzz(func(t *testing.T, cell, digits string) {
		if digits != "" {
			digits = "1"
		}
		quick, long := rowWith(t, cell, digits), rowWith(t, cell, digits)
		if quick == nil || long == nil {
			return
		}
		done, err := quick.quickCell()
		if !done {
			return
		}
		if err := long.markup.next(); err != nil || long.name != "c" {
			t.Fatalf("the long way sees %q, %v", long.name, err)
		}
		if other := long.cell(); (err == nil) != (other == nil) {
			t.Fatalf("%v, the long way %v", err, other)
		}
		if err == nil && (!reflect.DeepEqual(quick.row, long.row) || quick.at != long.at || quick.width != long.width) {
			t.Fatalf("%+v, the long way %+v", quick.row, long.row)
		}
	})
}

// rowWith is a reader that stands before a cell of row 1.
func rowWith(t *testing.T, cell, digits string) *sheetRows {
	m, err := newMarkup(strings.NewReader(cell), workbookBroken)
	if err != nil {
		return nil
	}
	m.open, m.rooted = []string{"worksheet", "sheetData", "row"}, true
	s := &sheetRows{markup: m, texts: &sharedTexts{}, clean: newCleaner(), data: "sheetData", digits: digits}
	s.row.Number = 1
	for _, text := range []string{"甲", "", "丙"} {
		if err := s.texts.add(text); err != nil {
			t.Fatal(err)
		}
	}
	return s
}
