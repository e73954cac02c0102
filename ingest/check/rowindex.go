package check

// rowIndex remembers rows by fingerprint in 12 bytes each, so that a file of
// ten million rows fits in memory. keys holds the first row of each natural
// key, rows every further row of a key that stands more than once. Keys are
// compared by 48 bits of their fingerprint: taken for another by chance, a row
// is remarked on and kept. Whole rows are compared by 84 bits (against the
// first of their key) and by 64 (against the others).
type rowIndex struct{ keys, rows slotTable }

type likeness uint8

const (
	unlike likeness = iota
	sameKey
	sameRow
)

// add remembers a row, and says which earlier row is like it; 0 for one too
// far up to be remembered by its number.
func (x *rowIndex) add(key, all uint64, row uint32) (first uint32, how likeness) {
	slot, found := x.keys.find(key, 0, 0)
	switch {
	case !found:
		*slot = pack(key, all, row)
		return 0, unlike
	case slot.rest() == all&restBits:
		return slot.row(), sameRow
	}
	first = slot.row()
	if slot, found = x.rows.find(all, all&sameBits, sameBits); found {
		return slot.row(), sameRow
	}
	*slot = pack(all, all&sameBits, row)
	return first, sameKey
}

// warm touches the slots that rows will be looked for in, all at once: the
// memory is then at hand when add comes to them one by one.
func (x *rowIndex) warm(rows []passed) (touched uint32) {
	for i := range rows {
		key := rows[i].key
		if p := &x.keys.parts[key>>52]; len(p.slots) > 0 {
			touched ^= p.slots[p.home(tagOf(key))].c
		}
	}
	return touched
}

// slotTable is an open-addressed table in many parts, each of which grows by
// itself, so that never the whole is copied at once.
type slotTable struct{ parts [4096]slotPart }

type slotPart struct {
	slots []slot
	used  int
}

// slot holds 36 bits of a fingerprint (12 more are the part's number), 36 bits
// of something else, and a row's number; 0 is an empty slot.
type slot struct{ a, b, c uint32 }

const (
	tagBits  = 1<<36 - 1
	restBits = 1<<36 - 1
	sameBits = 1<<16 - 1 // of a fingerprint: those that are in no tag
	farRow   = 1<<24 - 1 // and all beyond
)

// tagOf are the bits 16 to 51 of a fingerprint.
func tagOf(h uint64) uint64 { return h >> 16 & tagBits }

func pack(h, rest uint64, row uint32) slot {
	tag := tagOf(h)
	return slot{uint32(tag), uint32(tag>>32)<<28 | uint32(rest&restBits>>8), uint32(rest&0xff)<<24 | min(row, farRow)}
}

func (s *slot) tag() uint64  { return uint64(s.b>>28)<<32 | uint64(s.a) }
func (s *slot) rest() uint64 { return uint64(s.b&(1<<28-1))<<8 | uint64(s.c>>24) }

func (s *slot) row() uint32 {
	if row := s.c & farRow; row < farRow {
		return row
	}
	return 0
}

// find looks for a fingerprint whose rest agrees in the bits of mask, and
// returns its slot, or the empty one where it belongs.
func (x *slotTable) find(h, rest, mask uint64) (at *slot, found bool) {
	p := &x.parts[h>>52]
	if p.used*8 >= len(p.slots)*7 {
		p.grow()
	}
	tag := tagOf(h)
	for i := p.home(tag); ; i++ {
		if i == len(p.slots) {
			i = 0
		}
		s := &p.slots[i]
		if *s == (slot{}) {
			p.used++ // the caller fills it
			return s, false
		}
		if s.a == uint32(tag) && s.tag() == tag && (s.rest()^rest)&mask == 0 {
			return s, true
		}
	}
}

// home is where the search for a tag begins.
func (p *slotPart) home(tag uint64) int {
	return int(uint64(uint32(tag>>4)) * uint64(len(p.slots)) >> 32)
}

// grow makes the table half as large again.
func (p *slotPart) grow() {
	old := p.slots
	p.slots = make([]slot, max(16, len(old)*3/2))
	for _, s := range old {
		if s == (slot{}) {
			continue
		}
		at := p.home(s.tag())
		for p.slots[at] != (slot{}) {
			if at++; at == len(p.slots) {
				at = 0
			}
		}
		p.slots[at] = s
	}
}
