package check

import (
	"strings"

	"lvzhi/contracts"
)

// Most cells are plain: a name, a whole number, a word that stood in the same
// column before. quick takes those; whatever it is not sure of is left to
// slow, which decides. It never decides otherwise than slow would: a test
// holds the two against each other.

// memory is what cells of a column were read as, by their text. Only cells
// nothing was remarked on are remembered.
type memory map[string]remembered

type remembered struct {
	value   Value
	shown   string // what may be said of the text; "" for the text itself
	share   printedShare
	imputed bool
}

// mostRemembered bounds a column's memory; a column of names would fill it.
const (
	mostRemembered    = 4_096
	longestRemembered = 64
)

func (m *memory) keep(text string, what remembered) {
	if len(text) > longestRemembered || len(*m) >= mostRemembered {
		return
	}
	if *m == nil {
		*m = memory{}
	}
	text = strings.Clone(text) // not the whole block it was cut from
	what.value.Text, what.shown = strings.Clone(what.value.Text), strings.Clone(what.shown)
	(*m)[text] = what
}

// recent is what was remembered last for texts that end alike: found sooner
// than in the whole memory.
type recent struct {
	text string
	remembered
}

const recents = 64

// slotOf spreads texts over the recent ones by their ends, where dates and
// numbered names differ.
func slotOf(text string) uint {
	last := len(text) - 1
	return (uint(text[last])*7 + uint(text[max(0, last-1)])*31 + uint(text[last/2])) % recents
}

// quick reads a plain cell; false leaves it to slow.
func (r *reader) quick(c *column, text string) bool {
	value := &r.row.Values[c.position]
	switch c.Field.Type {
	case contracts.Text:
		if c.Field.Form == "person" && plainName(text) || c.Field.Form == "" && c.Field.Name != freeText && plainText(text) {
			*value = Value{Kind: Text, Text: text}
			return true
		}
	case contracts.Integer:
		if n, ok := plainWhole(text); ok {
			*value = Value{Kind: Whole, Number: n}
			return true
		}
	}
	recent := &c.recent[slotOf(text)]
	if text != recent.text {
		known, ok := c.known[text]
		if !ok {
			return false
		}
		recent.text, recent.remembered = strings.Clone(text), known
	}
	*value = recent.value
	if recent.shown != "" {
		r.shown = recent.shown
	}
	r.shares[c.position] = recent.share
	r.row.DateImputed = r.row.DateImputed || recent.imputed
	return true
}

// plainWhole is a whole number of up to six digits.
func plainWhole(text string) (n int64, ok bool) {
	if len(text) == 0 || len(text) > 6 {
		return 0, false
	}
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// plainName is two to nine characters of the common Chinese ones, and no word
// for nothing or the same.
func plainName(text string) bool {
	if len(text) < 6 || len(text) > 27 || len(text)%3 != 0 {
		return false
	}
	for i := 0; i < len(text); i += 3 {
		if !common(text, i) {
			return false
		}
	}
	return !wordForNothing(text)
}

// common reports whether a character of three bytes at i lies in U+5000 to
// U+9FFF or in U+4E00 to U+4FFF.
func common(text string, i int) bool {
	c := text[i]
	return c >= 0xE5 && c <= 0xE9 || c == 0xE4 && text[i+1] >= 0xB8
}

func wordForNothing(text string) bool {
	switch text {
	case "暂无", "未填", "未知", "不详", "同上", "同前":
		return true
	}
	return false
}

// plainText is text that is kept as it is: no number that could be private or
// rounded, no character that could not be read, no word for nothing.
func plainText(text string) bool {
	if len(text) < 4 || len(text) > 600 || wordForNothing(text) {
		return false
	}
	digits, numerals, letters := 0, 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == 0xEF: // full-width forms, the sign for an unreadable character
			return false
		case c == 0xE4 && strings.HasPrefix(text[i:], "一"), c == 0xE5 && strings.HasPrefix(text[i:], "幺"):
			numerals++
		case c >= 0xE4:
			letters++
		}
	}
	return digits < 7 && letters > 0 && (numerals == 0 || len(text) < 33)
}
