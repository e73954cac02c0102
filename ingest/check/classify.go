package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"lvzhi/ingest/sheet"
)

var (
	totalRow = regexp.MustCompile(`^(合计|小计|总计|共计|总数|累计|平均|平均值|平均分|全市|全县|全区|全省|其中)($|[:（(].*|平均.*)|^其中.{0,12}$|^.{0,12}(合计|小计|总计|共计)(\(.*)?$`)
	noteRow  = regexp.MustCompile(`^(注|备注|说明|附|` + noteWords + `)\s*([:.、1-9(]|$)`)
	// the row that a blank form shows how to fill in
	exampleRow = regexp.MustCompile(`^(填写)?(示例|样例|举例|例)[:：]?$`)
	// a label and a colon: a note wherever it stands, also in the column of names
	labelRow = regexp.MustCompile(`^(注|备注|说明|` + noteWords + `)\s*:`)
)

const noteWords = `填表说明|填表人|填报人|制表|制表人|审核|审核人|审批人|复核人|联系人|联系人(?:及|和)?(?:联系)?(?:电话|方式)|联系电话|电话|单位负责人|负责人|统计人|填报时间|填表时间|填表日期|填报日期|填报单位|报送单位|数据来源`

// likeNote are the first characters of totals and notes; a total may also end
// with its word, which then holds 计.
const likeNote = "合小总共累平全其注备说附填制审复联电单负统报数示样举例"

// classifier tells data from the rest: totals, notes, repeated headers, the
// line of column numbers under a header.
type classifier struct {
	known     map[string]kindOfText // by a row's first text
	sumsCount bool                  // the form sends its totals as rows
	words     map[string]bool       // of the header
}

// kindOfText is what a text at the head of a row may make of it.
type kindOfText struct{ total, note, label, example bool }

func newClassifier(r *reader) classifier {
	c := classifier{known: map[string]kindOfText{}, words: map[string]bool{}}
	for _, column := range r.columns {
		for _, word := range strings.Split(column.Header, "/") {
			c.words[word] = true
		}
	}
	_, levelled := r.column("level")
	_, placed := r.column("county_code")
	c.sumsCount = r.names < 0 && levelled && !placed
	return c
}

// of classes a text; what cannot be a total or a note by its first character
// is told at once.
func (c *classifier) of(text string) kindOfText {
	if plainHead(text) {
		return kindOfText{}
	}
	kind, ok := c.known[text]
	if !ok {
		key := squeezed(text)
		kind = kindOfText{totalRow.MatchString(key), noteRow.MatchString(key), labelRow.MatchString(key), exampleRow.MatchString(key)}
		if len(c.known) < mostRemembered && len(text) <= longestRemembered {
			c.known[strings.Clone(text)] = kind
		}
	}
	return kind
}

// plainHead: ASCII, or common characters that neither begin like a note nor
// hold the 计 of a total.
func plainHead(text string) bool {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c < utf8.RuneSelf:
			if c <= ' ' || c == '\'' {
				return false
			}
			i++
		case c >= 0xE4 && c <= 0xE9 && i+3 <= len(text) && common(text, i):
			if char := text[i : i+3]; char == "计" || i == 0 && strings.Contains(likeNote, char) {
				return false
			}
			i += 3
		default:
			return false
		}
	}
	return true
}

// skipped reports rows that are no data.
func (r *reader) skipped(row *sheet.Row) bool {
	head, text := firstUsed(row), ""
	for i, c := range row.Cells {
		if c != "" && (i >= len(r.counts) || !r.counts[i] || r.classify.of(c).total) {
			text = c
			break
		}
	}
	if text == "" {
		return true // nothing but a row number
	}
	kind, first := r.classify.of(text), r.classify.of(row.Cells[head])
	if r.example = first.example; r.example && saysSomebody(row) {
		return true
	}
	if kind.total && !r.sumsAreRows(row) || first.label {
		return true
	}
	named := r.names >= 0 && row.Cell(r.names) != ""
	if kind.note && !named || first.note && r.filled(row) <= 2 {
		return true
	}
	return r.repeatsHeader(row) || r.numbersColumns(row) || r.looseText(row, named)
}

