package demo

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// opened is a file of the inbox as any other program sees it.
type opened struct {
	path   string
	raw    []byte
	rows   map[string][][]string // by sheet, raw values; "" for csv
	merges map[string][]string   // merged ranges by sheet
	hidden []string
	sheets []string
	book   *excelize.File
}

func open(t *testing.T, dir, path string) opened {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	o := opened{path: path, raw: raw, rows: map[string][][]string{}, merges: map[string][]string{}}
	if strings.HasSuffix(path, ".xlsx") {
		o.readBook(t)
		return o
	}
	text := bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(text) {
		if text, err = simplifiedchinese.GB18030.NewDecoder().Bytes(text); err != nil {
			t.Fatal(err)
		}
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = -1
	if o.rows[""], err = r.ReadAll(); err != nil {
		t.Fatal(err)
	}
	return o
}

func (o *opened) readBook(t *testing.T) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(o.raw))
	if err != nil {
		t.Fatalf("%s: %v", o.path, err)
	}
	o.book, o.sheets = f, f.GetSheetList()
	for _, name := range o.sheets {
		if o.rows[name], err = f.GetRows(name, excelize.Options{RawCellValue: true}); err != nil {
			t.Fatal(err)
		}
		cells, err := f.GetMergeCells(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cells {
			o.merges[name] = append(o.merges[name], c.GetStartAxis()+":"+c.GetEndAxis())
		}
		if seen, _ := f.GetSheetVisible(name); !seen {
			o.hidden = append(o.hidden, name)
		}
	}
}

// any reports whether a cell of the sheet matches.
func (o opened) any(sheet, expr string) bool {
	re := regexp.MustCompile(expr)
	return slices.ContainsFunc(o.rows[sheet], func(row []string) bool { return slices.ContainsFunc(row, re.MatchString) })
}

func (o opened) row(sheet, first string) int {
	return slices.IndexFunc(o.rows[sheet], func(row []string) bool { return len(row) > 0 && row[0] == first })
}

func (o opened) head(sheet string) int {
	return slices.IndexFunc(o.rows[sheet], func(row []string) bool { return len(row) > 8 })
}

// under lists the texts below the headers that match.
func (o opened) under(sheet, header string) []string {
	re := regexp.MustCompile(header)
	for i, row := range o.rows[sheet] {
		column := slices.IndexFunc(row, re.MatchString)
		if column < 0 || len(row) < 5 {
			continue
		}
		var texts []string
		for _, below := range o.rows[sheet][i+1:] {
			if column < len(below) && len(below) > 4 {
				texts = append(texts, below[column])
			}
		}
		return texts
	}
	return nil
}

func matches(texts []string, expr string) bool {
	return slices.ContainsFunc(texts, regexp.MustCompile(expr).MatchString)
}

func repeats(texts []string) bool {
	seen := map[string]bool{}
	for _, s := range texts {
		if seen[s] {
			return true
		}
		seen[s] = true
	}
	return false
}

var dateColumn = `日期|时间`

