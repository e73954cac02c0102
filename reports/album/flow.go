package album

import (
	"regexp"
	"strings"
)

// Measures in half cells of the size the line is set in.
const (
	bodyMeasure   = 56 // 28 characters of 15.79 pt
	bodyIndent    = 4
	titleMeasure  = 40 // 20 characters of 22 pt
	albumMeasure  = 48 // 24 characters of 18 pt
	entryMeasure  = 48 // a contents entry hangs behind its star
	creditMeasure = 52
)

// run is a stretch of one line drawn in one way.
type run struct {
	Text  string
	Class string
	Em    float64 // width of a box, 0 = as wide as its text
}

// line is one line of the 22 on a page. Joined lines stay on the page of the
// line after them.
type line struct {
	Class  string
	Runs   []run
	joined bool
	opens  bool // begins an article
}

func (l line) blank() bool { return len(l.Runs) == 0 }

// runs gathers neighbouring cells that are drawn alike.
func runs(cs []cell) []run {
	var out []run
	var prev cell
	for i, c := range cs {
		alone := c.kind == opener || c.kind == closer || c.kind == odd
		if i > 0 && !alone && c.kind == prev.kind && c.face == prev.face {
			out[len(out)-1].extend(c)
		} else {
			out = append(out, run{Class: strings.TrimSpace(string(c.kind) + " " + c.face)})
			out[len(out)-1].extend(c)
		}
		prev = c
	}
	return out
}

func (r *run) extend(c cell) {
	r.Text += c.text
	if c.kind != plain && c.kind != gap {
		r.Em += float64(c.width()) / 2
	}
}

var (
	level1 = regexp.MustCompile(`^([一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}步[：:，,、])`)
	level2 = regexp.MustCompile(`^[（(][一二三四五六七八九十]{1,3}[）)]`)
)

// headingFace is the face of a paragraph's first sentence, empty for plain text.
func headingFace(paragraph string) string {
	switch {
	case level1.MatchString(paragraph):
		return faceHei
	case level2.MatchString(paragraph):
		return faceKai
	}
	return faceBody
}

func paragraphCells(paragraph string) []cell {
	face := headingFace(paragraph)
	head, rest, found := strings.Cut(paragraph, "。")
	if face == faceBody {
		return cells(paragraph, faceBody)
	}
	if !found {
		return cells(paragraph, face)
	}
	return append(cells(head+"。", face), cells(rest, faceBody)...)
}

// paragraphLines are justified, the last one excepted.
func paragraphLines(paragraph string) []line {
	broken := breakLines(paragraphCells(clean(paragraph)), bodyMeasure-bodyIndent, bodyMeasure)
	lines := make([]line, len(broken))
	for i, b := range broken {
		lines[i] = line{Class: "l", Runs: runs(b)}
		if i == 0 {
			lines[i].Class += " in"
		}
		if i < len(broken)-1 {
			lines[i].Class += " j"
		}
	}
	return lines
}

func titleLines(title, class string, measure int) []line {
	var lines []line
	for _, b := range balance(cells(clean(title), faceBody), measure) {
		lines = append(lines, line{Class: "l " + class, Runs: runs(b), joined: true})
	}
	return lines
}

// articleLines set one article. A title keeps the first two lines of its text, the
// contributor keeps the line before it.
func articleLines(a Article) []line {
	lines := titleLines(a.Title, "t", titleMeasure)
	if len(lines) > 0 {
		lines[0].opens = true
		lines = append(lines, line{Class: "l", joined: true})
	}
	for i, p := range a.Paragraphs {
		broken := paragraphLines(p)
		if i == 0 && len(broken) > 1 {
			broken[0].joined = true
		}
		lines = append(lines, broken...)
	}
	if len(lines) > 0 {
		lines[len(lines)-1].joined = true
	}
	credit := cells("（"+clean(a.Contributor)+"供稿）", faceBody)
	for _, b := range breakLines(credit, creditMeasure, creditMeasure) {
		lines = append(lines, line{Class: "l c", Runs: runs(b)})
	}
	return lines
}

// bodyLines set all articles one after another, gap blank lines between them.
func bodyLines(articles []Article, gap int) []line {
	var lines []line
	for i, a := range articles {
		for range gap {
			if i > 0 {
				lines = append(lines, line{Class: "l"})
			}
		}
		lines = append(lines, articleLines(a)...)
	}
	return lines
}

// contentsLines are the album's title, if any, and the starred titles.
func contentsLines(campaign string, albumNo int, articles []Article) []line {
	var lines []line
	if albumNo > 0 {
		lines = append(lines, titleLines(campaign+albumOrdinal(albumNo), "a", albumMeasure)...)
		lines = append(lines, line{Class: "l", joined: true})
	}
	for _, a := range articles {
		for i, b := range balance(cells(clean(a.Title), faceBody), entryMeasure) {
			l := line{Class: "l e", Runs: runs(b)}
			if i == 0 {
				l.Class += " star"
			}
			lines = append(lines, l)
		}
	}
	return lines
}
