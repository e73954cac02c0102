package sheet

import (
	"errors"
	"fmt"
	"strings"
)

// textScanner cuts a text into rows. Stray quotes are taken as they stand,
// unless one of them swallowed a line: then rows would vanish into a cell.
// Cells are cut out of the text, not copied.
type textScanner struct {
	blocks    *blocks
	text      string
	at        int
	ended     bool
	separator byte
	newline   byte
	classes   classes
	row       Row
}

func newTextScanner(b *blocks, separator, newline byte) *textScanner {
	s := &textScanner{blocks: b, separator: separator, newline: newline, classes: textClasses()}
	s.classes[separator], s.classes[newline] = stop, stop
	return s
}

// errCut: the row goes on in the next piece of text.
var errCut = errors.New("row is cut off")

// next gives the next row that is not blank, or errNoMore. A row is a record,
// also when its cells hold line breaks; so is a blank line.
func (s *textScanner) next() (*Row, error) {
	for {
		if s.at == len(s.text) {
			if err := s.refill(); err != nil {
				return nil, err
			}
		}
		start := s.at
		err := s.record()
		if errors.Is(err, errCut) {
			s.at = start
			if err := s.refill(); err != nil {
				return nil, err
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		s.row.Number++
		if !s.row.Blank() {
			return &s.row, nil
		}
	}
}

// refill puts the next piece of text behind what is left of this one.
func (s *textScanner) refill() error {
	left := s.text[s.at:]
	if len(left) > maxLine {
		return &Unreadable{fmt.Sprintf("第%d行超过%d MB，不像是表格的一行", s.row.Number+1, maxLine>>20), saveAsXLSX}
	}
	more, err := s.blocks.next()
	if errors.Is(err, errNoMore) && left != "" && !s.ended {
		s.ended = true // what is left has no end of its own
		return nil
	}
	if err != nil {
		return err
	}
	if left != "" {
		more = left + more
	}
	s.text, s.at = more, 0
	return nil
}

// record cuts one row, its end included.
func (s *textScanner) record() error {
	s.row.Cells = s.row.Cells[:0]
	for {
		var err error
		if s.at < len(s.text) && s.text[s.at] == '"' {
			err = s.quoted()
		} else {
			err = s.bare()
		}
		if err != nil {
			return err
		}
		if s.at == len(s.text) { // only at the very end
			return nil
		}
		end := s.text[s.at] == s.newline
		s.at++
		if end {
			return nil
		}
		if len(s.row.Cells) > maxColumns {
			return tooLarge
		}
	}
}

// bare takes a cell up to its separator or the line's end.
func (s *textScanner) bare() error {
	text, i, dirty := s.text, s.at, false
scan:
	for ; i < len(text); i++ {
		switch s.classes[text[i]] {
		case plain:
		case suspect:
			if text[i] == '\r' && i+1 < len(text) && text[i+1] == s.newline {
				break scan
			}
			dirty = dirty || isDirt(text, i)
		case stop:
			break scan
		}
	}
	if i == len(text) && !s.ended {
		return errCut
	}
	s.take(text[s.at:i], dirty)
	if s.at = i; i < len(text) && text[i] == '\r' && s.newline != '\r' {
		s.at++
	}
	return nil
}

func (s *textScanner) take(cell string, dirty bool) {
	if dirty || blankAtEnds(cell) {
		cell = clean(cell)
	}
	s.row.Cells = append(s.row.Cells, cell)
}

func (s *textScanner) dirty(cell string) bool {
	for i := range len(cell) {
		if s.classes[cell[i]] == suspect && isDirt(cell, i) {
			return true
		}
	}
	return false
}

// quoted takes a cell in quotes. A quote inside that is not doubled belongs
// to the text, as spreadsheets read it.
func (s *textScanner) quoted() error {
	start, stray, doubled := s.at+1, false, false
	for i := start; ; i++ {
		next := strings.IndexByte(s.text[i:], '"')
		if next < 0 {
			if !s.ended {
				return errCut
			}
			return s.unclosed(start)
		}
		i += next
		if i+1 == len(s.text) && !s.ended {
			return errCut
		}
		switch {
		case i+1 < len(s.text) && s.text[i+1] == '"':
			doubled = true
			i++
			continue
		case !s.closes(i + 1):
			stray = true
			continue
		}
		cell := s.text[start:i]
		if stray && s.swallowed(cell) {
			return unpaired(s.row.Number + 1)
		}
		if doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		s.take(cell, s.dirty(cell))
		s.at = i + 1
		if s.at < len(s.text) && s.text[s.at] == '\r' && s.newline != '\r' {
			s.at++
		}
		return nil
	}
}

// closes reports whether a quote before position i ends its cell.
func (s *textScanner) closes(i int) bool {
	if i >= len(s.text) {
		return true
	}
	c := s.text[i]
	return c == s.separator || c == s.newline || c == '\r' && (i+1 == len(s.text) || s.text[i+1] == s.newline)
}

func (s *textScanner) swallowed(cell string) bool {
	return strings.IndexByte(cell, s.newline) >= 0 && strings.IndexByte(cell, s.separator) >= 0
}

// unclosed takes a cell whose quote never ends.
func (s *textScanner) unclosed(start int) error {
	cell := s.text[start:]
	if s.swallowed(cell) {
		return unpaired(s.row.Number + 1)
	}
	s.take(`"`+cell, true)
	s.at = len(s.text)
	return nil
}

func unpaired(number int) *Unreadable {
	return &Unreadable{fmt.Sprintf("第%d行的引号不成对，无法分列", number), saveAsXLSX}
}
