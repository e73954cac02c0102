//go:build js && wasm

package main

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"syscall/js"

	"lvzhi/ingest/sheet"
)

// blob is a file of the page as a sheet.Source: read piece by piece, so that
// a large file is never whole in memory. Pieces read last are kept, because
// what reads a workbook asks for a few bytes at a time.
type blob struct {
	mu     sync.Mutex
	file   js.Value
	reader js.Value // FileReaderSync: there is one in a worker only
	size   int64
	pieces [keptPieces]piece
	turn   int
}

type piece struct {
	at    int64
	bytes []byte
}

const (
	pieceSize  = 1 << 20
	keptPieces = 8
)

func newBlob(file js.Value) *blob {
	return &blob{file: file, reader: js.Global().Get("FileReaderSync").New(), size: int64(file.Get("size").Float())}
}

// Size returns the number of bytes in the file.
func (b *blob) Size() int64 { return b.size }

// ReadAt reads as io.ReaderAt says.
func (b *blob) ReadAt(p []byte, offset int64) (n int, err error) {
	if offset < 0 {
		return 0, errors.New("read before the start of the file")
	}
	for n < len(p) {
		if offset >= b.size {
			return n, io.EOF
		}
		from := offset / pieceSize * pieceSize
		bytes, err := b.piece(from)
		if err != nil {
			return n, err
		}
		copied := copy(p[n:], bytes[offset-from:])
		n, offset = n+copied, offset+int64(copied)
	}
	return n, nil
}

func (b *blob) piece(at int64) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.pieces {
		if p.bytes != nil && p.at == at {
			return p.bytes, nil
		}
	}
	bytes, err := b.load(at, min(at+pieceSize, b.size))
	if err != nil {
		return nil, err
	}
	b.pieces[b.turn] = piece{at, bytes}
	b.turn = (b.turn + 1) % keptPieces
	return bytes, nil
}

// load asks the browser. A file that was changed or taken away since it was
// chosen makes it throw.
func (b *blob) load(from, to int64) (bytes []byte, err error) {
	defer func() {
		if recover() != nil {
			err = &sheet.Unreadable{Reason: "文件在检查时被改动或移走了", Remedy: "请重新选择文件"}
		}
	}()
	buffer := b.reader.Call("readAsArrayBuffer", b.file.Call("slice", from, to))
	bytes = make([]byte, to-from)
	if n := js.CopyBytesToGo(bytes, js.Global().Get("Uint8Array").New(buffer)); n != len(bytes) {
		return nil, fmt.Errorf("read piece of the file: %d of %d bytes", n, len(bytes))
	}
	return bytes, nil
}
