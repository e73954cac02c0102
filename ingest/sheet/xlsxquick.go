package sheet

import (
	"strings"
	"unicode/utf8"
)

// quickCell reads a cell in the form nearly all have, where it lies whole in
// the text at hand: <c r="B7" s="3" t="s"><v>12</v></c>. Any other it leaves
// to cell, which says the same of this form too.
func (s *sheetRows) quickCell() (done bool, err error) {
	text := s.text[s.at:]
	address, kind, i, ok := quickTag(text)
	if !ok {
		return false, nil
	}
	if strings.HasPrefix(text[i:], "/>") {
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

// quickTag reads a cell's tag up to its end, which it leaves.
func quickTag(text string) (address, kind string, i int, ok bool) {
	if !strings.HasPrefix(text, "<c") {
		return "", "", 0, false
	}
	for i = len("<c"); i+3 < len(text) && text[i] == ' ' && text[i+2] == '=' && text[i+3] == '"'; {
		start := i + len(` r="`)
		end := start
		for end < len(text) && text[end] != '"' && text[end] != '&' {
			end++
		}
		if end == len(text) || text[end] == '&' {
			return "", "", 0, false
		}
		switch text[i+1] {
		case 'r':
			address = text[start:end]
		case 't':
			kind = text[start:end]
		case 's':
		default:
			return "", "", 0, false
		}
		i = end + 1
	}
	return address, kind, i, true
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