// proofs say, for each kind of mess, what must be seen in the file.
var proofs = map[string]func(o opened, s string) bool{
	"title_row": func(o opened, s string) bool {
		return len(o.rows[s][0]) == 1 && strings.Contains(o.rows[s][0][0], "年")
	},
	"unit_line": func(o opened, s string) bool {
		return strings.HasPrefix(o.rows[s][1][0], "填报单位（盖章）：")
	},
	"two_row_header": func(o opened, s string) bool {
		h := o.head(s)
		return slices.Contains(o.rows[s][h+1], "") && len(o.merges[s]) > 3 && slices.Contains(o.rows[s][h], "")
	},
	"header_brackets":   func(o opened, s string) bool { return matches(o.rows[s][o.head(s)], `[（(]`) },
	"header_line_break": func(o opened, s string) bool { return matches(o.rows[s][o.head(s)], `\n`) },
	"header_spaces":     func(o opened, s string) bool { return slices.Contains(o.rows[s][o.head(s)], "姓  名") },
	"unknown_column":    func(o opened, s string) bool { return matches(o.rows[s][o.head(s)], `^(籍贯|备注情况)$`) },
	"serial_dashed":     func(o opened, s string) bool { return o.row(s, "1-1") > 0 },
	"serial_paren":      func(o opened, s string) bool { return o.row(s, "(1)") > 0 },
	"serial_chinese":    func(o opened, s string) bool { return o.row(s, "十一") > 0 },
	"serial_blank":      func(o opened, s string) bool { return !matches(o.under(s, "^序号$"), `.`) },
	"total_bottom":      func(o opened, s string) bool { return o.row(s, "合计") > o.head(s)+2 },
	"total_top":         func(o opened, s string) bool { n := o.row(s, "合计"); return n > 0 && n <= o.head(s)+2 },
	"of_which_row":      func(o opened, s string) bool { return o.row(s, "其中：市级代表") > 0 },
	"notes_below": func(o opened, s string) bool {
		return o.any(s, `^填表人：.*联系电话：0\d{3}-\d{7}$`) && o.any(s, "^注：")
	},
	"merged_county": func(o opened, s string) bool {
		return matches(o.merges[s], `^B(\d+):B(\d+)$`) && slices.Contains(o.under(s, "县（市"), "")
	},
	"blank_lines": func(o opened, s string) bool {
		return slices.ContainsFunc(o.rows[s][3:len(o.rows[s])-1], func(r []string) bool { return len(r) == 0 })
	},
	"sheet_per_county": func(o opened, s string) bool { return len(o.sheets) > 2 && repeatsOf(o) },
	"file_per_county": func(o opened, s string) bool {
		return regexp.MustCompile(`新乡市.+[区县市]\d{4}年`).MatchString(o.path)
	},
	"hidden_sheet":      func(o opened, s string) bool { return len(o.hidden) == 1 },
	"instruction_sheet": func(o opened, s string) bool { return o.sheets[0] == "填表说明" },
	"name_space":        func(o opened, s string) bool { return matches(o.under(s, "姓.*名"), `^\p{Han}[ 　]\p{Han}$`) },
	"name_female":       func(o opened, s string) bool { return o.any(s, `（女）$`) },
	"name_star":         func(o opened, s string) bool { return o.any(s, `\p{Han}\*$`) },
	"name_dots":         func(o opened, s string) bool { return o.any(s, `\p{Han}[•‧・．]\p{Han}`) },
	"same_name":         func(o opened, s string) bool { return repeats(o.under(s, "姓名")) },
	"rare_character":    func(o opened, s string) bool { return o.any(s, `[\x{20000}-\x{3ffff}]`) },
	"full_width_digits": func(o opened, s string) bool { return o.any(s, `^[０-９]+$`) },
	"count_with_unit":   func(o opened, s string) bool { return o.any(s, `^\d+名$`) },
	"thousands_comma":   func(o opened, s string) bool { return o.any(s, `^\d,\d{3}$`) },
	"text_numbers":      textNumbers,
	"null_marks":        func(o opened, s string) bool { return o.any(s, `^(无|—|／)$`) },
	"ditto_words":       func(o opened, s string) bool { return o.any(s, `^同上$`) },
	"ditto_mark":        func(o opened, s string) bool { return o.any(s, `^〃$`) },
	"percent_text":      func(o opened, s string) bool { return o.any(s, `^\d+\.\d%$`) },
	"percent_bare":      func(o opened, s string) bool { return matches(o.under(s, "满意率"), `^\d{2,3}\.\d$`) },
	"percent_fraction": func(o opened, s string) bool {
		return matches(o.under(s, "满意率|占比|满意比例"), `^(0\.\d+|1)$`)
	},
	"date_cn": func(o opened, s string) bool {
		return matches(o.under(s, dateColumn), `^\d{4}年\d{1,2}月\d{1,2}日$`)
	},
	"date_yuan":    func(o opened, s string) bool { return o.any(s, `^20\d\d年元月\d{1,2}日$`) },
	"date_dots":    func(o opened, s string) bool { return matches(o.under(s, dateColumn), `^\d{4}\.\d{1,2}\.\d{1,2}$`) },
	"date_slash":   func(o opened, s string) bool { return matches(o.under(s, dateColumn), `^\d{4}/\d{1,2}/\d{1,2}$`) },
	"date_dash":    func(o opened, s string) bool { return o.any(s, `^\d{4}-\d\d-\d\d$`) },
	"date_compact": func(o opened, s string) bool { return matches(o.under(s, dateColumn), `^20\d{6}$`) },
	"date_short":   func(o opened, s string) bool { return matches(o.under(s, dateColumn), `^\d{1,2}月\d{1,2}日$`) },
	"date_serial": func(o opened, s string) bool {
		return matches(o.under(s, dateColumn), `^4[45]\d{3}$`) && dateStyled(o, s)
	},
	"date_bare_serial": func(o opened, s string) bool {
		return matches(o.under(s, dateColumn), `^4[45]\d{3}$`) && !dateStyled(o, s)
	},
	"short_county_name": func(o opened, s string) bool {
		return matches(o.under(s, "县"), `^(龙亭|顺河回族|祥符|通许|尉氏|兰考)$`)
	},
	"former_county_name": func(o opened, s string) bool { return o.any(s, `^淮阳县$`) },
	"identity_column":    func(o opened, s string) bool { return matches(o.under(s, "身份证"), `^\d{17}[\dX]$`) },
	"telephone_column":   func(o opened, s string) bool { return matches(o.under(s, "手机"), `^1\d{10}$`) },
	"stray_number":       func(o opened, s string) bool { return o.any(s, `^联系1\d{10}$`) },
	"csv_plain":          func(o opened, s string) bool { return utf8.Valid(o.raw) && o.raw[0] != 0xef },
	"csv_bom":            func(o opened, s string) bool { return bytes.HasPrefix(o.raw, []byte("\xef\xbb\xbf")) },
	"csv_gb18030":        func(o opened, s string) bool { return !utf8.Valid(o.raw) && o.any("", "市") },
	"loose_file":         func(o opened, s string) bool { return !strings.Contains(o.path, "/") },
	"cumulative_title":   func(o opened, s string) bool { return o.any(o.only(), `1—\d+月.*累计`) },
	"revised_file":       func(o opened, s string) bool { return strings.Contains(o.path, "（修订版）") },
	"same_bytes_twice":   func(o opened, s string) bool { return strings.Contains(o.path, "（副本）") },
}

