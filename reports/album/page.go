package album

import "slices"

// linesPerPage is GB/T 9704's 22.
const linesPerPage = 22

// spacing is the air around titles, in lines: sky above a title that begins a
// page, gap above one that follows another article.
type spacing struct{ sky, gap int }

// spacings are tried in order until the 版记 finds its place; the first is that
// of the printed issues.
func spacings() []spacing {
	return []spacing{{2, 1}, {2, 2}, {1, 1}, {1, 2}, {3, 2}, {0, 1}}
}

// headLines is what the masthead takes of the first page.
const headLines = 11

// page is one side of a sheet.
type page struct {
	Number  int
	Head    *head
	Lines   []line
	Imprint *imprint
}

// Odd says on which side the page number stands, and where the binding is.
func (p page) Odd() bool { return p.Number%2 == 1 }

// fill lays lines on pages; the first has room for first lines, the others for 22.
// No page begins with a blank line, and joined lines move together unless they
// are more than a page.
func fill(lines []line, first, sky int) [][]line {
	pages := [][]line{nil}
	room := first
	next := func() {
		pages = append(pages, nil)
		room = linesPerPage
	}
	for i := 0; i < len(lines); i++ {
		n := groupSize(lines[i:])
		if i > 0 && lines[i-1].joined {
			n = 1
		}
		if room == 0 || (n > room && n <= linesPerPage && len(pages[len(pages)-1]) > 0) {
			next()
		}
		last := &pages[len(pages)-1]
		if lines[i].blank() && len(*last) == 0 {
			continue
		}
		if lines[i].opens && len(*last) == 0 {
			*last = append(*last, make([]line, sky)...)
			room -= sky
		}
		*last = append(*last, lines[i])
		room--
	}
	return pages
}

// groupSize counts the lines that must stand together with the first.
func groupSize(lines []line) int {
	n := 1
	for n < len(lines) && lines[n-1].joined {
		n++
	}
	return n
}

// paginate puts contents and articles on pages and finds the place of the 版记:
// at the foot of the last page, on an even page, with text above it. Other
// spacings are tried for that. Where none serves, the 版记 takes the back of the
// last sheet, or goes with the last lines of the text to a new sheet.
func paginate(contents []line, articles []Article, im *imprint) []page {
	front := fill(contents, linesPerPage-headLines, 0)
	var all [][]line
	for _, s := range spacings() {
		body := fill(bodyLines(articles, s.gap), linesPerPage, s.sky)
		tried := slices.Concat(front, body)
		placed := len(tried)%2 == 0 && im.fitsBelow(tried[len(tried)-1])
		if all == nil || placed {
			all = tried
		}
		if placed {
			break
		}
	}
	switch {
	case len(all)%2 == 1:
		all = append(all, nil)
	case !im.fitsBelow(all[len(all)-1]):
		all = carry(all)
	}
	pages := make([]page, len(all))
	for i, lines := range all {
		pages[i] = page{Number: i + 1, Lines: lines}
	}
	pages[len(pages)-1].Imprint = im
	return pages
}

// carriedLines are enough not to look lost above a 版记.
const carriedLines = 3

// carry moves the last lines to a page of their own.
func carry(pages [][]line) [][]line {
	last := pages[len(pages)-1]
	cut := max(len(last)-carriedLines, 1)
	for cut > 1 && last[cut-1].joined {
		cut--
	}
	pages[len(pages)-1] = last[:cut]
	return append(pages, last[cut:])
}
