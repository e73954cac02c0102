package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"lvzhi/ingest/sheet"
)

var (
	totalRow = regexp.MustCompile(`^(合计|小计|总计|共计|总数|累计|平均|平均值|平均分|全市|全县|全区|全省|其中)($|[:（(].*|平均.*)|^其中.{0,12}$|^.{0,12}(合计|小计|总计|共计)(\(.*)?$`)
	noteRow  = regexp.MustCompile(`^(注|备注|说明|附|` + noteWords + `)\s*([:.、1-9(]|$)`)
	// a label and a colon: a note wherever it stands, also in the column of names
	labelRow = regexp.MustCompile(`^(注|备注|说明|` + noteWords + `)\s*:`)
)

const noteWords = `填表说明|填表人|填报人|制表|制表人|审核|审核人|审批人|复核人|联系人|联系电话|电话|单位负责人|负责人|统计人|填报时间|填表时间|填表日期|填报日期|填报单位|报送单位|数据来源`

// skipped reports rows that are no data: totals, notes, repeated headers, the
// line of column numbers under a header.
func (r *reader) skipped(row sheet.Row) bool {
	key := squeezed(r.firstText(row))
	if key == "" {
		return true // nothing but a row number
	}
	if totalRow.MatchString(key) && !r.sumsAreRows(row) {
		return true
	}
	if labelRow.MatchString(squeezed(row.Cells[firstUsed(row)])) {
		return true
	}
	named := r.text(row, "deputy_name") != ""
	if noteRow.MatchString(key) && !named {
		return true
	}
	if noteRow.MatchString(squeezed(row.Cells[firstUsed(row)])) && r.filled(row) <= 2 {
		return true
	}
	return r.repeatsHeader(row) || r.numbersColumns(row) || r.looseText(row, named)
}

func squeezed(text string) string { return strings.Join(strings.Fields(fold(text)), "") }

// sumsAreRows: a form that has no names and no places sends its totals as
// rows, under the words its own level column knows.
func (r *reader) sumsAreRows(row sheet.Row) bool {
	_, named := r.column("deputy_name")
	c, levelled := r.column("level")
	if named || !levelled || r.text(row, "county_code") != "" {
		return false
	}
	_, bad := code(*c.Field, row.Cell(c.Index))
	_, placed := r.column("county_code")
	return bad == nil && !placed
}

func firstUsed(row sheet.Row) int {
	return max(0, slices.IndexFunc(row.Cells, func(c string) bool { return c != "" }))
}

// firstText is the first cell that is not the row number.
func (r *reader) firstText(row sheet.Row) string {
	numbers := map[int]bool{}
	for _, c := range r.sheet.Header.Columns {
		if isRowNumber(c) {
			numbers[c.Index] = true
		}
	}
	for i, c := range row.Cells {
		if c == "" {
			continue
		}
		if !numbers[i] || totalRow.MatchString(fold(c)) {
			return c
		}
	}
	return ""
}

func (r *reader) filled(row sheet.Row) int { return len(nonBlank(row.Cells)) }

func (r *reader) repeatsHeader(row sheet.Row) bool {
	same := 0
	for _, c := range r.sheet.Header.Columns {
		text := headerKey(row.Cell(c.Index))
		if text == "" {
			continue
		}
		if whole := headerKey(c.Header); text != whole && !slices.Contains(strings.Split(whole, "/"), text) {
			return false
		}
		same++
	}
	return same >= 2
}

// numbersColumns is the line 1 2 3 4 or 甲 乙 1 2 under a header.
func (r *reader) numbersColumns(row sheet.Row) bool {
	if row.Number != r.sheet.Table.Rows[r.sheet.Header.Bottom].Number+1 {
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
func (r *reader) looseText(row sheet.Row, named bool) bool {
	cells := nonBlank(row.Cells)
	_, needsName := r.column("deputy_name")
	return needsName && !named && len(cells) == 1 && len([]rune(cells[0])) > 8
}
