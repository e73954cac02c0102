package sheet

import (
	"encoding/binary"
	"math"
)

// sheetReader reads the records of one sheet into a grid.
type sheetReader struct {
	book        *biffBook
	records     *recordReader
	grid        *grid
	pending     bool // a formula whose text stands in a STRING record behind it
	row, column int
}

// readSheet reads from a sheet's BOF to its EOF. A chart has no cells.
func (b *biffBook) readSheet(s biffSheet) (Table, error) {
	g, err := b.room.grid()
	if err != nil {
		return Table{}, err
	}
	r := &sheetReader{book: b, grid: g, records: &recordReader{stream: b.stream, at: int(s.start)}}
	bof, ok := r.records.next()
	if !ok || bof.id != recBOF || len(bof.data) < 4 {
		return Table{}, oldBroken
	}
	if kind := binary.LittleEndian.Uint16(bof.data[2:]); kind == worksheetKind || kind == macrosheetKind {
		err = r.readAll()
	}
	if b.walked += r.records.at - int(s.start); b.walked > len(b.stream) {
		return Table{}, oldBroken
	}
	t := g.table(s.name)
	t.Hidden, t.Date1904 = s.hidden, b.date1904
	return t, err
}

func (r *sheetReader) readAll() error {
	for depth := 1; depth > 0; {
		rec, ok := r.records.next()
		switch {
		case !ok:
			return oldBroken
		case rec.id == recBOF: // a chart inside the sheet
			depth++
		case rec.id == recEOF:
			depth--
		case depth == 1:
			if err := r.take(rec); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *sheetReader) take(rec record) error {
	p := &parts{list: [][]byte{rec.data}}
	switch rec.id {
	case recRow:
		number := int(p.u16()) + 1
		p.skip(10)
		if p.u16()&0x20 != 0 && !p.short {
			r.grid.hide(number)
		}
		return nil
	case recMerged:
		return r.merges(p)
	case recString:
		return r.formulaText(rec)
	case recLabelSST, recLabel, recRString, recNumber, recRK, recMulRK, recFormula, recBoolErr:
		r.row, r.column, r.pending = int(p.u16())+1, int(p.u16()), false
		if rec.id == recMulRK {
			return r.manyRK(p, len(rec.data))
		}
		p.u16() // the format
		text, err := r.value(rec, p)
		if err != nil {
			return err
		}
		if p.short {
			return oldBroken
		}
		return r.grid.write(r.row, r.column, text)
	}
	return nil
}

// value reads the content of a cell record behind its address.
func (r *sheetReader) value(rec record, p *parts) (string, error) {
	switch rec.id {
	case recLabelSST:
		i := p.u32()
		if int64(i) >= int64(len(r.book.strings)) {
			return "", oldBroken
		}
		return "", r.grid.set(r.row, r.column, r.book.strings[i])
	case recLabel, recRString:
		long := r.records.continued(rec)
		long.skip(6)
		text := long.text()
		p.short = p.short || long.short
		return text, nil
	case recNumber:
		return number(math.Float64frombits(uint64(p.u32()) | uint64(p.u32())<<32)), nil
	case recRK:
		return rkNumber(p.u32()), nil
	case recBoolErr:
		value, isError := p.u8(), p.u8() != 0
		return boolOrError(value, isError), nil
	}
	return r.formula(p), nil
}

// formula reads a formula's last result; a text stands in a later record.
func (r *sheetReader) formula(p *parts) string {
	bits := uint64(p.u32()) | uint64(p.u32())<<32
	if bits>>48 != 0xFFFF {
		return number(math.Float64frombits(bits))
	}
	value := byte(bits >> 16)
	switch byte(bits) {
	case 0:
		r.pending = true
	case 1:
		return boolOrError(value, false)
	case 2:
		return boolOrError(value, true)
	}
	return ""
}

func (r *sheetReader) formulaText(rec record) error {
	if !r.pending {
		return nil
	}
	r.pending = false
	p := r.records.continued(rec)
	text := p.text()
	if p.short {
		return oldBroken
	}
	return r.grid.write(r.row, r.column, text)
}

func (r *sheetReader) manyRK(p *parts, size int) error {
	for ; size >= 12; size -= 6 { // row, first and last column frame the cells
		p.u16()
		if err := r.grid.write(r.row, r.column, rkNumber(p.u32())); err != nil {
			return err
		}
		r.column++
	}
	return nil
}

func (r *sheetReader) merges(p *parts) error {
	for n := p.u16(); n > 0; n-- {
		top, bottom, left, right := int(p.u16()), int(p.u16()), int(p.u16()), int(p.u16())
		if p.short || bottom < top || right < left {
			return oldBroken
		}
		if err := r.grid.merge(Merge{Top: top + 1, Left: left + 1, Bottom: bottom + 1, Right: right + 1}); err != nil {
			return err
		}
	}
	return nil
}
