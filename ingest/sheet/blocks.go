package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/transform"
)

// blockSize is how much of a text is read at once.
const blockSize = 1 << 20

// maxLine bounds one row of a text; the longest that anyone typed is far
// shorter.
const maxLine = 4 << 20

var errNoMore = errors.New("no more text")

// blocks reads a text ahead, in pieces of whole lines. A piece is never
// written to again, so cells are cut out of it without copying.
type blocks struct {
	out  chan piece
	stop chan struct{}
}

type piece struct {
	text string
	err  error
}

func readBlocks(src Source, c coding, newline byte) *blocks {
	b := &blocks{out: make(chan piece, 2), stop: make(chan struct{})}
	go func() {
		defer close(b.out)
		err := cutBlocks(textOf(src, c), newline, func(text string) bool { return b.give(piece{text: text}) })
		if err != nil {
			b.give(piece{err: err})
		}
	}()
	return b
}

func (b *blocks) give(p piece) bool {
	select {
	case b.out <- p:
		return true
	case <-b.stop:
		return false
	}
}

// next gives a piece of text that ends with a line, or errNoMore.
func (b *blocks) next() (string, error) {
	p, ok := <-b.out
	if !ok {
		return "", errNoMore
	}
	return p.text, p.err
}

// close ends the reading and waits for it: the source is no longer used.
func (b *blocks) close() {
	close(b.stop)
	for range b.out {
	}
}

// textOf is a file's text as UTF-8.
func textOf(src Source, c coding) io.Reader {
	bytes := io.NewSectionReader(src, int64(c.mark), src.Size()-int64(c.mark))
	if c.from == nil {
		return bytes
	}
	return &decoding{from: bytes, by: c.from.NewDecoder().Transformer, store: make([]byte, blockSize/2), room: make([]byte, blockSize)}
}

// cutBlocks gives the text in pieces that end with a line.
func cutBlocks(from io.Reader, newline byte, give func(text string) bool) error {
	var tail []byte
	for {
		block := make([]byte, len(tail)+blockSize)
		copy(block, tail)
		n, err := io.ReadFull(from, block[len(tail):])
		block = block[:len(tail)+n]
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			if len(block) > 0 {
				give(asText(block))
			}
			return nil
		}
		if err != nil {
			return fmt.Errorf("read text: %w", err)
		}
		end := bytes.LastIndexByte(block, newline) + 1
		if end == 0 && len(block) > maxLine {
			give(asText(block)) // the scanner says which row is too long
			return nil
		}
		if end > 0 && !give(asText(block[:end])) {
			return nil
		}
		tail = block[end:]
	}
}

// asText shares the memory of a block that nobody writes to any more.
func asText(block []byte) string {
	if !utf8.Valid(block) {
		block = bytes.ToValidUTF8(block, []byte("\uFFFD"))
	}
	return unsafe.String(unsafe.SliceData(block), len(block))
}

// decoding reads text in another encoding as UTF-8, in large steps.
type decoding struct {
	from  io.Reader
	by    transform.Transformer
	store []byte
	raw   []byte // in store: read and not yet decoded
	room  []byte
	text  []byte // in room: decoded and not yet handed out
	end   bool
}

func (d *decoding) Read(into []byte) (int, error) {
	for len(d.text) == 0 {
		if d.end && len(d.raw) == 0 {
			return 0, io.EOF
		}
		if err := d.more(); err != nil {
			return 0, err
		}
	}
	n := copy(into, d.text)
	d.text = d.text[n:]
	return n, nil
}

func (d *decoding) more() error {
	if !d.end {
		kept := copy(d.store, d.raw)
		n, err := io.ReadFull(d.from, d.store[kept:])
		d.raw = d.store[:kept+n]
		d.end = errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !d.end {
			return err
		}
	}
	written, read, err := d.by.Transform(d.room, d.raw, d.end)
	d.text, d.raw = d.room[:written], d.raw[read:]
	if err != nil && !errors.Is(err, transform.ErrShortDst) && (d.end || !errors.Is(err, transform.ErrShortSrc)) || read == 0 && written == 0 && !d.end {
		return unknownCoding
	}
	return nil
}
