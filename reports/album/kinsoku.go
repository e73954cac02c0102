package album

import "strings"

const (
	noStart = "。，、：；？！”’』」）》〉】〕］｝…—·～％‰℃°,.:;!?)]}%〗｀＇－"
	noEnd   = "“‘『「（《〈【〔［｛([{〖＃￥"
)

// mayBreak reports whether a line may end between a and b: closing marks do not
// begin a line, opening marks do not end one, numbers, Latin words and —— stay whole.
func mayBreak(a, b cell) bool {
	if a.isSpace() || b.isSpace() {
		return true
	}
	if strings.ContainsRune(noEnd, a.first()) || strings.ContainsRune(noStart, b.first()) {
		return false
	}
	return a.kind != latin || b.kind != latin
}

// breakLines fills lines of the given widths (first line, other lines) from
// left to right. Where the rules leave no place to break within a line, it is
// cut at the measure: nothing ever sticks out.
func breakLines(text []cell, first, rest int) [][]cell {
	var lines [][]cell
	measure := first
	for text = trimSpaces(text); len(text) > 0; text = trimSpaces(text) {
		n := lineEnd(text, measure)
		lines = append(lines, trimSpaces(text[:n]))
		text, measure = text[n:], rest
	}
	return lines
}

// lineEnd is the number of cells that go on a line of the measure.
func lineEnd(text []cell, measure int) int {
	fits, used := 0, 0
	for fits < len(text) && used+text[fits].width() <= measure {
		used += text[fits].width()
		fits++
	}
	if fits == len(text) {
		return fits
	}
	for n := fits; n > 0; n-- {
		if mayBreak(text[n-1], text[n]) {
			return n
		}
	}
	return max(fits, 1)
}

func trimSpaces(text []cell) []cell {
	for len(text) > 0 && text[0].isSpace() {
		text = text[1:]
	}
	for len(text) > 0 && text[len(text)-1].isSpace() {
		text = text[:len(text)-1]
	}
	return text
}
