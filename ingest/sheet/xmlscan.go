package sheet

import (
	"errors"
	"io"
	"strings"
	"unsafe"
)

// maxToken bounds what stands between two tags, and a tag.
const maxToken = 4 << 20

// firstWindow is how much of a part is read first: most are small.
const firstWindow = 8 << 10

// maxDepth bounds how deep elements lie within each other.
const maxDepth = 256

// markup cuts the XML of a part into tags. It checks that elements are closed
// in their order; it knows neither namespaces nor a document type, which no
// office file has. The pieces of text it hands out are never written to
// again.
type markup struct {
	from   io.Reader
	broken *Unreadable // what is said of XML that is none
	text   string
	at     int
	ended  bool
	window int      // how much is read at once
	open   []string // qualified names
	rooted bool     // the one outermost element has begun

	// of the last tag
	name    string // without its prefix
	inside  string // its attributes as they are written
	closing bool
	empty   bool   // closes itself
	chars   string // the text before it
}

func newMarkup(from io.Reader, broken *Unreadable) (*markup, error) {
	m := &markup{from: from, broken: broken}
	if err := m.more(); err != nil {
		return nil, err
	}
	head := []byte(m.text[:min(len(m.text), 256)])
	if by := xmlTransformer(head); by != nil {
		m.from = &decoding{from: io.MultiReader(strings.NewReader(m.text), from), by: by, store: make([]byte, inflateWindow/2), room: make([]byte, inflateWindow)}
		m.text, m.ended = "", false
	}
	return m, nil
}

// more reads on; what is not yet cut stays, at the front.
func (m *markup) more() error {
	if m.ended {
		return m.broken
	}
	left := m.text[m.at:]
	if len(left) > maxToken {
		return tooLarge
	}
	m.window = min(max(firstWindow, 4*m.window), inflateWindow)
	window := make([]byte, len(left)+m.window)
	read := copy(window, left)
	for read < len(window) && !m.ended {
		n, err := m.from.Read(window[read:])
		read += n
		if errors.Is(err, io.EOF) {
			m.ended = true
		} else if err != nil {
			return err
		}
	}
	m.text, m.at = unsafe.String(unsafe.SliceData(window), read), 0
	return nil
}

// next finds the next tag. It gives errNoMore behind the last one.
func (m *markup) next() error {
	var chars pieces
	for {
		start, err := m.find(0, "<")
		if errors.Is(err, errNoMore) && len(m.open) == 0 && strings.TrimSpace(m.text[m.at:]) == "" {
			return errNoMore
		}
		if err != nil {
			return m.unless(err)
		}
		plain, ok := unescapeXML(m.text[m.at:start])
		if !ok {
			return m.broken
		}
		if err := chars.add(plain, maxToken); err != nil {
			return err
		}
		m.at = start
		for len(m.text)-m.at < len("<![CDATA[") && !m.ended {
			if err := m.more(); err != nil {
				return err
			}
		}
		switch rest := m.text[m.at:]; {
		case strings.HasPrefix(rest, "<!--"):
			_, err = m.pass("<!--", "-->")
		case strings.HasPrefix(rest, "<![CDATA["):
			if plain, err = m.pass("<![CDATA[", "]]>"); err == nil {
				err = chars.add(plain, maxToken)
			}
		case strings.HasPrefix(rest, "<?"):
			_, err = m.pass("<?", "?>")
		case strings.HasPrefix(rest, "<!"):
			return m.broken // a document type could define entities
		default:
			m.chars = chars.text()
			return m.tag()
		}
		if err != nil {
			return err
		}
	}
}

// unless says that the XML breaks off where there is no more of it.
func (m *markup) unless(err error) error {
	if errors.Is(err, errNoMore) {
		return m.broken
	}
	return err
}

// find gives the position of a sign that stands at least skip bytes further
// on, or errNoMore.
func (m *markup) find(skip int, sign string) (int, error) {
	for {
		if from := m.at + skip; from <= len(m.text) {
			if i := strings.Index(m.text[from:], sign); i >= 0 {
				return from + i, nil
			}
			skip = max(skip, len(m.text)-m.at-len(sign)+1)
		}
		if m.ended {
			return 0, errNoMore
		}
		if err := m.more(); err != nil {
			return 0, err
		}
	}
}

// seek goes to a sign, whatever stands before it; so many bytes before it
// stay in the text.
func (m *markup) seek(sign string, before int) error {
	for {
		if i := strings.Index(m.text[m.at:], sign); i >= 0 {
			m.at += i
			return nil
		}
		m.at = max(m.at, len(m.text)-len(sign)-before)
		if err := m.more(); err != nil {
			return err
		}
	}
}

// pass goes behind what begins and ends with these signs.
func (m *markup) pass(begin, end string) (between string, err error) {
	i, err := m.find(len(begin), end)
	if err != nil {
		return "", m.unless(err)
	}
	between = m.text[m.at+len(begin) : i]
	m.at = i + len(end)
	return between, nil
}
