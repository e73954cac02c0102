package campaign

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"unicode/utf8"
)

// Mutate breaks a sound file: bytes are flipped, cut, doubled, spliced with
// another file of its kind; of an archive also within a member, which is then
// packed again so that its checksum holds; of a stream of records also within
// a record, whose length stays right. A text mostly stays a text, or its
// reader would see no more than that it is none.
func Mutate(r *rand.Rand, sound, other []byte) []byte {
	switch {
	case bytes.HasPrefix(sound, []byte("PK\x03\x04")) && !oneIn(r, 3):
		if broken, ok := mutateMember(r, sound); ok {
			return broken
		}
	case bytes.HasPrefix(sound, []byte{0x09, 0x08}) && !oneIn(r, 3):
		return mutateRecords(r, sound, other)
	}
	broken, text := bytes.Clone(sound), isText(r, sound)
	for range 1 + r.IntN(4) {
		broken = breakOnce(r, broken, other, text)
	}
	return broken
}

func isText(r *rand.Rand, b []byte) bool { return utf8.Valid(b) && !oneIn(r, 5) }

// oddRunes mean something somewhere, or nothing anywhere.
var oddRunes = []rune("<>\"'&{}[],;\n\r\t 09-/=:.%（）、年月日合计序号〃同上\u202e\u00a0\ufeff\U00100170\x1f𬍛９")

func breakOnce(r *rand.Rand, b, other []byte, text bool) []byte {
	if len(b) == 0 {
		return b
	}
	at := seam(b, r.IntN(len(b)), text)
	end := seam(b, at+1+r.IntN(1+r.IntN(200)), text)
	switch r.IntN(10) {
	case 0: // bits
		if text {
			return slices.Insert(b, at, []byte(string(pick(r, oddRunes...)))...)
		}
		for range 1 + r.IntN(8) {
			b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		}
	case 1: // a character of its own
		if text {
			return slices.Replace(b, at, seam(b, at+1, true), []byte(string(pick(r, oddRunes...)))...)
		}
		b[min(at, len(b)-1)] = pick(r, byte(0), 0xff, 0x7f, 0x80, '<', '>', '"', '&', '{', '[', ',', '\n', '0', '9', '-')
	case 2: // cut off
		return b[:at]
	case 3: // cut out
		return slices.Delete(b, at, end)
	case 4: // doubled
		return slices.Insert(b, at, bytes.Clone(b[at:end])...)
	case 5: // doubled many times
		return slices.Insert(b, at, bytes.Repeat(b[at:end], 1+r.IntN(300))...)
	case 6: // the other file goes on from here
		if len(other) > 0 {
			return append(b[:at], other[seam(other, r.IntN(len(other)), text):]...)
		}
	case 7: // a piece of the other file in between
		if len(other) > 0 {
			from := seam(other, r.IntN(len(other)), text)
			return slices.Insert(b, at, other[from:seam(other, min(len(other), from+end-at), text)]...)
		}
	case 8: // a number of a header
		if at+4 <= len(b) && !text {
			binary.LittleEndian.PutUint32(b[at:], pick(r, 0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, uint32(len(b)), r.Uint32()))
			return b
		}
		fallthrough
	case 9: // a written number
		return growNumber(r, b)
	}
	return b
}

// seam is the next place where a text can be cut between two characters.
func seam(b []byte, at int, text bool) int {
	for text && at < len(b) && !utf8.RuneStart(b[at]) {
		at++
	}
	return min(at, len(b))
}

// mutateRecords breaks a stream of records by its records: one is changed
// within, named otherwise, dropped, doubled or moved.
func mutateRecords(r *rand.Rand, sound, other []byte) []byte {
	var records [][]byte
	for b := sound; len(b) >= 4; {
		n := min(len(b), 4+int(binary.LittleEndian.Uint16(b[2:])))
		records, b = append(records, bytes.Clone(b[:n])), b[n:]
	}
	for range 1 + r.IntN(3) {
		i, j := r.IntN(len(records)), r.IntN(len(records))
		switch r.IntN(8) {
		case 0:
			records[i], records[j] = records[j], records[i]
		case 1:
			records = slices.Insert(records, i, bytes.Clone(records[j]))
		case 2:
			binary.LittleEndian.PutUint16(records[i], pick(r, uint16(0x0006), 0x000A, 0x003C, 0x00BD, 0x00D6, 0x00E5, 0x00FC, 0x00FD, 0x0203, 0x0205, 0x0207, 0x027E, 0x0809, 0x002F, 0x0022))
		default:
			data := breakOnce(r, bytes.Clone(records[i][4:]), other, false)
			records[i] = record(binary.LittleEndian.Uint16(records[i]), data[:min(len(data), 8224)]...)
		}
	}
	return bytes.Join(records, nil)
}

// growNumber puts a huge or an odd number where one is written.
func growNumber(r *rand.Rand, b []byte) []byte {
	start := r.IntN(len(b))
	for at := start; at < len(b); at++ {
		if b[at] < '0' || b[at] > '9' {
			continue
		}
		end := at
		for end < len(b) && b[end] >= '0' && b[end] <= '9' {
			end++
		}
		return slices.Replace(b, at, end, []byte(pick(r, "0", "-1", "65536", "1048577", "16385", "2147483648", "99999999999999999999", "1e309", "00000000000000001"))...)
	}
	return b
}

// mutateMember unpacks an archive, breaks one member or the list of members,
// and packs it again.
func mutateMember(r *rand.Rand, sound []byte) ([]byte, bool) {
	archive, err := zip.NewReader(bytes.NewReader(sound), int64(len(sound)))
	if err != nil || len(archive.File) == 0 {
		return nil, false
	}
	var parts []part
	for _, f := range archive.File {
		content, err := readPart(f)
		if err != nil {
			return nil, false
		}
		parts = append(parts, part{f.Name, content})
	}
	i, j := r.IntN(len(parts)), r.IntN(len(parts))
	switch r.IntN(8) {
	case 0:
		parts = slices.Delete(parts, i, i+1)
	case 1:
		parts = append(parts, parts[i])
	case 2:
		parts[i].content = parts[j].content
	case 3:
		parts[i].name = pick(r, "../"+parts[i].name, "/"+parts[i].name, `..\..\x`, parts[j].name, "\xff\xfe", "a/../../b", "xl/worksheets/sheet1.xml")
	default:
		for range 1 + r.IntN(3) {
			parts[i].content = breakOnce(r, bytes.Clone(parts[i].content), parts[j].content, isText(r, parts[i].content))
		}
	}
	broken, err := pack(parts)
	return broken, err == nil
}

func readPart(f *zip.File) ([]byte, error) {
	part, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer part.Close()
	return io.ReadAll(part)
}

// Part is the content of one member of an archive.
func Part(archive []byte, name string) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	f, err := z.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	defer f.Close()
	return io.ReadAll(f)
}

// Replace puts another content into one member of an archive.
func Replace(archive []byte, name string, content []byte) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	var parts []part
	for _, f := range z.File {
		p := part{f.Name, content}
		if f.Name != name {
			if p.content, err = readPart(f); err != nil {
				return nil, fmt.Errorf("read %s: %w", f.Name, err)
			}
		}
		parts = append(parts, p)
	}
	return pack(parts)
}
