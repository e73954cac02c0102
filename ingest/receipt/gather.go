package receipt

import (
	"errors"
	"slices"
	"unicode/utf16"

	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/sheet"
)

// size counts what a sheet or a book holds.
type size struct{ cells, text int }

// wholeBook is what a receipt holds of the sender's own sheets, largestSheet
// what of one; beyond it only what is wrong is shown.
var (
	wholeBook    = size{cells: 1_200_000, text: 48 << 20}
	largestSheet = size{cells: 400_000, text: 16 << 20}
)

// What a spreadsheet can hold.
const (
	lastRow      = 1_048_576
	lastColumn   = 16_384
	longestCell  = 32_767 // in units of UTF-16
	widestPart   = 256    // columns of an excerpt
	deepestHead  = 60     // rows of an excerpt's title and header
	mostComments = 2_000  // of a sheet; further cells are only coloured
)

var errEnough = errors.New("enough rows")

// view is what is shown of one page.
type view struct {
	rows    []sheet.Row // ready to be shown
	excerpt bool        // only title, header, faulty rows and their neighbours
	cut     bool        // not even all of these
	size    size
	widest  int
}

// gather reads a page, and keeps of it what the receipt shows: all of it, or
// of a long one an excerpt. No more is held than a sheet may show.
func gather(p Page, m marks, most size) (view, error) {
	g := gatherer{page: p, marks: m, most: most, hide: hiddenColumns(p)}
	err := p.Each(func(r *sheet.Row) error { return g.take(r) })
	if errors.Is(err, errEnough) {
		err = nil
	}
	v := g.view
	slices.SortStableFunc(v.rows, func(a, b sheet.Row) int { return a.Number - b.Number })
	v.rows = slices.CompactFunc(v.rows, func(a, b sheet.Row) bool { return a.Number == b.Number })
	return v, err
}

type gatherer struct {
	view
	page  Page
	marks marks
	most  size
	hide  func(row, column int, text string) bool
	seen  int
}

func (g *gatherer) take(r *sheet.Row) error {
	g.seen++
	if g.excerpt {
		if r.Number > g.marks.last+1 && r.Number > g.page.Header[1] {
			return errEnough
		}
		if g.wanted(r.Number) {
			g.keep(r)
		}
		return nil
	}
	if g.seen > letter.LongSheet || r.Number > lastRow || len(r.Cells) > lastColumn {
		g.shorten()
		return g.take(r)
	}
	g.keep(r)
	if g.size.cells > g.most.cells || g.size.text > g.most.text {
		g.shorten()
	}
	return nil
}

// wanted says whether an excerpt shows a row.
func (g *gatherer) wanted(number int) bool {
	if number > lastRow || g.cut {
		return false
	}
	if number <= min(g.page.Header[1], deepestHead) {
		return true
	}
	return g.marks.near(number)
}

// shorten turns what was gathered so far into an excerpt.
func (g *gatherer) shorten() {
	all := g.rows
	g.view = view{excerpt: true}
	for i := range all {
		if g.wanted(all[i].Number) {
			g.add(all[i])
		}
	}
}

func (g *gatherer) keep(r *sheet.Row) {
	row := sheet.Row{Number: r.Number, Hidden: r.Hidden, Cells: make([]string, len(r.Cells))}
	for i, text := range r.Cells {
		row.Cells[i] = g.shown(r.Number, i, text)
	}
	for n := len(row.Cells); n > 0 && row.Cells[n-1] == ""; n-- {
		row.Cells = row.Cells[:n-1]
	}
	g.add(row)
}

func (g *gatherer) add(row sheet.Row) {
	if g.excerpt && len(row.Cells) > widestPart {
		row.Cells = row.Cells[:widestPart]
	}
	for _, text := range row.Cells {
		g.size.text += len(text)
	}
	g.size.cells += len(row.Cells)
	if g.excerpt && (g.size.cells > g.most.cells || g.size.text > g.most.text) {
		g.cut = true
		return
	}
	g.widest = max(g.widest, len(row.Cells))
	g.rows = append(g.rows, row)
}

// shown is a cell as the receipt shows it.
func (g *gatherer) shown(row, column int, text string) string {
	if text == "" {
		return ""
	}
	if g.hide(row, column, text) {
		return check.Removed
	}
	if g.page.Reduce != nil && row > g.page.Header[1] {
		text = g.page.Reduce(column, text)
	}
	if row > g.page.Header[1] && slices.Contains(g.page.Dates, column) {
		if day, ok := check.SerialDay(text, g.page.Date1904); ok {
			text = letter.Day(day)
		}
	}
	return fits(letter.Plain(text))
}

// fits cuts a text to what a cell holds.
func fits(text string) string {
	if len(text) <= longestCell {
		return text
	}
	units := 0
	for i, r := range text {
		if units += utf16.RuneLen(r); units > longestCell-1 {
			return text[:i] + "…"
		}
	}
	return text
}
