package bulletin

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	bulletMark = regexp.MustCompile(`^[\s\-–—*＊•·●◆■○★☆▪▲△◇□➢►▶✱※]+`)
	pageLeader = regexp.MustCompile(`[\s.·…。]*[（(]?[0-9]{0,3}[）)]?$`)
)

// cutBullet removes a list mark.
func cutBullet(s string) (string, bool) {
	m := bulletMark.FindString(s)
	return strings.TrimSpace(s[len(m):]), m != ""
}

// entry is one title as the contents print it.
type entry struct {
	lines []string
	match start // where the article begins; n = 0 when not found
}

// matchContents finds titles printed twice. It returns the articles' starts in
// order and the first line after the contents.
func matchContents(body []string) ([]start, int) {
	lo, hi := contentsRange(body)
	if hi == lo {
		return nil, lo
	}
	entries := readEntries(body, lo, hi)
	var found []start
	at := hi
	for i := range entries {
		e := &entries[i]
		if s, ok := findTitle(body, at, e.lines); ok {
			e.match = s
			at = s.at + s.n
			found = append(found, s)
		}
	}
	return found, hi
}

// contentsRange is the run of lines that the contents take: from the first
// line whose text comes again as a title, to the last before the articles that
// is a list entry or comes again.
func contentsRange(body []string) (int, int) {
	lo, first := -1, -1
	for i := 0; i < len(body) && i < 40 && lo < 0; i++ {
		s, _ := cutBullet(body[i])
		if isContentsWord(s) || sectionMark.MatchString(s) || sentenceEnd.MatchString(s) {
			continue
		}
		if _, ok := contributorOf(s); ok {
			break
		}
		for j := i + 1; j < len(body); j++ {
			if m, _ := sameTitle(body, i, len(body), j); m > 0 && i+m <= j {
				lo, first = i, j
				break
			}
		}
	}
	if lo < 0 {
		return bulletedRange(body)
	}
	// A mangled entry may stand before the first that matches.
	for lo > 0 {
		if !isBulleted(body[lo-1]) {
			break
		}
		lo--
	}
	if isBulleted(body[lo]) {
		return lo, bulletedEnd(body, lo)
	}
	hi := lo
	for i := lo; i < first; i++ {
		if editorsNote.MatchString(squeeze(body[i])) || sentenceEnd.MatchString(body[i]) {
			break
		}
		hi = i + 1
	}
	return lo, hi
}

// bulletedRange takes list entries at the top for contents when no title
// could be matched to the letter.
func bulletedRange(body []string) (int, int) {
	lo := 0
	for lo < len(body) && isContentsWord(body[lo]) {
		lo++
	}
	return lo, bulletedEnd(body, lo)
}

func isBulleted(s string) bool {
	_, bullet := cutBullet(s)
	return bullet
}

// bulletedEnd follows list entries from lo on. An entry goes over to a further
// line when that line comes again in the title, or stands between two entries.
func bulletedEnd(body []string, lo int) int {
	i := lo
	for i < len(body) && isBulleted(body[i]) {
		n := 1
		for j := i + 1; j < len(body); j++ {
			if m, _ := sameTitle(body, i, len(body), j); m > n {
				n = m
			}
		}
		for k := 1; k <= 2 && n == 1 && i+k+1 < len(body); k++ {
			if !isBulleted(body[i+1]) && !sentenceEnd.MatchString(body[i+k]) && isBulleted(body[i+k+1]) {
				n = k + 1
			}
		}
		i += n
	}
	return i
}

// sameTitle compares one to three lines at i with one to three lines at j and
// returns the longest pair of runs with the same key.
func sameTitle(body []string, i, limit, j int) (m, n int) {
	if firstLetter(body[i]) != firstLetter(body[j]) {
		return 0, 0 // most pairs end here
	}
	for a := 1; a <= 3 && i+a <= min(j, limit); a++ {
		if a > 1 {
			if _, bullet := cutBullet(body[i+a-1]); bullet {
				break
			}
		}
		key := entryKey(body[i : i+a])
		if utf8.RuneCountInString(key) < 6 {
			continue
		}
		for b := 1; b <= 3 && j+b <= len(body); b++ {
			if entryKey(body[j:j+b]) == key {
				m, n = a, b
			}
		}
	}
	return m, n
}

func firstLetter(s string) rune {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
	}
	return 0
}

func entryKey(lines []string) string {
	s, _ := cutBullet(lines[0])
	return titleKey(pageLeader.ReplaceAllString(s+strings.Join(lines[1:], ""), ""))
}

// readEntries groups the lines of the contents into titles: by list marks where
// they are printed, else by what comes again below.
func readEntries(body []string, lo, hi int) []entry {
	var entries []entry
	bulleted := false
	for _, s := range body[lo:hi] {
		_, b := cutBullet(s)
		bulleted = bulleted || b
	}
	for i := lo; i < hi; {
		n := 1
		if bulleted {
			for i+n < hi {
				if _, b := cutBullet(body[i+n]); b {
					break
				}
				n++
			}
		} else {
			for j := hi; j < len(body); j++ {
				if m, _ := sameTitle(body, i, hi, j); m > 0 {
					n = m
					break
				}
			}
		}
		lines := make([]string, n)
		copy(lines, body[i:i+n])
		lines[0], _ = cutBullet(lines[0])
		lines[n-1] = strings.TrimSpace(pageLeader.ReplaceAllString(lines[n-1], ""))
		entries = append(entries, entry{lines: lines})
		i += n
	}
	return entries
}

// findTitle looks for a contents entry among the lines from at on: to the
// letter first, then allowing for a fifth of the characters to differ.
func findTitle(body []string, at int, printed []string) (start, bool) {
	key := titleKey(strings.Join(printed, ""))
	size := utf8.RuneCountInString(key)
	if size < 4 {
		return start{}, false
	}
	best, bestCost := start{}, size/5+1
	for j := at; j < len(body); j++ {
		for n := 1; n <= 3 && j+n <= len(body); n++ {
			other := entryKey(body[j : j+n])
			if utf8.RuneCountInString(other) > size+size/5 {
				break
			}
			cost := editDistance([]rune(key), []rune(other), bestCost)
			if cost < bestCost {
				best, bestCost = start{at: j, n: n, title: mergeTitle(printed, body[j:j+n], cost == 0)}, cost
			}
			if cost == 0 {
				return best, true
			}
		}
	}
	return best, best.n > 0
}
