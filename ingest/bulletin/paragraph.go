package bulletin

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	sectionMark = regexp.MustCompile(`^([一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,2}(步|部分)?[：，、])`)
	sentenceEnd = regexp.MustCompile(`[。！？][”’）》」]*$`)
	clauseMark  = regexp.MustCompile(`[，。；]`)
)

// joinParagraphs puts broken lines together again and returns the paragraphs
// joined by "\n".
func joinParagraphs(lines []string) string {
	width := wrapWidth(lines)
	var paragraphs []string
	current, last := "", ""
	flush := func() {
		if current != "" {
			paragraphs = append(paragraphs, unspace(repairPunctuation(current, true)))
		}
	}
	for _, s := range lines {
		if current != "" && startsParagraph(current, last, s, width) {
			flush()
			current = ""
		}
		current = glue(current, s)
		last = s
	}
	flush()
	return strings.Join(paragraphs, "\n")
}

// wrapWidth is the length of a full line of hard-wrapped text, 0 when
// paragraphs stand on one line.
func wrapWidth(lines []string) int {
	if len(lines) < 6 {
		return 0
	}
	lengths := make([]int, len(lines))
	for i, s := range lines {
		lengths[i] = utf8.RuneCountInString(s)
	}
	slices.Sort(lengths)
	if w := lengths[len(lengths)*9/10]; w <= 60 {
		return w
	}
	return 0
}

func startsParagraph(current, last, next string, width int) bool {
	if sectionMark.MatchString(next) {
		return true
	}
	length := utf8.RuneCountInString(last)
	if sentenceEnd.MatchString(current) {
		full := width > 0 && length*100 >= width*85
		return !full
	}
	limit := 30
	if width > 0 {
		limit = width * 3 / 4
	}
	return current == last && sectionMark.MatchString(current) && !clauseMark.MatchString(current) && length < limit
}

// glue joins two pieces of a broken line: a space only between Latin words.
func glue(a, b string) string {
	if a == "" {
		return b
	}
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	if x < unicode.MaxASCII && y < unicode.MaxASCII && unicode.IsLetter(x) && unicode.IsLetter(y) {
		return a + " " + b
	}
	return a + b
}

// unspace removes the spaces of a letter-spaced paragraph; ordinary
// paragraphs keep the few they have.
func unspace(s string) string {
	if n := strings.Count(s, " "); n > 8 && n*3 >= utf8.RuneCountInString(s) {
		return squeeze(s)
	}
	return s
}
