package bulletin

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// piece is one article still in lines.
type piece struct {
	title, contributor string
	body               []string
}

// start is where an article begins: its title takes n lines.
type start struct {
	at, n int
	title string
}

// splitArticles cuts the lines below the masthead into articles and the foot.
// Titles printed twice, in the contents and above the article, give the
// starts; where they fail, contributors' lines end one article and begin the next.
func splitArticles(lines []string, places Places) ([]piece, []string) {
	lines = isolateContributors(lines)
	body, foot := splitFoot(lines)
	titles, from := matchContents(body)
	starts := completeStarts(body, titles, from, places)
	var pieces []piece
	for k, s := range starts {
		end := len(body)
		if k+1 < len(starts) {
			end = starts[k+1].at
		}
		p := piece{title: s.title}
		for _, line := range body[s.at+s.n : end] {
			if name, ok := contributorOf(line); ok {
				if p.contributor == "" {
					p.contributor = name
				}
				continue
			}
			if p.contributor == "" {
				p.body = append(p.body, line)
			}
		}
		if len(p.body) > 0 {
			pieces = append(pieces, p)
		}
	}
	return pieces, foot
}

// splitFoot cuts before 送：, 发： or the printer's line after the last contributor.
func splitFoot(lines []string) (body, foot []string) {
	from := max(0, len(lines)-15)
	for i, s := range lines {
		if _, ok := contributorOf(s); ok {
			from = i + 1
		}
	}
	for i := from; i < len(lines); i++ {
		if isAddress(lines[i]) || isPrinter(lines[i]) {
			return lines[:i], lines[i:]
		}
	}
	return lines, nil
}

// completeStarts adds a start wherever a contributor's line closes lines that
// no known title opened.
func completeStarts(body []string, known []start, from int, places Places) []start {
	var starts []start
	open := from // first line not yet inside an article
	inside := false
	k := 0
	for i := from; i < len(body); i++ {
		if k < len(known) && known[k].at == i {
			starts = append(starts, known[k])
			inside = true
			i += known[k].n - 1
			open = i + 1
			k++
			continue
		}
		_, ended := contributorOf(body[i])
		if ended && !inside && open < i {
			starts = append(starts, guessTitle(body, open, i, places))
		}
		if ended {
			inside, open = false, i+1
		}
	}
	if !inside && len(starts) == 0 && open < len(body) {
		starts = append(starts, guessTitle(body, open, len(body), places))
	}
	return starts
}

// guessTitle takes the first line of an article, and the next while it still
// looks like a title; an editor's note before it is passed over.
func guessTitle(body []string, lo, hi int, places Places) start {
	at := skipNote(body, lo, hi, places)
	n := 1
	title, _ := cutBullet(body[at])
	for n < 3 && at+n+1 < hi && !sentenceEnd.MatchString(title) && continuesTitle(title, body[at+n]) {
		title = glue(title, body[at+n])
		n++
	}
	if utf8.RuneCountInString(title) > 60 {
		// No title was printed: the article keeps its text and is named by
		// its first sentence.
		return start{at: at, n: 0, title: firstClause(title)}
	}
	return start{at: at, n: n, title: repairPunctuation(title, true)}
}

var leadWord = regexp.MustCompile(`^(近年|近日|近期|今年|去年|为|自|按照|根据|围绕|在|[12][0-9]{3}年|[一二三四五六七八九十]、|第[一二三四五六七八九十]|[0-9])`)

func continuesTitle(title, next string) bool {
	return utf8.RuneCountInString(next) <= 20 && utf8.RuneCountInString(title) <= 30 &&
		!clauseMark.MatchString(next) && !leadWord.MatchString(next)
}

var editorsNote = regexp.MustCompile(`^[【（]?(编者按|编者的话|按语|按|编后)[】）]?[：】 ]?`)

func skipNote(body []string, lo, hi int, places Places) int {
	at := lo
	for at < hi-1 && isContentsWord(body[at]) {
		at++
	}
	if !editorsNote.MatchString(squeeze(body[at])) {
		return at
	}
	after := at
	for i := at + 1; i < hi; i++ {
		if place, _, ok := strings.Cut(body[i], "："); ok && utf8.RuneCountInString(place) <= 15 && !clauseMark.MatchString(body[i]) {
			if _, _, known := places.Find(squeeze(place)); known {
				return i
			}
		}
		if after == at && sentenceEnd.MatchString(body[i-1]) && !sentenceEnd.MatchString(body[i]) &&
			!clauseMark.MatchString(body[i]) {
			after = i
		}
	}
	return after
}

func firstClause(s string) string {
	if i := strings.IndexAny(s, "，。；"); i > 0 {
		s = s[:i]
	}
	rs := []rune(s)
	return string(rs[:min(len(rs), 40)])
}

func isContentsWord(s string) bool {
	switch strings.Trim(squeeze(s), "【】《》〈〉：") {
	case "目录", "本期目录", "本期要目", "要目", "本期导读", "导读", "本期内容", "目次":
		return true
	}
	return false
}
