package bulletin

import (
	"strings"
	"unicode"
)

// mergeTitle makes one title of its two printings. A break over lines says
// nothing about a space, so a space counts when either printing shows it
// inside a line. When the printings differ, the one above the article counts.
func mergeTitle(contents, above []string, same bool) string {
	first, _ := cutBullet(above[0])
	above = append([]string{first}, above[1:]...)
	if !same {
		return joinTitle(above)
	}
	spaced := map[int]bool{}
	for _, lines := range [][]string{contents, above} {
		n := 0
		for _, s := range lines {
			for _, r := range s {
				if r == ' ' {
					spaced[n] = true
				} else if titleKey(string(r)) != "" {
					n++
				}
			}
		}
	}
	base := contents
	if len(above) < len(contents) {
		base = above
	}
	return respace(joinTitle(base), spaced)
}

func joinTitle(lines []string) string {
	title := ""
	for _, s := range lines {
		title = glue(title, s)
	}
	return strings.Join(strings.Fields(repairPunctuation(title, true)), " ")
}

// respace adds a missing space behind the n-th character that counts, after
// the closing marks that follow it.
func respace(title string, spaced map[int]bool) string {
	var b strings.Builder
	n := 0
	last := ' '
	for _, r := range title {
		counts := titleKey(string(r)) != ""
		if last != ' ' && r != ' ' && n > 0 && spaced[n] && (counts || strings.ContainsRune("“《（‘", r)) {
			b.WriteByte(' ')
			spaced[n] = false
		}
		if r == ' ' {
			spaced[n] = false
		}
		if counts {
			n++
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// editDistance is Levenshtein's, given up at limit.
func editDistance(a, b []rune, limit int) int {
	if d := len(a) - len(b); d >= limit || -d >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// titleKey is what two printings of one title share.
func titleKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}
