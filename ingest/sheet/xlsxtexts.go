package sheet

import (
	"encoding/binary"
	"errors"
	"unsafe"
)

// The bounds of a workbook's texts. A cell of a spreadsheet holds 32,767
// characters, in some programs a little more.
const (
	maxCellText    = 256 << 10
	maxSharedText  = 128 << 20
	maxSharedTexts = 8 << 20
	firstChunk     = 16 << 10 // each is twice the one before, up to 64 times
	textChunk      = 1 << 20
)

// sharedTexts are the texts that a workbook's cells refer to by number: clean,
// and close together, since there may be millions. A text takes four bytes
// beside its own.
type sharedTexts struct {
	chunks []byteChunk
	places []uint32 // chunk and offset: there stand a length and the text
	size   int
}

type byteChunk []byte

func (t *sharedTexts) add(text string) error {
	t.size += len(text)
	if t.size > maxSharedText || len(t.places) == maxSharedTexts {
		return tooLarge
	}
	last := len(t.chunks) - 1
	if need := len(text) + binary.MaxVarintLen32; last < 0 || cap(t.chunks[last])-len(t.chunks[last]) < need {
		last++
		t.chunks = append(t.chunks, make([]byte, 0, max(need, firstChunk<<min(last, 6))))
	}
	t.places = append(t.places, uint32(last*textChunk+len(t.chunks[last])))
	chunk := binary.AppendUvarint(t.chunks[last], uint64(len(text)))
	t.chunks[last] = append(chunk, text...)
	return nil
}

// text gives the i-th text; ok is false where there is none.
func (t *sharedTexts) text(i uint64) (text string, ok bool) {
	if i >= uint64(len(t.places)) {
		return "", false
	}
	place := t.places[i]
	from := t.chunks[place/textChunk][place%textChunk:]
	size, n := binary.Uvarint(from)
	if size == 0 {
		return "", true
	}
	return unsafe.String(&from[n], int(size)), true
}

// readSharedTexts reads the part that holds them.
func readSharedTexts(m *markup) (*sharedTexts, error) {
	t := &sharedTexts{}
	clean := newCleaner()
	for {
		err := m.next()
		if errors.Is(err, errNoMore) {
			return t, nil
		}
		if err != nil {
			return nil, err
		}
		if m.closing || m.name != "si" {
			continue
		}
		text, err := m.richText()
		if err != nil {
			return nil, err
		}
		if err := t.add(clean.text(text)); err != nil {
			return nil, err
		}
	}
}

// richText is the text within the element whose tag was read last: as a whole
// or in runs. How names are pronounced is not part of it.
func (m *markup) richText() (string, error) {
	if m.empty {
		return "", nil
	}
	var text pieces
	for depth := len(m.open); ; {
		if err := m.next(); err != nil {
			return "", m.unless(err)
		}
		switch {
		case len(m.open) < depth:
			return text.text(), nil
		case m.closing || m.name == "r":
		case m.name == "t":
			run, err := m.content()
			if err != nil {
				return "", err
			}
			if err := text.add(unescapeText(run), maxCellText); err != nil {
				return "", err
			}
		default:
			if err := m.skip(); err != nil {
				return "", err
			}
		}
	}
}

// cleaner cleans texts, most of which are clean.
type cleaner struct{ classes classes }

func newCleaner() cleaner { return cleaner{textClasses()} }

func (c *cleaner) text(text string) string {
	if blankAtEnds(text) {
		return clean(text)
	}
	for i := range len(text) {
		if c.classes[text[i]] == suspect && isDirt(text, i) {
			return clean(text)
		}
	}
	return text
}
