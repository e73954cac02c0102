package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// cell reads the cell whose tag was read last, in whatever way it is written.
func (s *sheetRows) cell() error {
	var address, kind string
	if err := s.attributes(func(key, value string) {
		switch key {
		case "r":
			address = value
		case "t":
			kind = value
		}
	}); err != nil {
		return err
	}
	var value, inline string
	if !s.empty {
		for depth := len(s.open); ; {
			if err := s.markup.next(); err != nil {
				return s.unless(err)
			}
			if len(s.open) < depth {
				break
			}
			var err error
			switch s.name {
			case "v":
				value, err = s.content()
			case "is":
				inline, err = s.richText()
			default:
				err = s.skip()
			}
			if err != nil {
				return err
			}
		}
	}
	text, err := s.meaning(kind, value, inline)
	if err != nil {
		return err
	}
	return s.put(address, text)
}

// meaning is a cell's text as its kind has it.
func (s *sheetRows) meaning(kind, value, inline string) (string, error) {
	switch kind {
	case "s":
		if value = strings.TrimSpace(value); value == "" {
			return "", nil
		}
		i, err := strconv.ParseUint(value, 10, 32)
		if err != nil {
			return "", s.broken
		}
		return s.shared(i)
	case "inlineStr":
		if inline == "" {
			inline = unescapeText(value)
		}
		return s.clean.text(inline), nil
	case "str": // a formula's text; some programs write its number so
		return s.clean.text(shortFloat(unescapeText(value))), nil
	case "e":
		return s.clean.text(value), nil
	case "d":
		return s.clean.text(xmlValue("DateTime", value)), nil
	}
	return s.clean.text(shortFloat(strings.TrimSpace(value))), nil
}

func (s *sheetRows) shared(i uint64) (string, error) {
	text, ok := s.texts.text(i)
	if !ok {
		return "", s.broken
	}
	return text, nil
}

// quickCell reads a cell in the form nearly all have, where it lies whole in
// the text at hand: <c r="B7" s="3" t="s"><v>12</v></c>. Any other it leaves
// to cell, which says the same of this form too.
func (s *sheetRows) quickCell() (done bool, err error) {
	text := s.text[s.at:]
	if !strings.HasPrefix(text, "<c") {
		return false, nil
	}
	var address, kind string
	i := len("<c")
	for i < len(text) && text[i] == ' ' {
		if i+3 >= len(text) || text[i+2] != '=' || text[i+3] != '"' {
			return false, nil
		}
		start := i + len(` r="`)
		end := start
		for end < len(text) && text[end] != '"' {
			if text[end] == '&' {
				return false, nil
			}
			end++
		}
		switch text[i+1] {
		case 'r':
			address = text[start:min(end, len(text))]
		case 't':
			kind = text[start:min(end, len(text))]
		case 's':
		default:
			return false, nil
		}
		i = end + 1
	}
	if i+1 >= len(text) {
		return false, nil
	}
	if text[i] == '/' && text[i+1] == '>' {
		s.at += i + len("/>")
		return true, s.put(address, "")
	}
	value, length, ok := s.quickValue(text[i:], kind)
	if !ok {
		return false, nil
	}
	s.at += i + length
	return true, s.put(address, value)
}

// quickEnd goes behind the end of a row in the form nearly all have.
func (s *sheetRows) quickEnd() bool {
	const name, end = "row", "</row>"
	if last := len(s.open) - 1; s.open[last] == name && strings.HasPrefix(s.text[s.at:], end) {
		s.open = s.open[:last]
		s.at += len(end)
		return true
	}
	return false
}

// quickValue reads what stands between a cell's tag and its end, both
// included.
func (s *sheetRows) quickValue(text, kind string) (value string, length int, ok bool) {
	before, behind := "><v>", "</v></c>"
	if kind == "inlineStr" {
		before, behind = "><is><t>", "</t></is></c>"
		if preserved := `><is><t xml:space="preserve">`; strings.HasPrefix(text, preserved) {
			before = preserved
		}
	}
	if !strings.HasPrefix(text, before) {
		return "", 0, false
	}
	end := strings.IndexByte(text[len(before):], '<')
	if end < 0 || end > maxCellText || !strings.HasPrefix(text[len(before)+end:], behind) {
		return "", 0, false
	}
	raw := text[len(before) : len(before)+end]
	length = len(before) + end + len(behind)
	switch kind {
	case "s":
		value, ok = s.texts.text(quickIndex(raw))
	case "", "n":
		if value, ok = raw, isPlainNumber(raw); ok {
			value = shortFloat(raw)
		}
	case "str":
		if ok = s.isPlain(raw); ok {
			value = s.clean.text(shortFloat(raw))
		}
	case "inlineStr":
		if ok = s.isPlain(raw); ok {
			value = s.clean.text(raw)
		}
	}
	return value, length, ok
}

// quickIndex is beyond every text where it is no number.
func quickIndex(raw string) (i uint64) {
	if len(raw) == 0 || len(raw) > 9 {
		return 1 << 40
	}
	for _, c := range []byte(raw) {
		if c < '0' || c > '9' {
			return 1 << 40
		}
		i = 10*i + uint64(c-'0')
	}
	return i
}

func isPlainNumber(raw string) bool {
	for _, c := range []byte(raw) {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != 'E' && c != '+' && c != 'e' {
			return false
		}
	}
	return true
}

// isPlain: nothing in the text stands for something else.
func (s *sheetRows) isPlain(raw string) bool {
	return !strings.ContainsAny(raw, "&\r") && !strings.Contains(raw, "_x") && utf8.ValidString(raw)
}
