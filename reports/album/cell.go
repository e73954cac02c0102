package album

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Widths are counted in half cells: a full-width character is 2, ASCII is 1.
const (
	full = 2
	half = 1
)

// kind says how a cell is drawn. A boxed cell gets a box of its exact width,
// because fonts disagree about its glyph; a plain one fills its em in every
// Chinese font.
type kind string

const (
	plain  kind = ""
	latin  kind = "h"  // a run of ASCII, half an em a character
	gap    kind = "s"  // the space between Latin words, at most half an em
	opener kind = "qo" // “ ‘ stand right in their em
	closer kind = "qc" // ” ’ stand left in it
	dash   kind = "qd" // —— and …… stay together
	odd    kind = "qx" // everything a Chinese font may not hold; cut at the box
)

// Faces of the body. GB/T 9704 gives 一、 in 黑体 and （一） in 楷体.
const (
	faceBody = ""
	faceHei  = "hei"
	faceKai  = "kai"
)

// cell is one character with the marks that sit on it.
type cell struct {
	text string
	kind kind
	face string
}

func (c cell) width() int {
	if c.kind == latin || c.kind == gap {
		return half
	}
	return full
}

func (c cell) first() rune {
	for _, r := range c.text {
		return r
	}
	return 0
}

func (c cell) isSpace() bool { return c.text == " " || c.text == "　" }

func width(cells []cell) int {
	n := 0
	for _, c := range cells {
		n += c.width()
	}
	return n
}

// maxMarks is more than any script stacks on a letter, and less than leaves its line.
const maxMarks = 2

// cells cuts clean text into cells of one face. A letter with marks goes into a
// box of its own, marks beyond maxMarks fall away.
func cells(text, face string) []cell {
	var out []cell
	for _, r := range text {
		if unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) {
			if len(out) > 0 {
				last := &out[len(out)-1]
				if utf8.RuneCountInString(last.text) <= maxMarks {
					last.text += string(r)
				}
				last.kind = odd
			}
			continue
		}
		out = append(out, cell{string(r), kindOf(r), face})
	}
	return out
}

func kindOf(r rune) kind {
	switch {
	case r == ' ':
		return gap
	case r > ' ' && r <= '~':
		return latin
	case r == '“' || r == '‘':
		return opener
	case r == '”' || r == '’':
		return closer
	case r == '—' || r == '…':
		return dash
	case r >= 0x4E00 && r <= 0x9FA5, r >= 0x3000 && r <= 0x301F, r >= 0xFF01 && r <= 0xFF5E:
		return plain
	}
	return odd
}

// clean removes what does not print (controls, direction marks, joiners,
// private use), folds full-width digits and letters to half width, and settles
// white space: between Chinese characters a space is one full cell (half a cell
// behind a closing mark), beside a digit it is a leftover of conversion and falls away, between Latin words it stays.
func clean(text string) string {
	var kept []rune
	for _, r := range text {
		switch {
		case r == 0x100170:
			r = '·'
		case unicode.IsSpace(r):
			r = ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
			continue
		case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
			r -= 0xFEE0
		}
		kept = append(kept, r)
	}
	return settleSpaces(kept)
}

func settleSpaces(text []rune) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != ' ' {
			b.WriteRune(text[i])
			i++
			continue
		}
		j := i
		for j < len(text) && text[j] == ' ' {
			j++
		}
		if i > 0 && j < len(text) {
			b.WriteString(spaceBetween(text[i-1], text[j]))
		}
		i = j
	}
	return b.String()
}

func spaceBetween(before, after rune) string {
	a, b := kindOf(before) == latin, kindOf(after) == latin
	switch {
	case a && b:
		return " "
	case a || b:
		return ""
	case strings.ContainsRune("”’》）」』】〉", before):
		return " " // the mark brings half a cell of air with it
	}
	return "　"
}
