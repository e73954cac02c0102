package sheet_test

import (
	"maps"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"lvzhi/ingest/sheet"
)

const (
	xmlHead     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	mainSpace   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	officeSpace = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relType     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

func relationships(pairs ...string) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(pairs); i += 3 {
		b.WriteString(`<Relationship Id="` + pairs[i] + `" Type="` + relType + pairs[i+1] + `" Target="` + pairs[i+2] + `"/>`)
	}
	return b.String() + `</Relationships>`
}

// xlsxParts are the parts of a workbook with one sheet and three shared texts.
func xlsxParts(sheetXML string) map[string]string {
	return map[string]string{
		"[Content_Types].xml":        xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":                relationships("rId1", "officeDocument", "xl/workbook.xml"),
		"xl/workbook.xml":            xmlHead + `<workbook ` + mainSpace + ` ` + officeSpace + `><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relationships("rId1", "worksheet", "worksheets/sheet1.xml", "rId2", "sharedStrings", "sharedStrings.xml"),
		"xl/sharedStrings.xml":       xmlHead + `<sst ` + mainSpace + `><si><t>甲</t></si><si><t xml:space="preserve"> 乙 </t></si><si><r><rPr><b/></rPr><t>丙</t></r><r><t>丁</t></r><rPh sb="0" eb="1"><t>bing</t></rPh><phoneticPr fontId="1"/></si></sst>`,
		"xl/worksheets/sheet1.xml":   sheetXML,
	}
}

func worksheet(rows string) string {
	return xmlHead + `<worksheet ` + mainSpace + ` ` + officeSpace + `><dimension ref="A1:XFD1048576"/><cols><col min="1" max="9"/></cols><sheetData>` + rows + `</sheetData></worksheet>`
}

func withRows(t testing.TB, rows string) []byte { return zipOf(t, xlsxParts(worksheet(rows))) }

// with changes parts of a workbook; "" takes one away.
func with(rows string, changes map[string]string) map[string]string {
	parts := xlsxParts(worksheet(rows))
	maps.Copy(parts, changes)
	maps.DeleteFunc(parts, func(_, content string) bool { return content == "" })
	return parts
}

const oneRow = `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`

// The ways in which programs write a row.
func TestFormsOfCells(t *testing.T) {
	long := strings.Repeat("长", 32767)
	for name, c := range map[string]struct {
		rows string
		want []string
	}{
		"shared":               {`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s" s="4"><v> 1 </v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v/></c></row>`, []string{"1:甲|乙|丙丁"}},
		"numbers":              {`<row r="1"><c r="A1"><v>45544</v></c><c r="B1" t="n"><v>776593.92000000004</v></c><c r="C1"><v>9.7999999999999997E-3</v></c><c r="D1"><v>-1E+20</v></c><c r="G1"><v>1.5E+017</v></c><c r="H1"><v>1E-007</v></c><c r="I1"><v>1e-7</v></c><c r="E1"><v> 7 </v></c><c r="F1"><v>410901198001011234</v></c></row>`, []string{"1:45544|776593.92|0.0098|-1E+20|7|410901198001011234|1.5E+17|0.0000001|0.0000001"}},
		"a number that is not": {`<row r="1"><c r="A1"><v>张三 </v></c><c r="B1" t="x"><v>1.2.3</v></c></row>`, []string{"1:张三|1.2.3"}},
		"formulas":             {`<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>3</v></c><c r="B1" t="str"><f t="shared" ref="B1:B2" si="0">"a"&amp;"b"</f><v>a&lt;b_x000D_</v></c><c r="C1"><f>1+1</f></c><c r="D1" t="str"><v>0.12345678901234567</v></c><c r="E1" t="inlineStr"><is><t>0.12345678901234567</t></is></c></row>`, []string{"1:3|a<b||0.123456789012346|0.12345678901234567"}},
		"errors and booleans":  {`<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="b"><v>0</v></c></row>`, []string{"1:#N/A|1|0"}},
		"dates in words":       {`<row r="1"><c r="A1" t="d"><v>2024-09-09T00:00:00.000</v></c><c r="B1" t="d"><v>2024-09-09T10:30:00</v></c><c r="C1" t="d"><v>2024-09-09</v></c></row>`, []string{"1:2024-09-09|2024-09-09 10:30:00|2024-09-09"}},
		"inline":               {`<row r="1"><c r="A1" t="inlineStr"><is><t>甲 &amp; 乙</t></is></c><c r="B1" t="inlineStr"><is><t xml:space="preserve"> 丙 </t></is></c><c r="C1" t="inlineStr"><is><r><t>丁</t></r><r><rPr/><t>戊</t></r><rPh><t>x</t></rPh></is></c><c r="D1" t="inlineStr"><v>己</v></c></row>`, []string{"1:甲 & 乙|丙|丁戊|己"}},
		"references":           {`<row r="1"><c r="A1" t="str"><v>&#x4E59;&#30002;&quot;&apos;&gt;</v></c></row>`, []string{`1:乙甲"'>`}},
		"escaped characters":   {`<row r="1"><c r="A1" t="inlineStr"><is><t>a_x000A_b_x005F_x000A_c_xD840__xDC0B__x12_</t></is></c></row>`, []string{"1:a\nb_x000A_c𠀋_x12_"}},
		"line ends":            {"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a\r\nb\rc&#13;&#10;d</t></is></c></row>", []string{"1:a\nb\nc\nd"}},
		"cdata and comments":   {`<row r="1"><!-- <c> --><c r="A1" t="inlineStr"><is><t>甲<![CDATA[<乙>&amp;]]><!-- x -->丙</t></is></c><?x y?></row>`, []string{"1:甲<乙>&amp;丙"}},
		"single quotes":        {`<row r='1' ><c t = 's' r = 'B1'><v>0</v></c></row >`, []string{"1:|甲"}},
		"line breaks in tags":  {"<row\n r=\"1\"\n>\n<c \tr=\"A1\"\nt=\"s\">\n<v>0</v>\n</c>\n</row>", []string{"1:甲"}},
		"no addresses":         {`<row><c t="s"><v>0</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>`, []string{"1:甲||2", "3:3"}},
		"addresses of cells":   {`<row><c r="A2"><v>1</v></c></row><row><c r="A5"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>`, []string{"2:1", "5:2|3", "6:4"}},
		"out of order":         {`<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>`, []string{"1:1||3"}},
		"small letters":        {`<row r="1"><c r="b1"><v>2</v></c></row>`, []string{"1:|2"}},
		"the last column":      {`<row r="2"><c r="XFD2" t="s"><v>0</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>`, []string{"2:" + strings.Repeat("|", 16383) + "甲", "3:1"}},
		"blank rows":           {`<row r="1"/><row r="2"></row><row r="3"><c r="A3" s="1"/><c r="B3" t="str"><v> </v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>`, []string{"1048576:1"}},
		"hidden":               {`<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="true"><c r="A2"><v>2</v></c></row><row r="3" hidden="0"><c r="A3"><v>3</v></c></row>`, []string{"(1:1)", "(2:2)", "3:3"}},
		"other attributes":     {`<row r="1" spans="1:3" ht="15.75" customHeight="1" x14ac:dyDescent="0.25" foo="a &gt; b > c"><c r="A1" s="1" cm="1" vm="2" t="s"><v>0</v></c></row>`, []string{"1:甲"}},
		"extensions":           {`<row r="1"><extLst><ext><c r="A1"><v>9</v></c></ext></extLst><c r="A1"><v>1</v><extLst><ext uri="x"><v>8</v></ext></extLst></c></row><x/>`, []string{"1:1"}},
		"the longest text":     {`<row r="1"><c r="A1" t="inlineStr"><is><t>` + long + `</t></is></c></row>`, []string{"1:" + long}},
		"dirt":                 {"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\u3000张\u200b三\u202e\u00a0</t></is></c></row>", []string{"1:张三"}},
	} {
		t.Run(name, func(t *testing.T) {
			want := append([]string{"# 表"}, c.want...)
			expect(t, read(t, withRows(t, c.rows)), sheet.XLSX, want...)
			expect(t, read(t, padded(t, prefixed(worksheet(c.rows)))), sheet.XLSX, want...)
		})
	}
}

