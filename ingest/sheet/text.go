package sheet

import (
	"errors"
	"strings"
)

// maxProse is the size of text that may be prose: an issue of 《代表工作》, not
// a table.
const maxProse = 8 << 20

// readText cuts a text into one table. head is its beginning, decoded.
func readText(src Source, c coding, head string) (*Book, error) {
	cutter := textTable{src: src, coding: c, separator: delimiter(head), newline: '\n'}
	if !strings.Contains(head, "\n") && strings.Contains(head, "\r") {
		cutter.newline = '\r'
	}
	book := &Book{Format: CSV, Tables: []Table{{each: cutter.each}}}
	if src.Size() > maxProse {
		if err := book.Tables[0].atHand(); err != nil {
			return nil, err
		}
		return book, nil
	}
	if src.Size() > peek {
		var err error
		if head, err = wholeProse(src, c); err != nil {
			return nil, err
		}
	}
	book.Text = head
	var rows []Row
	if err := cutter.each(func(r *Row) error {
		rows = append(rows, r.clone())
		return nil
	}); err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, noContent
	}
	book.Tables[0] = NewTable("", rows)
	return book, nil
}

func wholeProse(src Source, c coding) (text string, err error) {
	_, err = wholeText(src, c, func(decoded string) (*Book, error) {
		text = decoded
		return nil, nil
	})
	return text, err
}

// delimiter takes the separator that stands most often in the first lines,
// quoted cells left out.
func delimiter(text string) byte {
	head := text[:min(len(text), 8192)]
	var count [256]int
	quoted := false
	for _, b := range []byte(head) {
		if b == '"' {
			quoted = !quoted
		} else if !quoted {
			count[b]++
		}
	}
	best := byte(',')
	for _, c := range []byte{'\t', ';'} {
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}

// textTable reads the rows of a text from its source.
type textTable struct {
	src       Source
	coding    coding
	separator byte
	newline   byte
}

func (t textTable) each(visit func(*Row) error) (err error) {
	blocks := readBlocks(t.src, t.coding, t.newline)
	defer blocks.close()
	s := newTextScanner(blocks, t.separator, t.newline)
	for {
		row, err := s.next()
		if errors.Is(err, errNoMore) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := visit(row); err != nil {
			return err
		}
	}
}
