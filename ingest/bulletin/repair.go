package bulletin

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cleanLines undoes what extraction does to characters and drops what is not
// text: blank lines, page numbers, rules. Blank lines carry no meaning here,
// because damaged files have one between all lines.
func cleanLines(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	var kept []string
	for raw := range strings.SplitSeq(text, "\n") {
		s := strings.TrimSpace(repairPunctuation(repairRunes(raw), false))
		if s != "" && !ruleLine.MatchString(s) {
			kept = append(kept, s)
		}
	}
	return dropPageNumbers(kept)
}

// repairRunes maps single characters. Compatibility folding is for digits and
// for the radicals that PDF fonts put in place of characters; over prose it
// would turn ， into a half-width comma.
func repairRunes(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case r >= '０' && r <= '９':
			b.WriteRune(r - '０' + '0')
		case r >= 0x2E80 && r <= 0x2FDF, r >= 0xF900 && r <= 0xFAFF:
			b.WriteString(norm.NFKC.String(string(r)))
		case r == '\u200B', r == '\u200C', r == '\u200D', r == '\u2060', r == '\uFEFF', r == '\u00AD':
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.IsControl(r):
		default:
			if m, ok := alwaysMap[r]; ok {
				r = m
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

var alwaysMap = map[rune]rune{
	0x100170: '·', // private-use middle dot of the bulletin's fonts
	'‧':      '·', '・': '·', '･': '·',
	'«': '《', '»': '》', '‹': '〈', '›': '〉',
	'％': '%', '．': '.', '｡': '。', '､': '、', '﹐': '，', '﹕': '：', '﹔': '；',
}

var toFullWidth = map[rune]rune{
	',': '，', '.': '。', ':': '：', ';': '；', '?': '？', '!': '！', '(': '（', ')': '）',
}

// repairPunctuation gives half-width marks standing among Chinese their full
// width back, and leaves decimals, thousands, times and Latin text alone.
// whole says that s is a complete paragraph: its last mark ends a sentence and
// its straight quotes come in pairs.
func repairPunctuation(s string, whole bool) string {
	if !strings.ContainsAny(s, `,.:;?!()"`) {
		return s
	}
	rs := []rune(s)
	out := make([]rune, len(rs))
	copy(out, rs)
	for i, r := range rs {
		if full, ok := toFullWidth[r]; ok && amongChinese(rs, i, whole) {
			out[i] = full
		}
	}
	if whole {
		return pairQuotes(string(out))
	}
	return string(out)
}

func amongChinese(rs []rune, i int, whole bool) bool {
	prev, next := neighbour(rs, i, -1), neighbour(rs, i, 1)
	r := rs[i]
	switch {
	case r == '.' && (prev == '.' || next == '.'): // an ellipsis
		return false
	case r == '.' && isListMark(rs[:i]):
		return false
	case (r == '.' || r == ':') && isDigit(prev) && isDigit(next):
		return false
	case r == ',' && isDigit(prev) && isDigit(next):
		return !isThousands(rs, i)
	case r == '(' || r == ')':
		return bracketsChinese(rs, i)
	case r == '.' && whole && next == 0 && isDigit(prev):
		return true
	}
	return isChinese(prev) || isChinese(next)
}

// neighbour is the nearest rune that is neither space, bracket nor quote.
func neighbour(rs []rune, i, step int) rune {
	for j := i + step; j >= 0 && j < len(rs); j += step {
		if !strings.ContainsRune(` ()"`, rs[j]) {
			return rs[j]
		}
	}
	return 0
}

func isListMark(before []rune) bool {
	s := strings.TrimSpace(string(before))
	return s != "" && len(s) <= 2 && strings.Trim(s, "0123456789") == ""
}

func isThousands(rs []rune, i int) bool {
	n := 0
	for j := i + 1; j < len(rs) && isDigit(rs[j]); j++ {
		n++
	}
	m := 0
	for j := i - 1; j >= 0 && isDigit(rs[j]); j-- {
		m++
	}
	return n == 3 && m >= 1 && m <= 3
}

func bracketsChinese(rs []rune, i int) bool {
	step, mate := 1, ')'
	if rs[i] == ')' {
		step, mate = -1, '('
	}
	for j, n := i+step, 0; j >= 0 && j < len(rs) && n < 60; j, n = j+step, n+1 {
		if rs[j] == mate {
			break
		}
		if isChinese(rs[j]) {
			return true
		}
	}
	return isChinese(neighbour(rs, i, -step))
}

// pairQuotes turns straight quotes into opening and closing ones.
func pairQuotes(s string) string {
	if n := strings.Count(s, `"`); n == 0 || n%2 == 1 || !strings.ContainsFunc(s, isChinese) {
		return s
	}
	var b strings.Builder
	open := true
	for _, r := range s {
		if r == '"' {
			r = '”'
			if open {
				r = '“'
			}
			open = !open
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isChinese(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF ||
		strings.ContainsRune("“”‘’…—·%〇", r) && r != 0
}

var (
	ruleLine   = regexp.MustCompile(`^[\s—–―─━_＿=\-]{2,}$`)
	pageNumber = regexp.MustCompile(`^[\s—–―─\-－·•]*(第\s*)?([0-9]{1,3})(\s*页)?(\s*[/／共，]+\s*[0-9]{1,3}\s*页?)?[\s—–―─\-－·•]*$`)
	bareNumber = regexp.MustCompile(`^[0-9]{1,3}$`)
	unitAhead  = regexp.MustCompile(`^\s*([余万千百名位个次年月日号期件条项场份%.，0-9]|多[名位人个次]|人[次，。、])`)
)

// dropPageNumbers removes page numbers. A number with dashes or 页 is one; a
// bare number only when it counts on from the last page and what follows is
// not the rest of a figure broken over lines.
func dropPageNumbers(lines []string) []string {
	var kept []string
	page := 0
	for i, s := range lines {
		m := pageNumber.FindStringSubmatch(s)
		if m == nil {
			kept = append(kept, s)
			continue
		}
		n, _ := strconv.Atoi(m[2])
		if bareNumber.MatchString(s) {
			broken := i+1 < len(lines) && unitAhead.MatchString(lines[i+1])
			if broken || n != page+1 && !(page == 0 && n == 2) {
				kept = append(kept, s)
				continue
			}
		}
		page = n
	}
	return kept
}

// squeeze drops all white space: letter-spaced mastheads, "2024 年 7 月".
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
