package ingest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync/atomic"
	"time"

	"lvzhi/ingest/sheet"
)

// heldWhole is the size of file that is read once and held; a larger one is
// read from its place piece by piece.
const heldWhole = 32 << 20

// original is a file as it lies where it was sent: its bytes, their hash, and
// how it looked when the reading began.
type original struct {
	sheet.Source
	sha256 string
	file   *os.File // nil for a member of an archive
	size   int64
	mtime  time.Time
}

// openOriginal opens a file and hashes it. Its errors are *sheet.Unreadable
// where that one file is at fault, so that the others go on.
func openOriginal(path string) (*original, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, unopened(err)
	}
	o := &original{file: file}
	if err := o.read(); err != nil {
		file.Close()
		return nil, unopened(err)
	}
	return o, nil
}

func (o *original) read() error {
	info, err := o.file.Stat()
	if err != nil {
		return err
	}
	o.size, o.mtime = info.Size(), info.ModTime()
	sum := sha256.New()
	if o.size <= heldWhole {
		raw, err := io.ReadAll(io.LimitReader(o.file, heldWhole+1))
		if err != nil {
			return err
		}
		sum.Write(raw)
		o.Source = bytes.NewReader(raw)
	} else {
		if _, err := io.Copy(sum, io.NewSectionReader(o.file, 0, o.size)); err != nil {
			return err
		}
		o.Source = &placed{File: o.file, size: o.size}
	}
	o.sha256 = hex.EncodeToString(sum.Sum(nil))
	if o.changed() {
		return changedMeanwhile
	}
	if o.size <= heldWhole { // nothing more is read of it
		o.file.Close()
		o.file = nil
	}
	return nil
}

// placed reads a file where it lies, and knows how far it got.
type placed struct {
	*os.File
	size int64
	at   atomic.Int64
}

func (p *placed) Size() int64 { return p.size }

func (p *placed) ReadAt(into []byte, at int64) (int, error) {
	n, err := p.File.ReadAt(into, at)
	p.at.Store(at + int64(n))
	return n, err
}

// share is how much of the file was read, between 0 and 1; 0 where it is held
// in memory.
func (o *original) share() float64 {
	p, ok := o.Source.(*placed)
	if !ok || p.size == 0 {
		return 0
	}
	return float64(p.at.Load()) / float64(p.size)
}

// memberOriginal is a file out of an archive, in memory.
func memberOriginal(src sheet.Source) *original {
	sum := sha256.New()
	_, _ = io.Copy(sum, io.NewSectionReader(src, 0, src.Size())) // memory does not fail
	return &original{Source: src, size: src.Size(), sha256: hex.EncodeToString(sum.Sum(nil))}
}

func (o *original) close() {
	if o.file != nil {
		o.file.Close()
	}
}

var changedMeanwhile = &sheet.Unreadable{Reason: "文件在读取时被改动", Remedy: "请等文件存好、关闭后再收"}

// changed reports a file that was written to since it was opened: what was
// read of it is then no file anyone sent. A copy held in memory is whole, and
// stays so.
func (o *original) changed() bool {
	if o.file == nil {
		return false
	}
	info, err := o.file.Stat()
	return err != nil || info.Size() != o.size || !info.ModTime().Equal(o.mtime)
}

// unopened says of one file what keeps it from being read; other errors are
// the machine's.
func unopened(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return &sheet.Unreadable{Reason: "没有权限打开文件", Remedy: "请检查文件的权限后再收"}
	case errors.Is(err, fs.ErrNotExist):
		return &sheet.Unreadable{Reason: "文件在接收时已不在原处", Remedy: "请确认文件没有被移走后再收"}
	}
	return fmt.Errorf("read file: %w", err)
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
