package sheet

import (
	"encoding/binary"
	"unicode/utf16"
)

// parts reads the data of a record and its continuations as one. Beyond the
// end it yields zeros and remembers that it was short.
type parts struct {
	list  [][]byte
	at    int
	short bool
}

// advance drops the parts that are used up.
func (p *parts) advance() bool {
	for len(p.list) > 0 && p.at >= len(p.list[0]) {
		p.list, p.at = p.list[1:], 0
	}
	return len(p.list) > 0
}

func (p *parts) done() bool { return !p.advance() }

func (p *parts) u8() byte {
	if !p.advance() {
		p.short = true
		return 0
	}
	b := p.list[0][p.at]
	p.at++
	return b
}

func (p *parts) u16() uint16 {
	return binary.LittleEndian.Uint16([]byte{p.u8(), p.u8()})
}

func (p *parts) u32() uint32 {
	return uint32(p.u16()) | uint32(p.u16())<<16
}

func (p *parts) skip(n int) {
	for n > 0 {
		if !p.advance() {
			p.short = true
			return
		}
		step := min(n, len(p.list[0])-p.at)
		p.at += step
		n -= step
	}
}

// text reads a string with its two-byte length, and leaves its formatting and
// its phonetic guide out.
func (p *parts) text() string {
	length := int(p.u16())
	flags := p.u8()
	runs, guide := 0, 0
	if flags&0x08 != 0 {
		runs = int(p.u16())
	}
	if flags&0x04 != 0 {
		guide = int(p.u32())
	}
	text := p.chars(length, flags&1 != 0)
	p.skip(4 * runs)
	p.skip(guide)
	return text
}

// chars reads n characters of two bytes each (wide) or one. Where a string
// runs on into the next part, that part says anew which of the two holds.
func (p *parts) chars(n int, wide bool) string {
	units := make([]uint16, 0, min(n, 256))
	for n > 0 && !p.short {
		if len(p.list) > 0 && p.at >= len(p.list[0]) {
			wide = p.u8()&1 != 0
			continue
		}
		if wide {
			units = append(units, p.u16())
		} else {
			units = append(units, uint16(p.u8()))
		}
		n--
	}
	return string(utf16.Decode(units))
}
