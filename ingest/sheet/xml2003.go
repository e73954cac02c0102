package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

var (
	xmlBroken  = &Unreadable{"文件是 XML 表格，内容已损坏", saveAsXLSX}
	incomplete = &Unreadable{"文件不完整，可能没有传完", "请重新保存或重新发送后再报"}
)

// xmlBook reads SpreadsheetML of 2003 element by element.
type xmlBook struct {
	room    *room
	decoder *xml.Decoder
	book    *Book
	grid    *grid // of the worksheet being read
	name    string
	hidden  bool
	row     int // 1-based, 0 before the first
	like    int // rows behind it that look the same and are not written out
	column  int // 0-based, of the cell being read
	next    int // 0-based, of the one behind it
}

func readSpreadsheetML(text string) (*Book, error) {
	b := &xmlBook{room: &room{}, book: &Book{Format: XML}, decoder: newXML(strings.NewReader(text))}
	path := make([]string, 0, maxNesting)
	for {
		token, err := b.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, xmlFault(err)
		}
		switch element := token.(type) {
		case xml.StartElement:
			if len(path) == maxNesting {
				return nil, xmlBroken
			}
			path = append(path, element.Name.Local)
			if err := b.start(element, path); err != nil {
				return nil, err
			}
		case xml.EndElement:
			path = path[:len(path)-1]
			b.end(element.Name.Local)
		}
		// Data and Visible take their own end with them
		if n := len(path); n > 0 && (path[n-1] == "Data" || path[n-1] == "Visible") {
			path = path[:n-1]
		}
	}
	if b.book.empty() {
		return nil, noContent
	}
	return b.book, nil
}

// newXML reads a text that is UTF-8 whatever its declaration says.
func newXML(from io.Reader) *xml.Decoder {
	d := xml.NewDecoder(from)
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	d.Entity = xml.HTMLEntity
	return d
}

func xmlFault(err error) error {
	var why *Unreadable
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &why):
		return why
	case errors.As(err, &syntax) && strings.Contains(syntax.Msg, "EOF"), errors.Is(err, io.ErrUnexpectedEOF):
		return incomplete
	}
	return xmlBroken
}

func (b *xmlBook) start(e xml.StartElement, path []string) error {
	parent := ""
	if len(path) > 1 {
		parent = path[len(path)-2]
	}
	switch e.Name.Local {
	case "Worksheet":
		g, err := b.room.grid()
		b.grid, b.name, b.hidden, b.row, b.like = g, xmlAttribute(e, "Name"), false, 0, 0
		return err
	case "Visible":
		text, err := b.content()
		b.hidden = b.hidden || strings.HasPrefix(text, "SheetHidden") || strings.HasPrefix(text, "SheetVeryHidden")
		return err
	case "Row":
		return b.startRow(e)
	case "Cell":
		return b.startCell(e)
	case "Data":
		text, err := b.content()
		if err != nil || parent != "Cell" || b.grid == nil || b.row == 0 { // a comment has data too
			return err
		}
		return b.grid.write(b.row, b.column, xmlValue(xmlAttribute(e, "Type"), text))
	}
	return nil
}

func (b *xmlBook) end(name string) {
	if name == "Worksheet" && b.grid != nil {
		t := b.grid.table(b.name)
		t.Hidden = b.hidden
		b.book.Tables = append(b.book.Tables, t)
		b.grid = nil
	}
}

func (b *xmlBook) startRow(e xml.StartElement) error {
	if b.grid == nil {
		return xmlBroken
	}
	next := b.row + 1 + b.like
	row, err1 := xmlPlace(e, "Index", next, b.row+1)
	like, err2 := xmlPlace(e, "Span", 0, 0)
	b.row, b.like, b.next = row, like, 0
	switch {
	case err1 != nil:
		return err1
	case err2 != nil:
		return err2
	case b.row > maxRows:
		return tooLarge
	case xmlAttribute(e, "Hidden") == "1":
		b.grid.hide(b.row)
	}
	return nil
}

func (b *xmlBook) startCell(e xml.StartElement) error {
	if b.grid == nil || b.row == 0 {
		return xmlBroken
	}
	place, err1 := xmlPlace(e, "Index", b.next+1, b.next+1)
	across, err2 := xmlPlace(e, "MergeAcross", 0, 0)
	down, err3 := xmlPlace(e, "MergeDown", 0, 0)
	for _, err := range []error{err1, err2, err3} {
		if err != nil {
			return err
		}
	}
	b.column, b.next = place-1, place+across
	return b.grid.merge(Merge{Top: b.row, Left: place, Bottom: b.row + down, Right: place + across})
}

// content reads all text up to the end of the element that just began.
func (b *xmlBook) content() (string, error) {
	var text strings.Builder
	for depth := 1; depth > 0; {
		token, err := b.decoder.Token()
		if err != nil {
			return "", xmlFault(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxNesting {
				return "", xmlBroken
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			text.Write(t)
		}
	}
	return text.String(), nil
}
