package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
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

// officeFile holds the parts of an office file by their names in lower case: some
// writers differ in case, or write backslashes.
type officeFile struct {
	src    *watched
	byName map[string]*zip.File
	limit  int64 // of bytes unpacked in one reading of the file
}

func partsOf(archive *zip.Reader, src *watched) *officeFile {
	p := &officeFile{src: src, byName: make(map[string]*zip.File, len(archive.File))}
	for _, f := range archive.File {
		p.byName[partName(f.Name)] = f
	}
	p.limit = min(maxInflated, max(fairInflated, fairRatio*src.Size()))
	return p
}

func partName(name string) string {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

func (p *officeFile) has(name string) bool { return p.byName[partName(name)] != nil }

// allowance is how many bytes one reading of the file may still unpack.
type allowance struct{ left int64 }

func (p *officeFile) allowance() *allowance { return &allowance{p.limit} }

// open unpacks a part. Its errors are *Unreadable, or the machine's.
func (p *officeFile) open(name string, a *allowance, broken *Unreadable) (io.ReadCloser, error) {
	f := p.byName[partName(name)]
	if f == nil {
		return nil, broken
	}
	if f.Flags&1 != 0 {
		return nil, locked
	}
	content, err := f.Open()
	if err != nil {
		return nil, p.src.fault(broken)
	}
	return &part{content, p.src, a, broken}, nil
}

type part struct {
	io.ReadCloser
	src    *watched
	allow  *allowance
	broken *Unreadable
}

func (p *part) Read(into []byte) (int, error) {
	n, err := p.ReadCloser.Read(into)
	if p.allow.left -= int64(n); p.allow.left < 0 {
		return 0, tooLarge
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return n, p.src.fault(p.broken)
	}
	return n, err
}
