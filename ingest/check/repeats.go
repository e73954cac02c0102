package check

import (
	"fmt"
	"slices"
	"strings"

	"lvzhi/contracts"
	"lvzhi/ingest/sheet"
)

// summaryWords name the sheet of a workbook that repeats the others.
var summaryWords = []string{"汇总", "合计", "总表", "全市", "总览"}

func repeatsOthers(sheetName string) bool {
	return slices.ContainsFunc(summaryWords, func(w string) bool { return strings.Contains(sheetName, w) })
}

// inReadingOrder reads a 汇总 sheet last, so that its rows are the repeats.
func inReadingOrder(sheets []SheetMatch) []SheetMatch {
	ordered := slices.Clone(sheets)
	slices.SortStableFunc(ordered, func(a, b SheetMatch) int {
		switch ra, rb := repeatsOthers(a.Table.Name), repeatsOthers(b.Table.Name); {
		case ra == rb:
			return 0
		case rb:
			return -1
		}
		return 1
	})
	return ordered
}

// dropRepeats leaves out rows that stand twice: what a 汇总 sheet repeats
// silently, elsewhere with a warning. Rows of one natural key that differ are
// both kept and remarked on.
func (r *Result) dropRepeats(d contracts.Dataset) {
	stored := d.Stored()
	key := keyPositions(d, stored)
	whole, named := map[string]Row{}, map[string]Row{}
	details := details{key: key, bySet: map[string]map[string]bool{}}
	kept := r.Accepted[:0]
	for _, row := range r.Accepted {
		if repeatsOthers(row.Sheet) && details.hold(row) {
			r.Skipped++
			continue
		}
		all, name := fingerprint(row.Values, nil)+fmt.Sprint(row.Extra), fingerprint(row.Values, key)
		first, repeated := whole[all]
		same, sameKey := named[name]
		switch {
		case repeated:
			r.Skipped++
			r.Problems = append(r.Problems, aboutRow(row, "repeated_row", fmt.Sprintf("本行与%s第%d行完全相同，没有重复计入", first.Sheet, first.Number), "请删去重复的行"))
			continue
		case sameKey:
			row.Warnings = append(row.Warnings, aboutRow(row, "same_key", fmt.Sprintf("本行与%s第%d行是同一人同一次，内容不同，两行都已计入", same.Sheet, same.Number), "请核对；如是同名代表，请补填选区或出生年月"))
		}
		whole[all] = row
		named[name] = row
		kept = append(kept, row)
		if !repeatsOthers(row.Sheet) {
			details.rows = append(details.rows, row)
		}
	}
	r.Accepted = kept
}

// details are the rows of the sheets that a 汇总 sheet repeats. The 汇总 may
// lack what the others have from their names (the county): a row is held if
// the fields it does have name one of them.
type details struct {
	key   []int
	rows  []Row
	bySet map[string]map[string]bool // positions compared -> fingerprints
}

func (d *details) hold(row Row) bool {
	var present []int
	for _, i := range d.key {
		if row.Values[i] != nil {
			present = append(present, i)
		}
	}
	set := fmt.Sprint(present)
	if d.bySet[set] == nil {
		d.bySet[set] = map[string]bool{}
		for _, other := range d.rows {
			d.bySet[set][fingerprint(other.Values, present)] = true
		}
	}
	return len(present) > 0 && d.bySet[set][fingerprint(row.Values, present)]
}

func aboutRow(row Row, rule, message, remedy string) Problem {
	return Problem{Sheet: row.Sheet, Row: row.Number, Cell: sheet.Address(0, row.Number), Rule: rule, Severity: Warning, Message: message, Remedy: remedy}
}

func keyPositions(d contracts.Dataset, stored []contracts.Field) []int {
	var key []int
	for i, f := range stored {
		if slices.Contains(d.NaturalKey, f.Name) {
			key = append(key, i)
		}
	}
	return key
}

// fingerprint joins the values at the positions; nil means all.
func fingerprint(values []any, positions []int) string {
	var b strings.Builder
	for i, v := range values {
		if positions == nil || slices.Contains(positions, i) {
			fmt.Fprintf(&b, "%v\x1f", v)
		}
	}
	return b.String()
}
