package letter

import (
	"strings"
	"unicode"

	"lvzhi/ingest/check"
)

// Plain makes a text from outside fit to be shown: private numbers are taken
// out once more, and with them what no reader sees but what could mislead him
// or break the file: control characters and marks that turn the direction of
// writing. Line feeds stay.
func Plain(text string) string {
	text, _ = check.Scrub(text)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, strings.ReplaceAll(text, "\r\n", "\n"))
}

// short is a text on one line, cut to a number of characters.
func short(text string, longest int) string {
	text = strings.Join(strings.Fields(Plain(text)), " ")
	if r := []rune(text); len(r) > longest {
		return string(r[:longest-1]) + "…"
	}
	return text
}