func squeezed(text string) string { return strings.Join(strings.Fields(fold(text)), "") }

// saysSomebody: the examples of the province's forms are about 张某某 of 某县.
func saysSomebody(row *sheet.Row) bool {
	return slices.ContainsFunc(row.Cells, func(c string) bool { return strings.Contains(c, "某") })
}

// sumsAreRows: a form that has no names and no places sends its totals as
// rows, under the words its own level column knows.
func (r *reader) sumsAreRows(row *sheet.Row) bool {
	if !r.classify.sumsCount {
		return false
	}
	c, _ := r.column("level")
	_, bad := code(*c.Field, row.Cell(c.Index))
	return bad == nil
}

func firstUsed(row *sheet.Row) int {
	return max(0, slices.IndexFunc(row.Cells, func(c string) bool { return c != "" }))
}

func (r *reader) filled(row *sheet.Row) (n int) {
	for _, c := range row.Cells {
		if c != "" {
			n++
		}
	}
	return n
}

// headsOf are the first characters that a repeat of a header's words can have.
func headsOf(c Column) string {
	var heads strings.Builder
	for _, word := range strings.Split(c.Header+"/"+headerKey(c.Header), "/") {
		if first, size := utf8.DecodeRuneInString(word); size > 0 {
			heads.WriteRune(first)
		}
	}
	return heads.String()
}

// mayRepeat reports whether a cell can be its column's header again, by its
// first character: one that folding keeps as it is.
func (c *column) mayRepeat(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	plain := first >= 0x4E00 && first <= 0x9FFF || first >= '0' && first <= '9' || first >= 'a' && first <= 'z'
	return !plain || strings.Contains(c.heads, text[:size])
}

func (r *reader) repeatsHeader(row *sheet.Row) bool {
	same := 0
	for i := range r.columns {
		c := &r.columns[i]
		text := row.Cell(c.Index)
		if text == "" {
			continue
		}
		if !c.mayRepeat(text) {
			return false
		}
		key := headerKey(text)
		if key == "" {
			continue
		}
		if whole := headerKey(c.Header); key != whole && !slices.Contains(strings.Split(whole, "/"), key) {
			return false
		}
		same++
	}
	return same >= 2
}

// otherHeader is a row of this table's header words in another order: what
// stands below it would be read under the wrong columns.
func (r *reader) otherHeader(row *sheet.Row) bool {
	words := 0
	for _, text := range row.Cells {
		if text == "" {
			continue
		}
		if !r.classify.words[text] {
			return false
		}
		words++
	}
	return words >= 3
}

func sheetWord(name string) string {
	if name == "" {
		return ""
	}
	return "“" + name + "”表"
}

// numbersColumns is the line 1 2 3 4 or 甲 乙 1 2 under a header.
func (r *reader) numbersColumns(row *sheet.Row) bool {
	if row.Number != r.sheet.headerRow()+1 {
		return false
	}
	next, seen := "1", 0
	for _, c := range nonBlank(row.Cells) {
		switch {
		case strings.Contains("甲乙丙丁戊", c), slices.Contains([]string{"栏次", "列次", "序号"}, squeezed(c)):
		case strings.Trim(fold(c), "()") == next:
			seen++
			next = fmt.Sprint(seen + 1)
		default:
			return false
		}
	}
	return seen >= 3
}

// looseText is one long text across the sheet, without a name: a note.
func (r *reader) looseText(row *sheet.Row, named bool) bool {
	if r.names < 0 || named || r.filled(row) != 1 {
		return false
	}
	return utf8.RuneCountInString(row.Cells[firstUsed(row)]) > 8
}
