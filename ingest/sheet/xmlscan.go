package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
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
	switch by := xmlTransformer(head); {
	case by != nil:
		m.from = &decoding{from: io.MultiReader(strings.NewReader(m.text), from), by: by, store: make([]byte, inflateWindow/2), room: make([]byte, inflateWindow)}
		m.text, m.ended = "", false
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		m.at = 3
	}
	return m, nil
}

// xmlTransformer is nil for UTF-8.
func xmlTransformer(head []byte) transform.Transformer {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Transformer
	case bytes.HasPrefix(head, []byte("<\x00")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Transformer
	case bytes.HasPrefix(head, []byte("\x00<")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder().Transformer
	}
	declaration, _, _ := bytes.Cut(head, []byte("?>"))
	named := charsetName.FindSubmatch(declaration)
	if named == nil || !bytes.HasPrefix(head, []byte("<?xml")) {
		return nil
	}
	if name := lowerASCII(named[1]); strings.HasPrefix(name, "utf") || strings.HasSuffix(name, "ascii") {
		return nil
	}
	return declared(head).NewDecoder().Transformer
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

// tag takes the tag that begins here.
func (m *markup) tag() error {
	end := m.at + 1
	for {
		for end == len(m.text) {
			done := end - m.at
			if err := m.more(); err != nil {
				return err
			}
			end = m.at + done
		}
		c := m.text[end]
		switch c {
		case '>':
			return m.take(m.text[m.at+1:end], end+1)
		case '<':
			return m.broken
		case '"', '\'':
			close, err := m.find(end+1-m.at, string(c))
			if err != nil {
				return m.unless(err)
			}
			end = close
		}
		end++
	}
}

// take names a tag, and keeps account of what is open.
func (m *markup) take(tag string, behind int) error {
	m.at = behind
	m.closing = strings.HasPrefix(tag, "/")
	m.empty = !m.closing && strings.HasSuffix(tag, "/")
	if m.closing {
		tag = tag[1:]
	} else if m.empty {
		tag = tag[:len(tag)-1]
	}
	name := tag
	if i := strings.IndexAny(tag, " \t\r\n"); i >= 0 {
		name = tag[:i]
	}
	m.inside = tag[len(name):]
	m.name = name[strings.IndexByte(name, ':')+1:]
	if m.name == "" {
		return m.broken
	}
	switch depth := len(m.open); {
	case m.closing:
		if depth == 0 || m.open[depth-1] != name {
			return m.broken
		}
		m.open = m.open[:depth-1]
	case depth == maxDepth, depth == 0 && m.rooted:
		return m.broken
	case !m.empty:
		m.open = append(m.open, name)
	}
	m.rooted = true
	return nil
}

// attribute gives the value of the last tag's attribute.
func (m *markup) attribute(name string) (value string, err error) {
	err = m.attributes(func(key, v string) {
		if key == name {
			value = v
		}
	})
	return value, err
}

func (m *markup) attributes(visit func(key, value string)) error {
	for rest := m.inside; ; {
		rest = strings.TrimLeft(rest, " \t\r\n")
		if rest == "" {
			return nil
		}
		key, behind, ok := strings.Cut(rest, "=")
		behind = strings.TrimLeft(behind, " \t\r\n")
		if !ok || behind == "" || behind[0] != '"' && behind[0] != '\'' {
			return m.broken
		}
		end := strings.IndexByte(behind[1:], behind[0])
		if end < 0 {
			return m.broken
		}
		value, ok := unescapeXML(behind[1 : 1+end])
		if !ok {
			return m.broken
		}
		visit(strings.TrimRight(key, " \t\r\n"), value)
		rest = behind[end+2:]
	}
}

// skip goes behind the element whose tag was read last.
func (m *markup) skip() error {
	if m.empty {
		return nil
	}
	for depth := len(m.open); ; {
		if err := m.next(); err != nil {
			return m.unless(err)
		}
		if len(m.open) < depth {
			return nil
		}
	}
}

// content is the text within the element whose tag was read last.
func (m *markup) content() (string, error) {
	if m.empty {
		return "", nil
	}
	var text pieces
	for depth := len(m.open); ; {
		if err := m.next(); err != nil {
			return "", m.unless(err)
		}
		if err := text.add(m.chars, maxCellText); err != nil {
			return "", err
		}
		if len(m.open) < depth {
			if !utf8.ValidString(text.text()) {
				return "", m.broken
			}
			return text.text(), nil
		}
		if err := m.skip(); err != nil {
			return "", err
		}
	}
}

// pieces joins texts; one alone is not copied.
type pieces struct {
	first  string
	joined []byte
}

func (p *pieces) add(text string, limit int) error {
	switch {
	case len(p.first)+len(p.joined)+len(text) > limit:
		return tooLarge
	case text == "":
	case p.first == "" && p.joined == nil:
		p.first = text
	default:
		p.joined = append(append(p.joined, p.first...), text...)
		p.first = ""
	}
	return nil
}

func (p *pieces) text() string {
	if p.joined != nil {
		return string(p.joined)
	}
	return p.first
}
