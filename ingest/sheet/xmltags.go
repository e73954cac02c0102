package sheet

import (
	"strings"
	"unicode/utf8"
)

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

// within reports whether the last tag lies in an element of this name.
func (m *markup) within(name string) bool {
	outer := m.open
	if !m.empty && !m.closing {
		outer = outer[:len(outer)-1]
	}
	if len(outer) == 0 {
		return false
	}
	parent := outer[len(outer)-1]
	return parent[strings.IndexByte(parent, ':')+1:] == name
}
