// Package receipt draws the workbook that goes back to a file's sender: what
// was taken and what was not, every problem with its remedy, and the sender's
// own sheets with the faulty cells marked, to be mended there and sent back.
// It writes no file itself. What it is given was scrubbed at the door; it
// scrubs every cell once more, and no cell becomes a formula.
package receipt

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
)

// Slip is what a clerk is told about one file: the facts, and the sheets of
// his own file as they stood.
type Slip struct {
	letter.Facts
	Pages []Page
}

// Page is one sheet of the sender's file as it stood. Each hands over its rows
// in order; a row is valid until visit returns.
type Page struct {
	Name    string
	Hidden  bool
	Merges  []sheet.Merge
	Each    func(visit func(*sheet.Row) error) error
	Private []int  // columns that are never shown (0-based)
	Header  [2]int // row numbers (1-based, inclusive) of the header; 0 for none

	// Dates are columns (0-based) where a bare number is a spreadsheet's day;
	// Date1904 says from when it counts.
	Dates    []int
	Date1904 bool
	// Reduce gives what is shown of a cell of which not everything may be
	// kept (a reason of leave); nil shows every cell as it stands.
	Reduce func(column int, text string) string
}

// Draw makes the workbook: the summary, the list of problems, and the
// sender's own sheets with the faulty cells marked. The same slip gives the
// same bytes.
func Draw(s Slip) ([]byte, error) {
	if err := s.Sum(); err != nil {
		return nil, err
	}
	d := drawing{File: excelize.NewFile(), slip: s, left: wholeBook}
	defer d.Close()
	if err := d.draw(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := d.Write(&out); err != nil {
		return nil, fmt.Errorf("write receipt: %w", err)
	}
	return inOrder(out.Bytes())
}

// inOrder sorts the members of a workbook: the library writes the sheets in
// an order that changes from run to run. What says what the others are comes
// first.
func inOrder(raw []byte) ([]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fmt.Errorf("read receipt: %w", err)
	}
	slices.SortFunc(archive.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) }) // "[" sorts before letters
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range archive.File {
		if err := w.Copy(f); err != nil {
			return nil, fmt.Errorf("copy %s: %w", f.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("close receipt: %w", err)
	}
	return out.Bytes(), nil
}

// drawing is a receipt in the making.
type drawing struct {
	*excelize.File
	slip Slip
	look look
	left size // what the book may still hold
	// colours says that some cell of the sender's sheets is marked
	colours bool
	// notes are remarks on the receipt itself, for the summary
	notes []string
}

func (d *drawing) draw() error {
	if err := d.SetSheetName("Sheet1", letter.SummarySheet); err != nil {
		return fmt.Errorf("name summary sheet: %w", err)
	}
	if len(d.slip.Problems) > 0 {
		if _, err := d.NewSheet(letter.ProblemSheet); err != nil {
			return fmt.Errorf("add list of problems: %w", err)
		}
	}
	var err error
	if d.look, err = styles(d.File); err != nil {
		return err
	}
	mirrors, err := d.mirrors()
	if err != nil {
		return err
	}
	if err := d.list(mirrors); err != nil {
		return fmt.Errorf("write list of problems: %w", err)
	}
	if err := d.summary(); err != nil {
		return fmt.Errorf("write summary: %w", err)
	}
	return d.SetDocProps(&excelize.DocProperties{Title: letter.SummaryTitle, Creator: "lvzhi", Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"})
}
