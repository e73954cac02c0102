package letter

import (
	"bytes"
	"fmt"

	"lvzhi/internal/docx"
)

// Word is the page as a document in official layout.
func (l Letter) Word() ([]byte, error) {
	d := docx.Document{Title: l.Title, Author: l.Sender, Layout: docx.Compact(), Footer: docx.Footer{Mark: l.Mark}}
	add := func(s docx.Style, text string) {
		if text != "" {
			d.Body = append(d.Body, docx.Paragraph{Style: s, Text: text})
		}
	}
	add(docx.Style{Font: docx.Title, Size: 22, Pitch: 34, Align: docx.Center}, l.Title)
	add(docx.Style{}, l.Salutation)
	for _, text := range l.Opening {
		add(docx.Style{Indent: 2}, text)
	}
	if len(l.Counts.Rows) > 0 {
		d.Body = append(d.Body, l.Counts.word(docx.Style{Size: 12, Pitch: 20, Align: docx.Center}))
	}
	add(docx.Style{Indent: 2, Before: 4}, l.Account)
	for _, s := range l.Sections {
		add(docx.Style{Font: docx.Heading, Indent: 2, Unbroken: true}, s.Heading)
		for _, text := range s.Text {
			add(docx.Style{Indent: 2}, text)
		}
		if len(s.Grid.Rows) > 0 {
			d.Body = append(d.Body, s.Grid.word(docx.Style{Size: 10.5, Pitch: 14, Align: docx.Left}))
		}
	}
	add(docx.Style{Align: docx.Right, RightSpace: 2, Before: 4}, l.Sender)
	add(docx.Style{Align: docx.Right, RightSpace: 2}, l.Date)
	for _, text := range l.Imprint {
		add(docx.Style{Size: 9, Pitch: 13, Align: docx.Left}, text)
	}
	var out bytes.Buffer
	if err := docx.Write(&out, d); err != nil {
		return nil, fmt.Errorf("write letter: %w", err)
	}
	return out.Bytes(), nil
}

func (g Grid) word(s docx.Style) docx.Table {
	head := s
	head.Font = docx.Heading
	t := docx.Table{Widths: g.Widths, Header: true, Style: s}
	for i, row := range g.Rows {
		var cells []docx.Cell
		for _, text := range row {
			cell := docx.Cell{Text: text}
			if i == 0 {
				cell.Style = &head
			}
			cells = append(cells, cell)
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}
