package sheet

import (
	"encoding/binary"
)

// The records of a BIFF8 stream that say something of cells. The numbers are
// those of Microsoft's [MS-XLS].
const (
	recFormula  = 0x0006
	recEOF      = 0x000A
	recDateMode = 0x0022
	recFilePass = 0x002F
	recContinue = 0x003C
	recSheet    = 0x0085
	recMulRK    = 0x00BD
	recRString  = 0x00D6
	recMerged   = 0x00E5
	recSST      = 0x00FC
	recLabelSST = 0x00FD
	recNumber   = 0x0203
	recLabel    = 0x0204
	recBoolErr  = 0x0205
	recString   = 0x0207
	recRow      = 0x0208
	recRK       = 0x027E
	recBOF      = 0x0809

	biff8          = 0x0600
	worksheetKind  = 0x0010
	macrosheetKind = 0x0040
)

type record struct {
	id   uint16
	data []byte
}

// records walks a stream; it never goes backwards, and it stops for good at
// the first record that is not whole.
type recordReader struct {
	stream []byte
	at     int
}

func (r *recordReader) next() (record, bool) {
	if r.at < 0 || len(r.stream)-r.at < 4 {
		return record{}, false
	}
	id := binary.LittleEndian.Uint16(r.stream[r.at:])
	end := r.at + 4 + int(binary.LittleEndian.Uint16(r.stream[r.at+2:]))
	if end > len(r.stream) {
		return record{}, false
	}
	data := r.stream[r.at+4 : end]
	r.at = end
	return record{id, data}, true
}

// continued returns a record's data with that of the CONTINUE records behind
// it, each a part of its own: strings start over at the seams.
func (r *recordReader) continued(first record) *parts {
	p := &parts{list: [][]byte{first.data}}
	for {
		back := r.at
		rec, ok := r.next()
		if !ok || rec.id != recContinue {
			r.at = back
			return p
		}
		p.list = append(p.list, rec.data)
	}
}

// biffBook is what the workbook's globals say.
type biffBook struct {
	room     *room
	stream   []byte
	walked   int // bytes of sheets read so far; sheets do not overlap
	date1904 bool
	strings  []string
	sheets   []biffSheet
}

type biffSheet struct {
	name   string
	hidden bool
	start  uint32
}

// readBIFF reads the Workbook stream of an .xls.
func readBIFF(stream []byte) (*Book, error) {
	b := &biffBook{room: &room{}, stream: stream}
	if err := b.readGlobals(); err != nil {
		return nil, err
	}
	book := &Book{Format: XLS}
	for _, s := range b.sheets {
		t, err := b.readSheet(s)
		if err != nil {
			return nil, err
		}
		book.Tables = append(book.Tables, t)
	}
	if book.empty() {
		return nil, noContent
	}
	return book, nil
}

func (b *biffBook) readGlobals() error {
	reader := &recordReader{stream: b.stream}
	bof, ok := reader.next()
	switch {
	case !ok || bof.id != recBOF || len(bof.data) < 4:
		return oldBroken
	case binary.LittleEndian.Uint16(bof.data) != biff8:
		return oldFormat
	}
	for {
		rec, ok := reader.next()
		if !ok {
			return oldBroken
		}
		if rec.id == recEOF {
			return nil
		}
		if err := b.global(rec, reader); err != nil {
			return err
		}
	}
}

func (b *biffBook) global(rec record, reader *recordReader) error {
	switch rec.id {
	case recFilePass:
		return locked
	case recDateMode:
		b.date1904 = len(rec.data) >= 2 && rec.data[0] == 1
	case recSheet:
		return b.addSheet(rec)
	case recSST:
		return b.readStrings(reader.continued(rec))
	}
	return nil
}

func (b *biffBook) addSheet(rec record) error {
	p := &parts{list: [][]byte{rec.data}}
	s := biffSheet{start: p.u32(), hidden: p.u8()&3 != 0}
	p.u8() // the kind stands in the sheet's own BOF again
	length := int(p.u8())
	s.name = p.chars(length, p.u8()&1 != 0)
	if p.short {
		return oldBroken
	}
	if len(b.sheets) == maxTables {
		return tooLarge
	}
	b.sheets = append(b.sheets, s)
	return nil
}

// readStrings reads the shared strings. How many there are is taken from the
// data, never from the count before it.
func (b *biffBook) readStrings(p *parts) error {
	p.u32() // how often strings are used in all
	claimed := p.u32()
	for uint32(len(b.strings)) < claimed && !p.done() {
		text := clean(p.text())
		if p.short {
			return oldBroken
		}
		if err := b.room.take(0, len(text)+16); err != nil {
			return err
		}
		b.strings = append(b.strings, text)
	}
	return nil
}
