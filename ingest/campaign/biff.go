package campaign

import (
	"encoding/binary"
	"math"
	"strconv"
	"unicode/utf16"
)

// writeBIFF writes a workbook of Excel 97 as old exporters did: the records
// alone, without a container. Texts are LABEL records, plain integers NUMBER.
func writeBIFF(sheets []Sheet) []byte {
	globals := record(0x0809, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	var names [][]byte
	size := len(globals) + 4
	for _, s := range sheets {
		name := utf16.Encode([]rune(s.Name))
		data := append(make([]byte, 6), byte(len(name)), 1)
		for _, u := range name {
			data = binary.LittleEndian.AppendUint16(data, u)
		}
		names = append(names, data)
		size += len(data) + 4
	}
	var bodies []byte
	for i, s := range sheets {
		binary.LittleEndian.PutUint32(names[i], uint32(size+len(bodies)))
		bodies = append(bodies, sheetRecords(s)...)
	}
	for _, n := range names {
		globals = append(globals, record(0x0085, n...)...)
	}
	return append(append(globals, record(0x000A)...), bodies...)
}

func record(id uint16, data ...byte) []byte {
	out := binary.LittleEndian.AppendUint16(nil, id)
	out = binary.LittleEndian.AppendUint16(out, uint16(len(data)))
	return append(out, data...)
}

func sheetRecords(s Sheet) []byte {
	out := record(0x0809, 0x00, 0x06, 0x10, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	for n, l := range s.Lines {
		if l.Hidden {
			row := binary.LittleEndian.AppendUint16(nil, uint16(n))
			row = append(row, make([]byte, 10)...)
			out = append(out, record(0x0208, append(row, 0x20, 0, 0, 0)...)...)
		}
		for c, text := range l.Cells {
			if text != "" {
				out = append(out, cell(n, c, text)...)
			}
		}
	}
	if len(s.Spans) > 0 {
		data := binary.LittleEndian.AppendUint16(nil, uint16(len(s.Spans)))
		for _, m := range s.Spans {
			for _, at := range []int{m.Top, m.Bottom, m.Left, m.Right} {
				data = binary.LittleEndian.AppendUint16(data, uint16(at-1))
			}
		}
		out = append(out, record(0x00E5, data...)...)
	}
	return append(out, record(0x000A)...)
}

func cell(row, column int, text string) []byte {
	data := binary.LittleEndian.AppendUint16(nil, uint16(row))
	data = binary.LittleEndian.AppendUint16(data, uint16(column))
	data = append(data, 0, 0)
	if n, err := strconv.Atoi(text); err == nil && strconv.Itoa(n) == text {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(float64(n)))
		return record(0x0203, data...)
	}
	units := utf16.Encode([]rune(text))
	data = binary.LittleEndian.AppendUint16(data, uint16(len(units)))
	data = append(data, 1)
	for _, u := range units {
		data = binary.LittleEndian.AppendUint16(data, u)
	}
	return record(0x0204, data...)
}
