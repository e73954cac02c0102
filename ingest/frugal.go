package ingest

import "runtime/debug"

// heapAim is about what the heap grows to before the collector comes often.
// Most of what is held of the largest files is their row index, cheap to look
// through again.
const heapAim = 248 << 20

// Frugal keeps the process small while files are taken in, until the returned
// function is called.
func Frugal() (restore func()) {
	before := debug.SetMemoryLimit(heapAim)
	return func() { debug.SetMemoryLimit(before) }
}
