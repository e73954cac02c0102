package check

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// Column is one column of a sheet: the field it was recognised as, or none.
type Column struct {
	Index   int    // 0-based
	Header  string // as read, levels joined by "/"
	Field   *contracts.Field
	Private bool // never to be read
}

// Header is where a sheet's header stands and what its columns are.
type Header struct {
	Top, Bottom int // positions in Table.Head, inclusive
	Columns     []Column
	Known       int // columns recognised as fields
}

// deepestHeader is how many rows a header may span.
const deepestHeader = 3

// searchRows and searchColumns bound how far down and how far right a header
// is looked for.
const (
	searchRows    = 60
	searchColumns = 512
)

var (
	bracketed  = regexp.MustCompile(`[（(\[【][^）)\]】]*[）)\]】]`)
	rowNumbers = []string{"序号", "编号", "no", "no.", "行号", "序"}
)

// headerKey folds what does not matter in a header: width, blanks, case,
// colons and stars.
func headerKey(text string) string {
	text = strings.ToLower(norm.NFKC.String(text))
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\r', '　', ':', '*', '"', '“', '”', '\'':
			return -1
		}
		return r
	}, text)
}

func withoutBrackets(key string) string {
	if !strings.ContainsAny(key, "（([【") {
		return strings.TrimSpace(key)
	}
	return strings.TrimSpace(bracketed.ReplaceAllString(key, ""))
}

// dictionary maps header keys to the fields of one dataset.
type dictionary map[string]*contracts.Field

func newDictionary(d contracts.Dataset) dictionary {
	words := dictionary{}
	for i := range d.Fields {
		f := &d.Fields[i]
		for _, h := range append([]string{f.Label}, f.Headers...) {
			key := headerKey(h)
			if _, taken := words[key]; !taken {
				words[key] = f
			}
		}
	}
	return words
}

// find tries the whole path (满意/票数), then the lowest word alone, then the
// upper word when the lowest only says what is counted; each with and then
// without its brackets.
func (d dictionary) find(levels []string) *contracts.Field {
	keys := make([]string, len(levels))
	for i, l := range levels {
		keys[i] = headerKey(l)
	}
	last := len(keys) - 1
	tries := []string{strings.Join(keys, "/"), strings.Join(keys, "")}
	if last > 0 {
		tries = append(tries, keys[last-1]+"/"+keys[last])
	}
	if last == 0 || !measureWord(keys[last]) {
		tries = append(tries, keys[last])
	}
	for _, bare := range []bool{false, true} {
		for _, key := range tries {
			if f := d.word(key, bare); f != nil && (!bare || fits(key, f)) {
				return f
			}
		}
		if last == 0 || !measureWord(keys[last]) {
			continue
		}
		// 满意/票数 is a count, 满意度/占比 a share: the parent's field must be of the kind
		if f := d.word(keys[last-1], bare); f != nil && (f.Type == contracts.Share) != countWord(keys[last]) {
			return f
		}
	}
	return nil
}

func (d dictionary) word(key string, bare bool) *contracts.Field {
	if bare {
		key = strings.TrimSuffix(withoutBrackets(key), "%")
	}
	if key == "" {
		return nil
	}
	return d[key]
}

// fits: what stands in a header's brackets may say that the column counts
// something else: 满意（%） are no ballots, 参评人数（百人） no persons.
func fits(key string, f *contracts.Field) bool {
	inside := strings.Join(bracketed.FindAllString(key, -1), "")
	if f.Type == contracts.Integer && strings.ContainsAny(inside, "%百千万率比") {
		return false
	}
	return true
}

// measureWord is a lower header that means nothing without its parent.
func measureWord(key string) bool {
	return countWord(key) || slices.Contains([]string{"占比", "比例", "比率", "率", "%", "百分比"}, withoutBrackets(key))
}

func countWord(key string) bool {
	return slices.Contains([]string{"票数", "人数", "数量", "票", "张", "张数", "名", "人", "小计", "得分", "分值", "分"}, withoutBrackets(key))
}

// anyIn reports whether one of the row's cells is a header word by itself.
func (d dictionary) anyIn(row sheet.Row) bool {
	return slices.ContainsFunc(row.Cells[:min(len(row.Cells), searchColumns)], func(text string) bool {
		if text == "" {
			return false
		}
		key := headerKey(text)
		return d.word(key, false) != nil || d.word(key, true) != nil
	})
}

// findHeader looks for the rows that name the most fields of a dataset.
func findHeader(t sheet.Table, words dictionary) (Header, bool) {
	best, bestScore := Header{}, 0
	t.Merges = mergesAbove(t)
	for top := 0; top < len(t.Head) && top < searchRows; top++ {
		if !words.anyIn(t.Head[top]) {
			continue // a header's first row names at least one field
		}
		for bottom := top; bottom < top+deepestHeader && bottom < len(t.Head); bottom++ {
			if t.Head[bottom].Number-t.Head[top].Number != bottom-top {
				break // a blank line ends a header
			}
			h := readHeader(t, top, bottom, words)
			if score := h.Known*10 - (bottom-top)*2; h.Known >= 2 && score > bestScore {
				best, bestScore = h, score
			}
		}
	}
	for bestScore > 0 && best.Bottom-best.Top+1 < deepestHeader && reachesInto(t, best.Top) {
		best = readHeader(t, best.Top-1, best.Bottom, words)
	}
	return best, bestScore > 0
}

