package sheet

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"
)

// officeFile holds the parts of an office file by their names in lower case:
// some writers differ in case, or write backslashes.
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
func (p *officeFile) open(name string, allow *allowance, broken *Unreadable) (io.ReadCloser, error) {
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
	return &part{content, p.src, allow, broken}, nil
}

// part is the content of a part as it unpacks, up to what is allowed.
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
