package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/klauspost/compress/flate"
)

// The bounds of what a file may unpack to. Sheets pack 5 to 30 times smaller,
// identical rows up to 100 times; a bomb packs a thousand times.
const (
	maxInflated   = 4 << 30
	fairInflated  = 256 << 20 // below it no ratio is asked for
	fairRatio     = 100
	maxDirectory  = 8 << 20 // of a zip: over 100,000 entries
	inflateWindow = 256 << 10
)

// watched is a source that tells a fault of the machine from a fault of the
// file: decompressors say the same of both.
type watched struct {
	Source
	left   atomic.Int64 // while the directory is read
	failed atomic.Pointer[error]
}

var (
	errDirectory = errors.New("zip directory is too long")
	errOutside   = errors.New("zip directory points before the file")
)

func (w *watched) ReadAt(into []byte, at int64) (int, error) {
	if w.left.Add(-int64(len(into))) < 0 {
		return 0, errDirectory
	}
	if at < 0 { // a place the file's own directory names
		return 0, errOutside
	}
	n, err := w.Source.ReadAt(into, at)
	if err != nil && !errors.Is(err, io.EOF) {
		w.failed.CompareAndSwap(nil, &err)
	}
	return n, err
}

// fault is what to say of an error: the machine's own, or that the file is
// broken, where that is said.
func (w *watched) fault(broken *Unreadable) error {
	if err := w.failed.Load(); err != nil {
		return fmt.Errorf("read file: %w", *err)
	}
	if broken == nil {
		return nil
	}
	return broken
}

// openZip reads a zip's directory, which is bounded whatever the file says.
func openZip(src Source) (*zip.Reader, *watched, error) {
	w := &watched{Source: src}
	w.left.Store(maxDirectory)
	archive, err := zip.NewReader(w, src.Size())
	if err != nil {
		return nil, w, err
	}
	w.left.Store(1 << 62)
	archive.RegisterDecompressor(zip.Deflate, flate.NewReader) // half again as fast as the standard library's
	return archive, w, nil
}