// only is the sheet of a file that was named without one.
func (o opened) only() string {
	if len(o.sheets) > 0 {
		return o.sheets[0]
	}
	return ""
}

// repeatsOf: the 汇总 sheet has as many people as all others together.
func repeatsOf(o opened) bool {
	people := func(sheet string) (n int) {
		for _, row := range o.rows[sheet] {
			if len(row) > 8 && strings.HasPrefix(row[0], "(") {
				n++
			}
		}
		return n
	}
	sum := 0
	for _, s := range o.sheets {
		if s != "汇总" {
			sum += people(s)
		}
	}
	return sum > 0 && sum == people("汇总")
}

func textNumbers(o opened, s string) bool {
	for r, row := range o.rows[s] {
		for c, v := range row {
			at, _ := excelize.CoordinatesToCellName(c+1, r+1)
			kind, _ := o.book.GetCellType(s, at)
			if regexp.MustCompile(`^\d+$`).MatchString(v) && kind == excelize.CellTypeInlineString {
				return true
			}
		}
	}
	return false
}

// dateStyled reports whether the serial days are shown as dates.
func dateStyled(o opened, s string) bool {
	shown, err := o.book.GetRows(s)
	return err == nil && slices.ContainsFunc(shown, func(r []string) bool { return matches(r, `^20\d\d-\d\d-\d\d$`) })
}

func TestEveryMessIsThere(t *testing.T) {
	dir, truth := write(t, Options{Seed: 1})
	if len(truth.Mess) < 15 {
		t.Errorf("%d kinds of mess, want 15", len(truth.Mess))
	}
	var seen []string
	for _, m := range truth.Mess {
		seen = append(seen, m.Kind)
		proof, ok := proofs[m.Kind]
		if !ok {
			t.Errorf("nothing proves %q", m.Kind)
			continue
		}
		if !proof(open(t, dir, m.File), m.Sheet) {
			t.Errorf("%s: no %q in sheet %q", m.File, m.Kind, m.Sheet)
		}
	}
	for kind := range proofs {
		if !slices.Contains(seen, kind) {
			t.Errorf("no file shows %q", kind)
		}
	}
	t.Logf("%d kinds of mess", len(seen))
}

