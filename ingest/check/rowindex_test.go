package check

import (
	"fmt"
	"hash/maphash"
	"testing"
)

// Rows are told apart and found again, however many share a key: held against
// a map of what was added.
func TestRowIndex(t *testing.T) {
	seed := maphash.MakeSeed()
	for name, keyOf := range map[string]func(i int) int{"one key": func(int) int { return 0 }, "pairs": func(i int) int { return i / 2 }, "own keys": func(i int) int { return i }} {
		var x rowIndex
		firstOfKey, rowOf := map[int]uint32{}, map[string]uint32{}
		for i := range 120_000 {
			from := i
			if i%10 == 9 {
				from = i / 2 // a row from above again
			}
			key, text := keyOf(from), fmt.Sprint("·", from)
			row := uint32(i + 1)
			first, how := x.add(maphash.Comparable(seed, key), maphash.String(seed, fmt.Sprint(key, text)), row)
			whole := fmt.Sprint(key, text)
			want, wantRow := unlike, uint32(0)
			if r, again := rowOf[whole]; again {
				want, wantRow = sameRow, r
			} else if r, known := firstOfKey[key]; known {
				want, wantRow = sameKey, r
			}
			if how != want || first != wantRow {
				t.Fatalf("%s: row %d is %d like %d, want %d like %d", name, row, how, first, want, wantRow)
			}
			if _, again := rowOf[whole]; !again {
				rowOf[whole] = row
			}
			if _, known := firstOfKey[key]; !known {
				firstOfKey[key] = row
			}
		}
	}
	var near rowIndex // rows of one key whose fingerprints differ in one bit
	near.add(9, 0, 1)
	for bit := range 36 {
		if _, how := near.add(9, 1<<bit, uint32(bit+2)); how != sameKey {
			t.Errorf("bit %d of the first row of a key is not compared", bit)
		}
	}
	for bit := range 64 {
		if _, how := near.add(9, 0x5A5A_5A5A_5A5A_5A5A^1<<bit, uint32(bit+99)); how != sameKey {
			t.Errorf("bit %d of a further row is not compared", bit)
		}
	}
	var x rowIndex
	x.add(1<<60|5, 7, farRow+10)
	if first, how := x.add(1<<60|5, 7, farRow+11); first != 0 || how != sameRow {
		t.Errorf("a row far down: %d, %v", first, how)
	}
}
