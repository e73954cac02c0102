package sheet

import "strings"

// clean removes what no one typed on purpose: control characters, byte order
// and direction marks, outer blanks; and mends the private-use middle dot of
// damaged extractions.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r >= 0x7f && r < 0xa0:
			return -1
		case r == 0xFEFF || r == 0xAD || r == 0x180E || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069:
			return -1
		case r == 0x100170:
			return '·'
		}
		return r
	}, text)
	return strings.TrimSpace(text)
}

// The classes of bytes a scanner stops at. All others are part of the text.
const (
	plain   = iota
	suspect // a control character, or the first byte of a character that clean may remove
	stop    // a separator, a line's end, whatever the scanner cuts at
)

type classes [256]uint8

// textClasses knows the bytes that clean looks for. Blanks at the ends of a
// text are found by blankAtEnds.
func textClasses() classes {
	var c classes
	for b := range 0x20 {
		c[b] = suspect
	}
	for _, b := range []byte{0x7f, 0xC2, 0xE1, 0xE2, 0xEF, 0xF4} {
		c[b] = suspect
	}
	return c
}

// isDirt reports whether the suspect byte at i begins something clean
// removes or changes; it may err on the side of yes.
func isDirt(text string, i int) bool {
	next := byte(0)
	if i+1 < len(text) {
		next = text[i+1]
	}
	switch text[i] {
	case 0xC2: // U+0080 to U+00A0, U+00AD
		return next <= 0xA0 || next == 0xAD
	case 0xE2: // U+2000 to U+206F without the quotation marks and dashes
		if next == 0x80 && i+2 < len(text) {
			return text[i+2] < 0x90 || text[i+2] >= 0xA8 && text[i+2] < 0xB0
		}
		return next == 0x81
	case 0xEF: // U+FEFF
		return next == 0xBB
	}
	return true
}

// blankAtEnds reports whether a text may begin or end with a blank.
func blankAtEnds(text string) bool {
	if text == "" {
		return false
	}
	return text[0] <= ' ' || text[len(text)-1] <= ' ' || strings.HasPrefix(text, "\u3000") || strings.HasSuffix(text, "\u3000")
}
