package docx

import (
	"encoding/xml"
	"fmt"
	"strings"
)

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespace   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	office      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	wordType    = "application/vnd.openxmlformats-officedocument.wordprocessingml."

	contentTypes = declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/>` +
		`<Override PartName="/word/fontTable.xml" ContentType="` + wordType + `fontTable+xml"/>` +
		`<Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="` + wordType + `footer+xml"/>` +
		`<Override PartName="/word/footer2.xml" ContentType="` + wordType + `footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

	packageRels = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + office + `/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

	documentRels = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="` + office + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + office + `/fontTable" Target="fontTable.xml"/>` +
		`<Relationship Id="rId3" Type="` + office + `/settings" Target="settings.xml"/>` +
		`<Relationship Id="rId4" Type="` + office + `/footer" Target="footer1.xml"/>` +
		`<Relationship Id="rId5" Type="` + office + `/footer" Target="footer2.xml"/></Relationships>`

	settings = declaration + `<w:settings xmlns:w="` + namespace + `"><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`
)

// writer gathers the XML of one part.
type writer struct {
	strings.Builder
	layout Layout
}

func (w *writer) raw(xml string) { w.WriteString(xml) }

func (w *writer) rawf(format string, args ...any) { fmt.Fprintf(&w.Builder, format, args...) }

// text writes what people wrote: escaped, its line feeds as breaks.
func (w *writer) text(s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			w.raw("<w:br/>")
		}
		if line == "" {
			continue
		}
		w.raw(`<w:t xml:space="preserve">`)
		w.escaped(line)
		w.raw("</w:t>")
	}
}

func (w *writer) escaped(s string) {
	_ = xml.EscapeText(&w.Builder, []byte(s)) // a Builder never fails; what XML cannot hold becomes U+FFFD
}

func properties(d Document) string {
	w := writer{}
	w.raw(declaration + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>`)
	w.escaped(d.Title)
	w.raw("</dc:title><dc:creator>")
	w.escaped(d.Author)
	w.raw("</dc:creator></cp:coreProperties>")
	return w.String()
}

func body(d Document) string {
	w := writer{layout: d.Layout}
	w.raw(declaration + `<w:document xmlns:w="` + namespace + `" xmlns:r="` + office + `"><w:body>`)
	for i, b := range d.Body {
		b.write(&w)
		if _, table := b.(Table); table && i == len(d.Body)-1 {
			Paragraph{}.write(&w) // Word wants a paragraph behind the last table
		}
	}
	w.raw(`<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>`)
	w.rawf(`<w:pgSz w:w="%d" w:h="%d"/>`, twips(pageWidth), twips(pageHeight))
	// the page's number stands 7 mm below the text
	w.rawf(`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="%d" w:gutter="0"/>`, twips(d.Layout.Top), twips(right), twips(d.Layout.Under), twips(left), twips(d.Layout.Under-7-5))
	w.raw("</w:sectPr></w:body></w:document>")
	return w.String()
}

func styles(l Layout) string {
	w := writer{layout: l}
	half := int(2*l.Size + 0.5)
	w.raw(declaration + `<w:styles xmlns:w="` + namespace + `"><w:docDefaults><w:rPrDefault><w:rPr>`)
	w.fonts(Body)
	w.rawf(`<w:sz w:val="%d"/><w:szCs w:val="%d"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>`, half, half)
	w.raw(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr>`)
	// no gap between Chinese and figures; the fixed pitch makes the lines, so no grid
	w.rawf(`<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/><w:spacing w:line="%d" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr><w:rPr>`, twentieths(l.Pitch))
	if squeeze := squeezed(l); squeeze != 0 {
		w.rawf(`<w:spacing w:val="%d"/>`, squeeze)
	}
	w.raw(`</w:rPr></w:style></w:styles>`)
	return w.String()
}

// squeezed is the spacing, in twentieths of a point, that brings a whole
// number of characters onto a line: 28 of size 3 on 156 mm.
func squeezed(l Layout) int {
	const width = TextWidth * 72 / 25.4
	if l.Size == 0 {
		return 0
	}
	count := int(width/l.Size + 0.5)
	gap := (width/float64(count) - l.Size) * 20
	if gap >= 0 {
		return 0
	}
	return int(gap) - 1 // rather a little too tight than one character less
}

func footer(f Footer, number Align) string {
	w := writer{}
	w.raw(declaration + `<w:ftr xmlns:w="` + namespace + `">`)
	if f.Numbers {
		style := Style{Font: Number, Size: 14, Align: number, RightSpace: 1, Pitch: 16}
		if number == Left {
			style.Indent, style.RightSpace = 1, 0
		}
		w.raw("<w:p>")
		w.paragraphProperties(style)
		w.run(style, "— ")
		w.raw(`<w:r><w:rPr>`)
		w.fonts(style.Font)
		w.raw(`<w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr>`)
		w.fonts(style.Font)
		w.raw(`<w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		w.run(style, " —")
		w.raw("</w:p>")
	}
	if f.Mark != "" || !f.Numbers {
		Paragraph{Style: Style{Font: Heading, Size: 10.5, Align: Center, Pitch: 16}, Text: f.Mark}.write(&w)
	}
	w.raw("</w:ftr>")
	return w.String()
}
