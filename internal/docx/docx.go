// Package docx writes Word documents in the layout of official papers
// (GB/T 9704-2012): page, paragraphs, tables, footer, and the fonts such
// papers name, with what stands in for them. It knows nothing of what the
// words mean, reads no document, and imports nothing of this project. The same
// document gives the same bytes.
package docx

import (
	"archive/zip"
	"fmt"
	"io"
)

// Document is one Word file.
type Document struct {
	Title, Author string // properties; they are not printed
	Layout        Layout
	Footer        Footer
	Body          []Block
}

// Block is a paragraph or a table.
type Block interface{ write(*writer) }

// Layout is how the text of the body is set.
type Layout struct {
	Size       float64 // of a character, in points
	Pitch      float64 // from line to line, in points
	Top, Under float64 // margins, in millimetres
}

// Official is the layout of GB/T 9704: 22 lines of 28 characters in size 3.
func Official() Layout { return Layout{Size: 16, Pitch: 28.95, Top: 37, Under: 35} }

// Compact is for one page that must not run over: 32 lines of size 4.
func Compact() Layout { return Layout{Size: 14, Pitch: 21, Top: 26, Under: 20} }

// Footer stands on every page: a mark in the middle, the page's number
// (— 1 —, odd right, even left), or both.
type Footer struct {
	Mark    string
	Numbers bool
}

// The text of GB/T 9704 is 156 mm wide; the margins are what is left of A4.
const (
	pageWidth, pageHeight = 210, 297
	left, right           = 28, 26

	// TextWidth is the width of the text area in millimetres.
	TextWidth = pageWidth - left - right
)

// twips are twentieths of a point, the unit of most measures in Word.
func twips(mm float64) int { return int(mm*1440/25.4 + 0.5) }

func twentieths(points float64) int { return int(points*20 + 0.5) }

// part is one member of the file.
type part struct{ name, content string }

// Write writes the document.
func Write(out io.Writer, d Document) error {
	archive := zip.NewWriter(out)
	for _, p := range parts(d) {
		// without a time, so that the bytes depend on the document alone
		member, err := archive.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return fmt.Errorf("begin %s: %w", p.name, err)
		}
		if _, err := io.WriteString(member, p.content); err != nil {
			return fmt.Errorf("write %s: %w", p.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("close document: %w", err)
	}
	return nil
}

func parts(d Document) []part {
	return []part{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", properties(d)},
		{"word/document.xml", body(d)},
		{"word/styles.xml", styles(d.Layout)},
		{"word/fontTable.xml", fontTable()},
		{"word/settings.xml", settings},
		{"word/footer1.xml", footer(d.Footer, Right)},
		{"word/footer2.xml", footer(d.Footer, Left)},
		{"word/_rels/document.xml.rels", documentRels},
	}
}
