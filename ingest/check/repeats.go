package check

import (
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strings"
	"sync"

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

// repeats reports a row that stands twice: what a 汇总 sheet repeats silently,
// elsewhere with a warning. Rows of one natural key that differ are both kept
// and remarked on.
func (g *gate) repeats(row *passed) bool {
	s := g.seen
	summary := s.details != nil && repeatsOthers(row.Sheet)
	if summary && s.details.hold(row.fields, row.Values) {
		return true
	}
	first, how := s.index.add(row.key, row.all, row.ordinal)
	switch how {
	case sameRow:
		p := aboutRow(&row.Row, "repeated_row", fmt.Sprintf("本行与%s完全相同，没有重复计入", s.place(first)), "请删去重复的行")
		g.repeatedRows++
		g.note(&g.wide, p)
		return true
	case sameKey:
		row.Warnings = append(row.Warnings, aboutRow(&row.Row, "same_key", fmt.Sprintf("本行与%s是同一人同一次，内容不同，两行都已计入", s.place(first)), "请核对；如是同名代表，请补填选区或出生年月"))
	}
	if s.details != nil && !summary {
		s.details.add(row.fields)
	}
	return false
}

func aboutRow(row *Row, rule, message, remedy string) Problem {
	return Problem{Sheet: row.Sheet, Row: row.Number, Cell: sheet.Address(0, row.Number), Rule: rule, Severity: Warning, Message: message, Remedy: remedy}
}

// seen knows the rows of a file that were accepted, by their fingerprints.
type seen struct {
	seed    maphash.Seed
	key     []int // positions of the natural key
	index   rowIndex
	details *details
	fields  []uint64 // of the row at hand: fingerprints of its key's fields
	naming  sync.Mutex
	sheets  []sheetRows
	base    uint32 // added to a row's number: tells the sheets apart
}

type sheetRows struct {
	first uint32
	name  string
}

func newSeen(m Match) *seen {
	s := &seen{seed: maphash.MakeSeed(), key: keyPositions(m.Dataset)}
	s.fields = make([]uint64, len(s.key))
	summaries := 0
	for _, t := range m.Sheets {
		if repeatsOthers(t.Table.Name) {
			summaries++
		}
	}
	if summaries > 0 && summaries < len(m.Sheets) {
		s.details = &details{key: s.key}
	}
	return s
}

func keyPositions(d contracts.Dataset) []int {
	var key []int
	for i, f := range d.Stored() {
		if slices.Contains(d.NaturalKey, f.Name) {
			key = append(key, i)
		}
	}
	return key
}

// begin starts a sheet.
func (s *seen) begin(name string) {
	s.naming.Lock()
	defer s.naming.Unlock()
	s.sheets = append(s.sheets, sheetRows{s.base, name})
}

// end closes it; last is its highest row number.
func (s *seen) end(last int) { s.base += uint32(last) }

func (s *seen) place(row uint32) string {
	if row == 0 {
		return "前面的一行"
	}
	s.naming.Lock()
	defer s.naming.Unlock()
	i, _ := slices.BinarySearchFunc(s.sheets, row, func(t sheetRows, row uint32) int {
		if t.first < row {
			return -1
		}
		return 1
	})
	at := s.sheets[max(0, i-1)]
	return fmt.Sprintf("%s第%d行", at.name, row-at.first)
}

// hash gives the fingerprints of a row's natural key and of the whole row, and
// how long its texts are.
func (s *seen) hash(row *Row) (key, all uint64, bytes int) {
	next := 0
	for i := range row.Values {
		inKey := next < len(s.key) && s.key[next] == i
		if !inKey && row.Values[i].Kind == Null {
			continue
		}
		h := s.of(&row.Values[i])
		bytes += len(row.Values[i].Text)
		all = mixed(all, h^uint64(i)) // which field it is counts too
		if inKey {
			s.fields[next] = h
			key = mixed(key, h)
			next++
		}
	}
	if len(row.Extra) > 0 {
		for _, header := range slices.Sorted(maps.Keys(row.Extra)) {
			all = mixed(mixed(all, maphash.String(s.seed, header)), maphash.String(s.seed, row.Extra[header]))
			bytes += len(row.Extra[header])
		}
	}
	return key, all, bytes
}

func (s *seen) of(v *Value) uint64 {
	if v.Kind == Text {
		return maphash.String(s.seed, v.Text)
	}
	return mixed(uint64(v.Kind)+1, uint64(v.Number))
}

// mixed folds a fingerprint into another; the order counts.
func mixed(h, v uint64) uint64 {
	h = (h ^ v) * 0x9E3779B97F4A7C15
	return h ^ h>>29
}

// details are the rows of the sheets that a 汇总 sheet repeats. The 汇总 may
// lack what the others have from their names (the county): a row is held if
// the fields it does have name one of them.
type details struct {
	key   []int
	rows  []uint64                       // len(key) fingerprints a row
	bySet map[uint64]map[uint64]struct{} // which fields are compared -> fingerprints
}

func (d *details) add(fields []uint64) { d.rows = append(d.rows, fields...) }

func (d *details) hold(fields []uint64, values []Value) bool {
	var present uint64
	for i, at := range d.key {
		if values[at].Kind != Null {
			present |= 1 << i
		}
	}
	if present == 0 {
		return false
	}
	if d.bySet == nil {
		d.bySet = map[uint64]map[uint64]struct{}{}
	}
	if d.bySet[present] == nil {
		set := map[uint64]struct{}{}
		for row := range slices.Chunk(d.rows, len(d.key)) {
			set[together(row, present)] = struct{}{}
		}
		d.bySet[present] = set
	}
	_, held := d.bySet[present][together(fields, present)]
	return held
}

func together(fields []uint64, present uint64) (h uint64) {
	for i, f := range fields {
		if present>>i&1 == 1 {
			h = mixed(h, f)
		}
	}
	return h
}