// prefixed writes the elements of a sheet as some libraries do.
func prefixed(sheetXML string) string {
	var pairs []string
	for _, name := range []string{"worksheet", "sheetData", "row", "c", "v"} {
		for _, end := range []string{" ", ">", "/", "\n"} {
			pairs = append(pairs, "<"+name+end, "<x:"+name+end, "</"+name+end, "</x:"+name+end)
		}
	}
	return strings.NewReplacer(pairs...).Replace(sheetXML)
}

// padded makes a workbook of a sheet too large to be held: its rows are read
// from the file each time.
func padded(t testing.TB, sheetXML string) []byte {
	before, behind, _ := strings.Cut(sheetXML, "<dimension")
	return repeated{before, "<!--" + strings.Repeat(" ", 1<<20) + "-->", "<dimension" + behind, 9}.zipped(t, "xl/worksheets/sheet1.xml", xlsxParts(""))
}

// The ways in which programs name and link the parts of a workbook.
func TestFormsOfWorkbooks(t *testing.T) {
	cells := worksheet(oneRow)
	moved := func(part, name string, more map[string]string) map[string]string {
		parts := with(oneRow, more)
		parts[name] = parts[part]
		delete(parts, part)
		return parts
	}
	utf16 := func(order unicode.Endianness, bom unicode.BOMPolicy) string {
		text, err := unicode.UTF16(order, bom).NewEncoder().String(strings.Replace(cells, `encoding="UTF-8"`, `encoding="UTF-16"`, 1))
		must(t, err)
		return text
	}
	inGBK := strings.NewReplacer("UTF-8", "GBK", `<c r="A1" t="s"><v>0</v></c>`, `<c r="A1" t="str"><v>甲</v></c>`).Replace(cells)
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument", "http://schemas.openxmlformats.org/spreadsheetml/2006", "http://purl.oclc.org/ooxml/spreadsheetml")
	inStrict := xlsxParts(cells)
	for name, content := range inStrict {
		inStrict[name] = strict.Replace(content)
	}
	for name, parts := range map[string]map[string]string{
		"as usual":               xlsxParts(cells),
		"strict":                 inStrict,
		"without .rels":          with(oneRow, map[string]string{"_rels/.rels": ""}),
		"another main part":      moved("xl/workbook.xml", "xl/workbook2.xml", map[string]string{"_rels/.rels": relationships("rId1", "officeDocument", "/xl/workbook2.xml"), "xl/_rels/workbook2.xml.rels": relationships("rId1", "worksheet", "/xl/worksheets/sheet1.xml", "rId2", "sharedStrings", "/xl/sharedStrings.xml")}),
		"other case":             moved("xl/sharedStrings.xml", "xl/SharedStrings.XML", nil),
		"backslashes":            moved("xl/worksheets/sheet1.xml", `xl\worksheets\sheet1.xml`, nil),
		"backslashes in targets": with(oneRow, map[string]string{"xl/_rels/workbook.xml.rels": relationships("rId1", "worksheet", `worksheets\sheet1.xml`, "rId2", "sharedStrings", `\xl\sharedStrings.xml`)}),
		"upwards in targets":     with(oneRow, map[string]string{"xl/_rels/workbook.xml.rels": relationships("rId1", "worksheet", `../xl/./worksheets/sheet1.xml`, "rId2", "sharedStrings", `sharedStrings.xml`)}),
		"escaped target":         moved("xl/worksheets/sheet1.xml", "xl/worksheets/sheet 1.xml", map[string]string{"xl/_rels/workbook.xml.rels": relationships("rId1", "worksheet", `worksheets/sheet%201.xml`, "rId2", "sharedStrings", `sharedStrings.xml`)}),
		"byte order mark":        with("", map[string]string{"xl/worksheets/sheet1.xml": "\ufeff" + cells}),
		"utf-16, little":         with("", map[string]string{"xl/worksheets/sheet1.xml": utf16(unicode.LittleEndian, unicode.UseBOM)}),
		"utf-16, big":            with("", map[string]string{"xl/worksheets/sheet1.xml": utf16(unicode.BigEndian, unicode.UseBOM)}),
		"utf-16 without a mark":  with("", map[string]string{"xl/worksheets/sheet1.xml": utf16(unicode.LittleEndian, unicode.IgnoreBOM)}),
		"gbk":                    with("", map[string]string{"xl/worksheets/sheet1.xml": gb18030(t, inGBK)}),
		"macros":                 with(oneRow, map[string]string{"xl/vbaProject.bin": "x"}),
	} {
		t.Run(name, func(t *testing.T) { expect(t, read(t, zipOf(t, parts)), sheet.XLSX, "# 表", "1:甲") })
	}
}