// TestPlantedRows reads each planted row back and finds the deputy and the
// error in it.
func TestPlantedRows(t *testing.T) {
	dir, truth := write(t, Options{Seed: 1})
	at := func(r Row) []string {
		rows := open(t, dir, r.File).rows[r.Sheet]
		if r.Row > len(rows) {
			t.Fatalf("%+v lies beyond the sheet", r)
		}
		return rows[r.Row-1]
	}
	for _, q := range truth.Quarantined {
		row := strings.Join(at(q), "|")
		if named := q.Deputy != "" && strings.Contains(strings.NewReplacer(" ", "", "　", "").Replace(row), q.Deputy); named == (q.Kind == "missing_name") {
			t.Errorf("%s row %d (%s): %s", q.File, q.Row, q.Kind, row)
		}
		if proof := map[string]string{"impossible_date": `13-45|2月30日`, "not_a_number": "若干", "negative": `\|-3\|`}[q.Kind]; proof != "" && !regexp.MustCompile(proof).MatchString(row) {
			t.Errorf("%s row %d shows no %s: %s", q.File, q.Row, q.Kind, row)
		}
	}
	for _, c := range truth.Consequences {
		row := at(c.Row)
		for _, n := range []int{c.Base, c.Satisfied, c.Dissatisfied} {
			if !slices.Contains(row, printed(n)) {
				t.Errorf("%s row %d lacks %d: %v", c.File, c.Row.Row, n, row)
			}
		}
		strictThird, strictHalf := 3*c.Dissatisfied > c.Base, 2*c.Dissatisfied > c.Base
		if c.Unit == "410900" && (c.Code == "resign_or_recall") != strictHalf || c.Unit == "410900" && (c.Code != "none") != strictThird {
			t.Errorf("%+v contradicts the rule", c)
		}
		if c.Unit == "410700" && (c.Tier == "满意") != (5*c.Satisfied >= 4*c.Base) {
			t.Errorf("%+v contradicts the rule", c)
		}
	}
	for _, w := range truth.Withdrawn {
		if row := at(w); !slices.Contains(row, w.Deputy) {
			t.Errorf("withdrawn row does not name %s: %v", w.Deputy, row)
		}
	}
}

// TestEveryPrivateNumberIsListed looks for what a scanner would find.
func TestEveryPrivateNumberIsListed(t *testing.T) {
	dir, truth := write(t, Options{Seed: 1, Months: 4})
	pattern := regexp.MustCompile(`\d{17}[\dX]|0\d{3}-\d{7}|1[3-9]\d{9}`)
	found := map[string]bool{}
	for _, f := range truth.Files {
		if f.Status == "refused" || f.Dataset == "bulletin" {
			continue
		}
		for _, rows := range open(t, dir, f.Path).rows {
			for _, row := range rows {
				for _, cell := range row {
					for _, n := range pattern.FindAllString(cell, -1) {
						found[n] = true
						if _, ok := slices.BinarySearch(truth.PrivateNumbers, n); !ok {
							t.Errorf("%s holds %s, which the truth does not list", f.Path, n)
						}
					}
				}
			}
		}
	}
	if len(found) < 500 || len(truth.PrivateNumbers) < len(found) {
		t.Errorf("found %d numbers, the truth lists %d", len(found), len(truth.PrivateNumbers))
	}
}

// TestSumsAreThoseOfTheFiles adds one unit's monthly files up, and reads the
// newest file of a cumulative one.
func TestSumsAreThoseOfTheFiles(t *testing.T) {
	dir, truth := write(t, Options{Seed: 1})
	for _, c := range []struct{ unit, header string }{{"410800", "^满意$"}, {"411400", "^满意票数$"}} {
		sum, rows := 0, 0
		for _, f := range truth.Files {
			if f.Unit != c.unit || f.Dataset != "votes" || f.Arrival == "cumulative" && f.Period != truth.LastPeriod {
				continue
			}
			for _, text := range open(t, dir, f.Path).under("", c.header) {
				n, err := strconv.Atoi(text)
				if err != nil {
					t.Fatal(err)
				}
				sum, rows = sum+n, rows+1
			}
		}
		i := slices.IndexFunc(truth.Units, func(u Unit) bool { return u.Code == c.unit })
		if all := truth.Units[i].All; sum != all.Satisfied || rows != all.Mandates {
			t.Errorf("%s: files hold %d satisfied in %d rows, the truth says %d in %d", c.unit, sum, rows, all.Satisfied, all.Mandates)
		}
	}
}
