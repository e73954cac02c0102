package check

// rowIndex remembers rows by fingerprint in 12 bytes each, so that a file of
// ten million rows fits in memory. 52 bits of the key's fingerprint and 76 of
// the whole row's are compared: no row is taken for another by chance.
type rowIndex struct{ parts [4096]indexPart }

// indexPart is an open-addressed table; it grows by itself, so that never the
// whole index is copied at once.
type indexPart struct {
	slots []indexed
	used  int
}

// indexed is one row: 40 bits of its key's fingerprint, 24 of its own, and its
// number; row 0 is an empty slot.
type indexed struct{ key, mix, row uint32 }

type likeness uint8

const (
	unlike likeness = iota
	sameKey
	sameRow
)

const ownBits = 1<<24 - 1

// add remembers a row, and says which earlier row is like it.
func (x *rowIndex) add(key, all uint64, row uint32) (first uint32, how likeness) {
	p := &x.parts[key>>52]
	if p.used*8 >= len(p.slots)*7 {
		p.grow()
	}
	kept := key >> 12
	low, mix := uint32(kept), uint32(kept>>32)<<24|uint32(all)&ownBits
	for at := p.home(low, mix); ; at++ {
		if at == len(p.slots) {
			at = 0
		}
		slot := &p.slots[at]
		if slot.row == 0 {
			*slot = indexed{low, mix, row}
			p.used++
			return first, how
		}
		if slot.key != low || (slot.mix^mix)&^ownBits != 0 {
			continue
		}
		if slot.mix == mix {
			return slot.row, sameRow
		}
		if how == unlike || slot.row < first {
			first, how = slot.row, sameKey
		}
	}
}

// home is where the search for a key begins.
func (p *indexPart) home(key, mix uint32) int {
	return int(uint64(mix>>24<<24|key>>8) * uint64(len(p.slots)) >> 32)
}

// grow makes the table half as large again.
func (p *indexPart) grow() {
	old := p.slots
	p.slots = make([]indexed, max(16, len(old)*3/2))
	for _, s := range old {
		if s.row == 0 {
			continue
		}
		at := p.home(s.key, s.mix)
		for p.slots[at].row != 0 {
			if at++; at == len(p.slots) {
				at = 0
			}
		}
		p.slots[at] = s
	}
}

// warm touches the slots that rows will be looked for in, all at once: the
// memory is then at hand when add comes to them one by one.
func (x *rowIndex) warm(rows []passed) (touched uint32) {
	for i := range rows {
		key := rows[i].key
		if p := &x.parts[key>>52]; len(p.slots) > 0 {
			kept := key >> 12
			touched ^= p.slots[p.home(uint32(kept), uint32(kept>>32)<<24)].row
		}
	}
	return touched
}
