package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

const (
	wordNamespace   = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strictNamespace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	documentLimit   = 64 << 20 // of XML, a single text of which the decoder holds
)

var docxBroken = &Unreadable{"Word 文档已损坏，无法打开", "请用 Word 或 WPS 打开并另存后重报，或把表格复制到 Excel 中保存为 .xlsx 再报"}

// document reads the tables of a Word document, each a sheet of its own with
// the paragraphs above it as its first rows.
type document struct {
	room      *room
	decoder   *xml.Decoder
	open      []*wordTable
	all       []*wordTable
	above     above
	paragraph strings.Builder // outside of every table
	ignored   int             // depth within what is not printed
	depth     int             // of open elements
}

func readDocument(p *officeFile, main string, allow *allowance) (*Book, error) {
	content, err := p.open(main, allow, docxBroken)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	limited := &io.LimitedReader{R: content, N: documentLimit}
	d := &document{room: &room{}, decoder: newXML(limited)}
	for {
		token, err := d.decoder.Token()
		if errors.Is(err, io.EOF) && limited.N > 0 {
			break
		}
		if limited.N == 0 {
			return nil, tooLarge
		}
		if err != nil {
			return nil, docxFault(p, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if d.depth++; d.depth > 4*maxNesting {
				return nil, docxBroken
			}
			err = d.start(e)
		case xml.EndElement:
			d.depth--
			err = d.end(e.Name)
		}
		if err != nil {
			return nil, err
		}
	}
	return d.book()
}

// docxFault is what to say of an error in the XML or below it.
func docxFault(p *officeFile, err error) error {
	var why *Unreadable
	if errors.As(err, &why) {
		return why
	}
	return p.src.fault(docxBroken)
}

func (d *document) book() (*Book, error) {
	book := &Book{Format: DOCX}
	for _, t := range d.all {
		if table := t.grid.table(fmt.Sprintf("表%d", len(book.Tables)+1)); t.filled {
			book.Tables = append(book.Tables, table)
		}
	}
	if len(book.Tables) == 0 {
		return nil, &Unreadable{"文件其实是 Word 文档，里面没有表格", "请把表格复制到 Excel 中保存为 .xlsx 再报"}
	}
	return book, nil
}

func isWord(name xml.Name) bool {
	return name.Space == wordNamespace || name.Space == strictNamespace
}

// unprinted: moved text stands twice, and so does what has a fallback for
// older programs.
func unprinted(name xml.Name) bool {
	return name.Local == "Fallback" || isWord(name) && (name.Local == "moveFrom" || name.Local == "del")
}

func (d *document) start(e xml.StartElement) error {
	if d.ignored > 0 || unprinted(e.Name) {
		d.ignored++
		return nil
	}
	if !isWord(e.Name) {
		return nil
	}
	switch e.Name.Local {
	case "tbl":
		return d.openTable()
	case "t":
		return d.text()
	case "tab":
		d.here().WriteByte('\t')
	case "br", "cr":
		d.here().WriteByte('\n')
	case "noBreakHyphen":
		d.here().WriteByte('-')
	}
	if len(d.open) > 0 {
		return d.open[len(d.open)-1].start(e)
	}
	return nil
}

func (d *document) end(name xml.Name) error {
	if d.ignored > 0 {
		d.ignored--
		return nil
	}
	if !isWord(name) {
		return nil
	}
	switch name.Local {
	case "p":
		d.here().WriteByte('\n')
	case "tc":
		if len(d.open) > 0 {
			return d.open[len(d.open)-1].closeCell()
		}
	case "tbl":
		return d.closeTable()
	}
	return nil
}

// here is where text goes now.
func (d *document) here() *strings.Builder {
	if n := len(d.open); n > 0 {
		return &d.open[n-1].text
	}
	return &d.paragraph
}

// text takes the characters of a run; deleted ones stand in another element.
func (d *document) text() error {
	for {
		token, err := d.decoder.Token()
		if err != nil {
			return docxBroken
		}
		switch t := token.(type) {
		case xml.CharData:
			if err := d.room.take(0, len(t)); err != nil {
				return err
			}
			d.here().Write(t)
		case xml.StartElement:
			return docxBroken
		case xml.EndElement:
			d.depth-- // the end is taken here, not by who counts them
			return nil
		}
	}
}

func (d *document) openTable() error {
	if len(d.open) == maxNesting {
		return docxBroken
	}
	g, err := d.room.grid()
	if err != nil {
		return err
	}
	if len(d.open) == 0 {
		d.above.add(d.paragraph.String())
		d.paragraph.Reset()
	} else {
		d.above.add(d.here().String())
	}
	lines := d.above.take()
	t := &wordTable{grid: g, row: len(lines), spans: map[int]*Merge{}}
	d.open, d.all = append(d.open, t), append(d.all, t)
	return g.lead(lines)
}

func (d *document) closeTable() error {
	n := len(d.open)
	if n == 0 {
		return nil
	}
	err := d.open[n-1].closeSpans(0, maxColumns)
	d.open = d.open[:n-1]
	return err
}

func wordNumber(e xml.StartElement, otherwise int) int {
	for _, a := range e.Attr {
		if a.Name.Local == "val" {
			if n, err := strconv.Atoi(a.Value); err == nil && n >= 0 && n <= maxColumns {
				return n
			}
		}
	}
	return otherwise
}