func TestSheetsOfAWorkbook(t *testing.T) {
	parts := with(oneRow, map[string]string{
		"xl/workbook.xml": xmlHead + `<workbook ` + mainSpace + ` ` + officeSpace + `><workbookPr date1904="true"/><sheets><sheet name="图" sheetId="3" r:id="c"/><sheet name="二 &amp; 三" sheetId="2" state="veryHidden" r:id="b"/><sheet name="一" sheetId="1" state="visible" r:id="a"/></sheets><extLst><ext><x:sheet name="no sheet"/></ext></extLst></workbook>`,
		"xl/_rels/workbook.xml.rels": relationships("a", "worksheet", "worksheets/sheet1.xml", "b", "worksheet", "worksheets/sheet2.xml", "c", "chartsheet", "chartsheets/sheet1.xml",
			"d", "sharedStrings", "sharedStrings.xml", "e", "hyperlink", "http://example.org/"),
		"xl/worksheets/sheet2.xml": xmlHead + `<worksheet><sheetData/><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="$C$3:D3"/><mergeCell ref="E5"/></mergeCells></worksheet>`,
	})
	expect(t, read(t, zipOf(t, parts)), sheet.XLSX, "# 图 1904", "# 二 & 三 hidden 1904", "A1:B2", "C3:D3", "# 一 1904", "1:甲")
}