// reachesInto reports whether a merged cell of the row above lies in this row
// too: then that row is header, not title.
func reachesInto(t sheet.Table, row int) bool {
	if row == 0 {
		return false
	}
	above, here := t.Head[row-1].Number, t.Head[row].Number
	return slices.ContainsFunc(t.Merges, func(m sheet.Merge) bool { return m.Top <= above && m.Bottom >= here })
}

// mergesAbove leaves the merged areas that a header can lie in.
func mergesAbove(t sheet.Table) []sheet.Merge {
	if len(t.Head) == 0 {
		return nil
	}
	last := t.Head[min(len(t.Head), searchRows+deepestHeader)-1].Number
	var near []sheet.Merge
	for _, m := range t.Merges {
		if m.Top <= last && m.Left <= searchColumns && len(near) < searchRows*searchColumns {
			near = append(near, m)
		}
	}
	return near
}

func readHeader(t sheet.Table, top, bottom int, words dictionary) Header {
	h := Header{Top: top, Bottom: bottom}
	taken := map[string]bool{}
	exact := words.exact(t, top, bottom)
	for i := range min(widest(t.Head[top:bottom+1]), searchColumns) {
		levels := headerLevels(t, top, bottom, i)
		if len(levels) == 0 {
			continue
		}
		column := Column{Index: i, Header: strings.Join(levels, "/"), Field: words.find(levels)}
		switch {
		case column.Field != nil && column.Field.Private():
			column.Private = true
			h.Known++
		case words.isPrivate(levels, column.Field):
			column.Field, column.Private = nil, true
		case column.Field != nil && !taken[column.Field.Name] && exact[column.Field.Name] > 0 && exact[column.Field.Name] != i+1 && !words.isExact(levels, column.Field):
			column.Field = nil // 满意票（其中：选民代表） beside 满意票
		case column.Field != nil && taken[column.Field.Name] && column.Field.Privacy == contracts.Reason:
			column.Field, column.Private = nil, true // 是否请假 and 请假原因: one of them says enough
		case column.Field != nil && taken[column.Field.Name]:
			column.Field = nil // a second column of one field stays beside the row as unknown
		case column.Field != nil:
			taken[column.Field.Name] = true
			h.Known++
		}
		h.Columns = append(h.Columns, column)
	}
	return h
}

// isExact reports whether a header is a field's word as it stands, brackets
// and all.
func (d dictionary) isExact(levels []string, f *contracts.Field) bool {
	return d[headerKey(strings.Join(levels, "/"))] == f || d[headerKey(levels[len(levels)-1])] == f
}

// exact lists the fields that some header names as they stand, and in which
// column (from 1).
func (d dictionary) exact(t sheet.Table, top, bottom int) map[string]int {
	found := map[string]int{}
	for i := range min(widest(t.Head[top:bottom+1]), searchColumns) {
		levels := headerLevels(t, top, bottom, i)
		if len(levels) == 0 {
			continue
		}
		if f := d.find(levels); f != nil && d.isExact(levels, f) && found[f.Name] == 0 {
			found[f.Name] = i + 1
		}
	}
	return found
}

// headerLevels lists a column's header words from top to bottom, merged
// parents included, repeats once.
func headerLevels(t sheet.Table, top, bottom, column int) []string {
	var levels []string
	for r := top; r <= bottom; r++ {
		text := t.Head[r].Cell(column)
		if text == "" {
			text = mergedText(t, t.Head[r].Number, column)
		}
		text = strings.Join(strings.Fields(text), "")
		if text != "" && (len(levels) == 0 || levels[len(levels)-1] != text) {
			levels = append(levels, text)
		}
	}
	return levels
}

// mergedText is the text of the merged area a cell lies in.
func mergedText(t sheet.Table, row, column int) string {
	for _, m := range t.Merges {
		if row >= m.Top && row <= m.Bottom && column+1 >= m.Left && column+1 <= m.Right {
			for _, r := range t.Head {
				if r.Number == m.Top {
					return r.Cell(m.Left - 1)
				}
			}
		}
	}
	return ""
}

func widest(rows []sheet.Row) int {
	n := 0
	for _, r := range rows {
		n = max(n, len(r.Cells))
	}
	return n
}

// isPrivate reports a column that may not be kept: also one that a receipt
// has emptied before. A contract's own word is known to be harmless: 联系方式类别
// holds no telephone.
func (d dictionary) isPrivate(levels []string, f *contracts.Field) bool {
	header, own := strings.Join(levels, "/"), levels[len(levels)-1]
	switch {
	case f != nil && f.Private(), own == Removed:
		return true
	case f != nil && d[headerKey(own)] == f:
		return false
	}
	return PrivateHeader(withoutBrackets(header)) || f == nil && (PrivateHeader(header) || isPersonal(header))
}

// isRowNumber: 序号, also under a parent (基本情况/序号).
func isRowNumber(c Column) bool {
	own := c.Header[strings.LastIndex(c.Header, "/")+1:]
	return c.Field == nil && slices.Contains(rowNumbers, headerKey(own))
}
