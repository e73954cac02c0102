package sheet_test

import (
	"strings"
	"testing"

	"lvzhi/ingest/sheet"
)

const wordXML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>`

func docx(t testing.TB, body string) []byte {
	return zipOf(t, map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": wordXML + body + "</w:body></w:document>"})
}

func wp(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }

// wtc is a cell with its properties.
func wtc(properties, text string) string {
	return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + wp(text) + "</w:tc>"
}

func wtr(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }

func wtbl(rows ...string) string {
	return "<w:tbl><w:tblPr/><w:tblGrid/>" + strings.Join(rows, "") + "</w:tbl>"
}

func TestWordTables(t *testing.T) {
	const restart, on = `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"title and merged header": {wp("濮阳市2024年9月测评") + wp("") + wp("单位：票") + wtbl(
			wtr(wtc(restart, "姓名"), wtc(`<w:gridSpan w:val="2"/>`, "票数"), wtc("", "日期")),
			wtr(wtc(on, ""), wtc("", "满意"), wtc("", "不满意"), wtc("", "")),
			wtr(wtc("", "张三"), wtc("", "45"), wtc("", "0"), wtc("", "2024年9月9日"))),
			[]string{"# 表1", "1:濮阳市2024年9月测评", "2:单位：票", "3:姓名|票数||日期", "4:|满意|不满意", "5:张三|45|0|2024年9月9日", "A3:A4", "B3:C3"}},
		"two tables": {wtbl(wtr(wtc("", "a"))) + wp("附表") + wtbl(wtr(wtc("", "b"))) + wp("注"),
			[]string{"# 表1", "1:a", "# 表2", "1:附表", "2:b"}},
		"runs, tabs and breaks": {wtbl(wtr("<w:tc><w:p><w:r><w:t>张</w:t></w:r><w:r><w:t xml:space=\"preserve\"> 三</w:t><w:br/><w:t>女</w:t><w:tab/><w:t>x</w:t><w:noBreakHyphen/></w:r></w:p>" + wp("二") + "</w:tc>")),
			[]string{"# 表1", "1:张 三\n女\tx-\n二"}},
		"what is not printed": {wtbl(wtr(`<w:tc><w:p><w:r><w:instrText>PAGE</w:instrText><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>c</w:t></w:r></w:moveFrom>` +
			`<mc:AlternateContent><mc:Choice><w:r><w:t>d</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>e</w:t></w:r></mc:Fallback></mc:AlternateContent><m:t>f</m:t></w:p></w:tc>`)),
			[]string{"# 表1", "1:ad"}},
		"blank rows count":     {wtbl(wtr(wtc("", "a")), wtr(wtc("", "")), wtr(wtc("", "b"))), []string{"# 表1", "1:a", "3:b"}},
		"indented row":         {wtbl(wtr(wtc("", "a"), wtc("", "b")), "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>"+wtc("", "c")+"</w:tr>"), []string{"# 表1", "1:a|b", "2:|c"}},
		"merge in two pieces":  {wtbl(wtr(wtc(restart, "a")), wtr(wtc(on, "")), wtr(wtc(restart, "b")), wtr(wtc(on, ""))), []string{"# 表1", "1:a", "3:b", "A1:A2", "A3:A4"}},
		"merge both ways":      {wtbl(wtr(wtc(restart+`<w:gridSpan w:val="2"/>`, "a"), wtc("", "b")), wtr(wtc(on+`<w:gridSpan w:val="2"/>`, ""), wtc("", "c"))), []string{"# 表1", "1:a||b", "2:||c", "A1:B2"}},
		"goes on past a gap":   {wtbl(wtr(wtc("", "a"), wtc(restart, "b")), wtr(wtc("", "c")), wtr(wtc("", "d"), wtc(on, "e"))), []string{"# 表1", "1:a|b", "2:c", "3:d|e"}},
		"old merge across":     {wtbl(wtr(wtc(`<w:hMerge w:val="restart"/>`, "a"), wtc(`<w:hMerge/>`, ""), wtc("", "b"))), []string{"# 表1", "1:a||b", "A1:B1"}},
		"goes on from nothing": {wtbl(wtr(wtc("", "a"), wtc(on, "b"))), []string{"# 表1", "1:a|b"}},
		"table in a cell":      {wtbl(wtr("<w:tc>"+wp("外")+wtbl(wtr(wtc("", "内")))+wp("面")+"</w:tc>", wtc("", "b"))), []string{"# 表1", "1:外\n面|b", "# 表2", "1:外", "2:内"}},
	} {
		t.Run(name, func(t *testing.T) { expect(t, read(t, docx(t, c.body)), sheet.DOCX, c.want...) })
	}
}

// The document is the part the relationships name, as programs write them.
func TestWordParts(t *testing.T) {
	content := wordXML + wtbl(wtr(wtc("", "甲"))) + "</w:body></w:document>"
	for name, parts := range map[string]map[string]string{
		"second document": {"_rels/.rels": relationships("rId1", "officeDocument", "/word/document2.xml"), "word/document2.xml": content},
		"strict":          {"_rels/.rels": strings.ReplaceAll(relationships("rId1", "officeDocument", "word/document.xml"), "schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"), "word/document.xml": strings.Replace(content, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main", 1)},
		"backslashes":     {`Word\Document.xml`: content},
	} {
		t.Run(name, func(t *testing.T) { expect(t, read(t, zipOf(t, parts)), sheet.DOCX, "# 表1", "1:甲") })
	}
	lost := map[string]string{"_rels/.rels": relationships("rId1", "officeDocument", "word/document2.xml"), "word/other.xml": content}
	refused(t, zipOf(t, lost), "压缩包")
}

func TestWordRefused(t *testing.T) {
	row := wtr(wtc(`<w:gridSpan w:val="16384"/>`, "a"), wtc("", "b"))
	for name, c := range map[string]struct{ body, reason string }{
		"no table":    {wp("通知"), "Word 文档，里面没有表格"},
		"blank table": {wp("通知") + wtbl(wtr(wtc("", ""))), "Word 文档，里面没有表格"},
		"cut":         {wtbl(wtr(wtc("", "a"))) + "<w:p>", "损坏"},
		"deep":        {strings.Repeat("<w:tbl><w:tr><w:tc>", 70), "损坏"},
		"deep runs":   {strings.Repeat("<w:r>", 300) + strings.Repeat("</w:r>", 300), "损坏"},
		"span beyond": {wtbl(wtr(wtc("", "a"), wtc(`<w:gridSpan w:val="16384"/>`, "b"))), "太大"},
		"too wide":    {wtbl(row), "太大"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, docx(t, c.body), c.reason) })
	}
}
