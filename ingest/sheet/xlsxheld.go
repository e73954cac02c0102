package sheet

import (
	"errors"
	"slices"
	"strings"
)

// Sheets this small are held once they are read; larger ones are read from
// the file again each time, and of those only the first rows are held.
const (
	heldSheet  = 8 << 20  // bytes of XML, which the texts are cut from
	heldSheets = 32 << 20 // of all of them together
	heldCells  = 1 << 21
	maxKept    = 1 << 22 // cells, first rows included
)

// workbook is an open workbook, and what is held of it so far.
type workbook struct {
	parts  *officeFile
	texts  *sharedTexts
	bytes  int64 // of XML
	text   int   // of first rows
	cells  int
	merges int
}

// table opens a worksheet: its first rows or all of them, its merged areas,
// and whether it is whole.
func (w *workbook) table(name string, allow *allowance) (Table, error) {
	before := allow.left
	rows, err := w.rows(name, allow)
	if err != nil {
		return Table{}, err
	}
	defer rows.close()
	kept, whole, err := w.hold(rows, func() int64 { return before - allow.left })
	if err != nil {
		return Table{}, err
	}
	t := NewTable("", kept)
	if !whole {
		t.each = func(visit func(*Row) error) error { return w.each(name, visit) }
		if err := rows.skipRows(); err != nil {
			return Table{}, err
		}
	}
	if t.Merges, err = rows.rest(); err != nil {
		return Table{}, err
	}
	if w.merges += len(t.Merges); w.merges > maxMerges {
		return Table{}, tooLarge
	}
	return t, nil
}

// hold keeps the rows of a sheet, or where they are too much its first ones.
func (w *workbook) hold(rows *sheetRows, read func() int64) (kept []Row, whole bool, err error) {
	cells := 0
	for whole = true; whole || len(kept) < headRows; {
		row, err := rows.next()
		if errors.Is(err, errNoMore) {
			break
		}
		if err != nil {
			return nil, false, err
		}
		kept = append(kept, row.clone())
		if cells += len(row.Cells); w.cells+cells > maxKept {
			return nil, false, tooLarge
		}
		switch {
		case !whole:
			cells, err = 0, w.own(kept[len(kept)-1:])
		case read() > heldSheet, w.bytes+read() > heldSheets, w.cells+cells > heldCells:
			whole = false
			kept = slices.Clone(kept[:min(len(kept), headRows)])
			cells, err = 0, w.own(kept)
		}
		if err != nil {
			return nil, false, err
		}
	}
	if whole {
		w.cells += cells
		w.bytes += read()
	}
	return kept, whole, nil
}

// own counts first rows, and copies their texts out of the windows they were
// cut from, which need not stay then.
func (w *workbook) own(rows []Row) error {
	for _, row := range rows {
		w.cells += len(row.Cells)
		for i, text := range row.Cells {
			if w.text += len(text); w.text > maxText {
				return tooLarge
			}
			row.Cells[i] = strings.Clone(text)
		}
	}
	return nil
}

func (w *workbook) rows(name string, allow *allowance) (*sheetRows, error) {
	content, err := w.parts.open(name, allow, workbookBroken)
	if err != nil {
		return nil, err
	}
	return readRows(content, w.texts)
}

// each reads the rows of a worksheet from the file.
func (w *workbook) each(name string, visit func(*Row) error) error {
	rows, err := w.rows(name, w.parts.allowance())
	if err != nil {
		return err
	}
	defer rows.close()
	for {
		row, err := rows.next()
		if errors.Is(err, errNoMore) {
			_, err = rows.rest()
			return err
		}
		if err != nil {
			return err
		}
		if err := visit(row); err != nil {
			return err
		}
	}
}
