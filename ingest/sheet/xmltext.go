package sheet

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// unescapeXML resolves references and line ends as XML has them; ok is false
// where a reference is none.
func unescapeXML(text string) (plain string, ok bool) {
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	at := strings.IndexByte(text, '&')
	if at < 0 {
		return text, true
	}
	var b strings.Builder
	b.Grow(len(text))
	for ; at >= 0; at = strings.IndexByte(text, '&') {
		b.WriteString(text[:at])
		name, _, found := strings.Cut(text[at+1:min(len(text), at+1+maxReference)], ";")
		if !found {
			return "", false
		}
		r, ok := reference(name)
		if !ok {
			return "", false
		}
		b.WriteRune(r)
		text = text[at+len("&")+len(name)+len(";"):]
	}
	b.WriteString(text)
	return b.String(), true
}

const maxReference = 16

func reference(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	number, numeric := strings.CutPrefix(name, "#")
	if !numeric {
		return 0, false
	}
	base := 10
	if hex, ok := strings.CutPrefix(number, "x"); ok {
		number, base = hex, 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	if err != nil || n > utf8.MaxRune {
		return 0, false
	}
	return rune(n), true
}

// unescapeText resolves what spreadsheets write as _xHHHH_: characters that
// XML cannot hold, in units of UTF-16.
func unescapeText(text string) string {
	at := strings.Index(text, "_x")
	if at < 0 {
		return text
	}
	var b strings.Builder
	for at >= 0 {
		unit, ok := escapedUnit(text[at:])
		if !ok {
			b.WriteString(text[:at+2])
			text = text[at+2:]
		} else {
			b.WriteString(text[:at])
			text = text[at+escapedLen:]
			if low, pair := escapedUnit(text); pair && utf16.DecodeRune(unit, low) != utf8.RuneError {
				unit = utf16.DecodeRune(unit, low)
				text = text[escapedLen:]
			}
			b.WriteRune(unit)
		}
		at = strings.Index(text, "_x")
	}
	b.WriteString(text)
	return b.String()
}

const escapedLen = len("_x0000_")

func escapedUnit(text string) (rune, bool) {
	if len(text) < escapedLen || text[:2] != "_x" || text[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(text[2:6], 16, 32)
	return rune(n), err == nil
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
