package sheet

import (
	"io"
	"strconv"
)

// maxStreamed bounds the cells of one reading of a sheet, blank ones between
// others counted: a full sheet of 64 columns.
const maxStreamed = 64 * maxRows

// sheetRows reads the rows of a worksheet, one after the other.
type sheetRows struct {
	*markup
	close func() error
	texts *sharedTexts
	clean cleaner
	data  string // qualified name of the element that holds the rows
	cells int

	row    Row
	digits string // the row's number as its cells' addresses have it; "" while it is not known
	width  int    // columns so far, blank ones too
}

func readRows(part io.ReadCloser, texts *sharedTexts) (*sheetRows, error) {
	m, err := newMarkup(part, workbookBroken)
	if err != nil {
		part.Close()
		return nil, err
	}
	s := &sheetRows{markup: m, close: part.Close, texts: texts, clean: newCleaner()}
	if err := s.begin(); err != nil {
		part.Close()
		return nil, err
	}
	return s, nil
}

// begin goes to the rows; a sheet may have none.
func (s *sheetRows) begin() error {
	if err := s.markup.next(); err != nil {
		return s.unless(err)
	}
	if s.name != "worksheet" {
		return s.broken
	}
	for len(s.open) > 0 {
		if err := s.markup.next(); err != nil {
			return s.unless(err)
		}
		if s.closing {
			continue
		}
		if s.name == "sheetData" && len(s.open) == 2 {
			s.data = s.open[1]
			return nil
		}
		if s.name == "sheetData" {
			return nil
		}
		if err := s.skip(); err != nil {
			return err
		}
	}
	return nil
}

// next gives the next row that is not blank, or errNoMore. The row is valid
// until the next call, its texts stay.
func (s *sheetRows) next() (*Row, error) {
	for s.data != "" {
		if err := s.markup.next(); err != nil {
			return nil, s.unless(err)
		}
		switch {
		case s.closing:
			s.data = ""
			return nil, errNoMore
		case s.name != "row":
			if err := s.skip(); err != nil {
				return nil, err
			}
			continue
		}
		if err := s.startRow(); err != nil {
			return nil, err
		}
		if err := s.readCells(); err != nil {
			return nil, err
		}
		if !s.row.Blank() {
			return &s.row, nil
		}
	}
	return nil, errNoMore
}

func (s *sheetRows) startRow() error {
	if s.cells += len(s.row.Cells); s.cells > maxStreamed {
		return tooLarge
	}
	clear(s.row.Cells)
	s.row.Cells, s.width = s.row.Cells[:0], 0
	s.row.Hidden, s.digits = false, ""
	number := 0
	err := s.attributes(func(key, value string) {
		switch key {
		case "r":
			s.digits = value
			number, _ = strconv.Atoi(value)
		case "hidden":
			s.row.Hidden = isOn(value)
		}
	})
	switch {
	case err != nil:
		return err
	case s.digits == "":
		number = s.row.Number + 1
	case number <= s.row.Number: // no program puts a row above the one before
		return s.broken
	}
	if s.row.Number = number; number > maxRows {
		return s.broken
	}
	return nil
}

func isOn(value string) bool { return value == "1" || value == "true" || value == "on" }

func (s *sheetRows) readCells() error {
	if s.empty {
		return nil
	}
	for depth := len(s.open); ; {
		if done, err := s.quickCell(); err != nil {
			return err
		} else if done {
			continue
		}
		if s.quickEnd() {
			return nil
		}
		if err := s.markup.next(); err != nil {
			return s.unless(err)
		}
		if len(s.open) < depth {
			return nil
		}
		var err error
		if s.name == "c" {
			err = s.cell()
		} else {
			err = s.skip()
		}
		if err != nil {
			return err
		}
	}
}

// put writes a text into the cell with this address, or where it is "" into
// the next one.
func (s *sheetRows) put(address, text string) error {
	column := s.width + 1
	if address != "" {
		var digits string
		column, digits = columnNumber(address)
		if column == 0 {
			return s.broken
		}
		if digits != s.digits {
			if err := s.place(digits); err != nil {
				return err
			}
		}
	}
	if column > maxColumns {
		return tooLarge
	}
	s.width = column
	if column > len(s.row.Cells) {
		if text == "" {
			return nil
		}
		if column > cap(s.row.Cells) {
			s.row.Cells = append(make([]string, 0, 2*column), s.row.Cells...)
		}
		s.row.Cells = s.row.Cells[:column] // blank up to its capacity, see startRow
	}
	s.row.Cells[column-1] = text
	return nil
}

// place takes a row's number from its first cell with an address, where the
// row itself has none.
func (s *sheetRows) place(digits string) error {
	number, err := strconv.Atoi(digits)
	if err != nil || s.digits != "" || number < s.row.Number || number > maxRows {
		return s.broken
	}
	s.row.Number, s.digits = number, digits
	return nil
}
