package sheet_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/sheet"
)

// secondReading is what excelize makes of a workbook, in the form of shown.
func secondReading(t testing.TB, raw []byte) []string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{RawCellValue: true})
	must(t, err)
	defer f.Close()
	props, err := f.GetWorkbookProps()
	must(t, err)
	var out []string
	for _, name := range f.GetSheetList() {
		visible, err := f.GetSheetVisible(name)
		must(t, err)
		title := "# " + name
		if !visible {
			title += " hidden"
		}
		if props.Date1904 != nil && *props.Date1904 {
			title += " 1904"
		}
		out = append(out, title)
		rows, err := f.Rows(name)
		must(t, err)
		for number := 1; rows.Next(); number++ {
			cells, err := rows.Columns(excelize.Options{RawCellValue: true})
			must(t, err)
			line := secondLine(t, f, name, number, cells)
			if line == "" {
				continue
			}
			// not GetRowOpts: it tells of another row where numbers have gaps
			if visible, err := f.GetRowVisible(name, number); err == nil && !visible {
				line = "(" + line + ")"
			}
			out = append(out, line)
		}
		must(t, rows.Close())
		if merges, err := f.GetMergeCells(name); err == nil { // a chart has none
			out = append(out, secondMerges(merges)...)
		}
	}
	return out
}

// secondLine is "" for a blank row.
func secondLine(t testing.TB, f *excelize.File, name string, number int, cells []string) string {
	for i, text := range cells {
		if cells[i] = tidy(text); cells[i] == "" {
			continue
		}
		kind, err := f.GetCellType(name, sheet.Address(i, number))
		must(t, err)
		if kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
			cells[i] = rounded(cells[i])
		}
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) == 0 {
		return ""
	}
	return fmt.Sprintf("%d:%s", number, strings.Join(cells, "|"))
}

func secondMerges(merges []excelize.MergeCell) (out []string) {
	slices.SortStableFunc(merges, func(a, b excelize.MergeCell) int {
		ac, ar, _ := excelize.CellNameToCoordinates(a.GetStartAxis())
		bc, br, _ := excelize.CellNameToCoordinates(b.GetStartAxis())
		return (ar-br)*20_000 + ac - bc
	})
	for _, m := range merges {
		if from, to := m.GetStartAxis(), m.GetEndAxis(); from != to {
			out = append(out, from+":"+to)
		}
	}
	return out
}

// tidy says independently what our reader promises of a raw value: no marks
// and no outer blanks.
func tidy(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return -1
		}
		return r
	}, text))
}

// rounded says the same of numbers: 15 digits, small ones written out, and
// LibreOffice's E+017 as Excel's E+17.
func rounded(text string) string {
	value, err := strconv.ParseFloat(text, 64)
	_, decimals, _ := strings.Cut(text, ".")
	switch upper := strings.ToUpper(text); {
	case err != nil:
		return text
	case strings.Contains(upper, "E+"):
		return strings.Replace(text, "E+0", "E+", 1)
	case !strings.Contains(upper, "E-") && len(decimals) < 9:
		return text
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(value, 'e', 14, 64), 64)
	if err != nil {
		return text
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

func firstReading(t testing.TB, raw []byte) []string {
	t.Helper()
	book, err := sheet.Read(raw)
	must(t, err)
	return shown(book.Tables)
}

func difference(ours, theirs []string) string {
	for i := range max(len(ours), len(theirs)) {
		var a, b string
		if i < len(ours) {
			a = ours[i]
		}
		if i < len(theirs) {
			b = theirs[i]
		}
		if a != b {
			return fmt.Sprintf("line %d: ours %q, excelize's %q", i+1, a, b)
		}
	}
	return ""
}

// Every workbook of the repository says the same to both readers.
func TestSecondReaderOfFixtures(t *testing.T) {
	read := 0
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == ".git" || path == filepath.Join("..", "..", "data")) {
			return filepath.SkipDir
		}
		if ext := filepath.Ext(path); ext != ".xlsx" && ext != ".xlsm" {
			return nil
		}
		raw, err := os.ReadFile(path)
		must(t, err)
		if !bytes.HasPrefix(raw, []byte("PK")) {
			return nil
		}
		if d := difference(firstReading(t, raw), secondReading(t, raw)); d != "" {
			t.Errorf("%s: %s", path, d)
		}
		read++
		return nil
	})
	if err != nil || read < 5 {
		t.Errorf("%d workbooks read: %v", read, err)
	}
}

// Workbooks of excelize's own making, with every kind of value.
func TestSecondReaderOfWrittenWorkbooks(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		raw := workbook(t, func(f *excelize.File) {
			since1904 := seed%5 == 0
			must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since1904}), f.SetCellStr("Sheet1", "A1", "x"))
			for s := range 1 + r.IntN(3) {
				name := fmt.Sprintf("表%d & <%d>", s, seed)
				_, err := f.NewSheet(name)
				must(t, err, f.SetSheetVisible(name, r.IntN(3) > 0))
				for range r.IntN(60) {
					cell, _ := excelize.CoordinatesToCellName(1+r.IntN(30), 1+r.IntN(40))
					putRandom(t, f, r, name, cell)
				}
				for m := range r.IntN(4) {
					from, _ := excelize.CoordinatesToCellName(1+r.IntN(5), 100+10*m)
					to, _ := excelize.CoordinatesToCellName(6+r.IntN(5), 100+10*m+r.IntN(3))
					must(t, f.MergeCell(name, from, to))
				}
				must(t, f.SetRowVisible(name, 1+r.IntN(40), false))
			}
		})
		if d := difference(firstReading(t, raw), secondReading(t, raw)); d != "" {
			t.Fatalf("seed %d: %s", seed, d)
		}
	}
}

func putRandom(t testing.TB, f *excelize.File, r *rand.Rand, name, cell string) {
	switch r.IntN(8) {
	case 0:
		must(t, f.SetCellInt(name, cell, r.Int64N(1e15)-5e14))
	case 1:
		must(t, f.SetCellFloat(name, cell, r.NormFloat64()*1e6, -1, 64))
	case 2:
		must(t, f.SetCellFloat(name, cell, r.Float64()/1e6, -1, 64))
	case 3:
		must(t, f.SetCellBool(name, cell, r.IntN(2) == 0))
	case 4:
		must(t, f.SetCellFormula(name, cell, "SUM(A1:B2)"))
	case 5:
		must(t, f.SetCellRichText(name, cell, []excelize.RichTextRun{{Text: randomText(r)}, {Text: randomText(r), Font: &excelize.Font{Bold: true}}}))
	default:
		must(t, f.SetCellStr(name, cell, randomText(r)))
	}
}

func randomText(r *rand.Rand) string {
	pieces := []string{"张", "三 ", " ", "&", "<b>", `"`, "'", "_x000D_", "_x005F_", "\n", "\t", "·", "\u200b", "𬍛", "é", "]]>", "1.5", "_", "0", "=A1", "\u3000"}
	var b strings.Builder
	for range r.IntN(6) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

// Sheets as other programs write them: the same rows in random forms.
func TestSecondReaderOfRandomForms(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		raw := withRows(t, randomRows(r))
		if d := difference(firstReading(t, raw), secondReading(t, raw)); d != "" {
			t.Fatalf("seed %d: %s\n%s", seed, d, randomRows(rand.New(rand.NewPCG(seed, 2))))
		}
	}
}

// randomRows leaves out what excelize is known to read wrongly: it takes a
// row's number from the row alone, appends cells that stand further left than
// the one before, leaves _x000D_ in a formula's text, and gives the whole
// time of a date in words.
func randomRows(r *rand.Rand) string {
	var b strings.Builder
	for number := 1; number <= 40; number++ {
		if r.IntN(4) == 0 {
			number += r.IntN(5)
		}
		hidden := ""
		if r.IntN(10) == 0 {
			hidden = ` hidden="1"`
		}
		quote := []string{`"`, `'`}[r.IntN(2)]
		fmt.Fprintf(&b, "<row r=%s%d%s%s spans=\"1:9\">", quote, number, quote, hidden)
		column := 0
		for range r.IntN(8) {
			column++
			address := ""
			if r.IntN(3) > 0 {
				column += r.IntN(3)
				address, _ = excelize.CoordinatesToCellName(column, number)
				address = fmt.Sprintf(` r="%s"`, address)
			}
			b.WriteString(randomCell(r, address))
		}
		b.WriteString("</row>")
		if r.IntN(5) == 0 {
			b.WriteString("\n <!-- <row> -->")
		}
	}
	return b.String() + `<row r="9999"><c r="A9999"><v>1</v></c></row>`
}

func randomCell(r *rand.Rand, address string) string {
	text := strings.ReplaceAll(strings.ReplaceAll(randomText(r), "_x", "_y"), "]]>", "")
	var escaped strings.Builder
	_ = xml.EscapeText(&escaped, []byte(text))
	number := strconv.FormatFloat(r.NormFloat64()*1000, 'G', -1, 64)
	style := []string{"", ` s="3"`}[r.IntN(2)]
	switch r.IntN(12) {
	case 0:
		return fmt.Sprintf(`<c%s t="s"%s><v>%d</v></c>`, address, style, r.IntN(3))
	case 1:
		return fmt.Sprintf(`<c%s%s t="str"><f>A1&amp;B1</f><v>%s</v></c>`, address, style, escaped.String())
	case 2:
		return fmt.Sprintf(`<c%s%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, address, style, escaped.String())
	case 3:
		return fmt.Sprintf(`<c%s t="inlineStr"><is><r><t>%s</t></r><r><rPr><b/></rPr><t>%s</t></r></is></c>`, address, escaped.String(), escaped.String())
	case 4:
		return fmt.Sprintf(`<c%s t="str"><v><![CDATA[%s]]></v></c>`, address, text)
	case 5:
		return fmt.Sprintf(`<c%s%s/>`, address, style)
	case 6:
		return fmt.Sprintf(`<c%s t="b"><v>%d</v></c>`, address, r.IntN(2))
	case 7:
		return fmt.Sprintf(`<c%s t="e"><v>#DIV/0!</v></c>`, address)
	case 8:
		return fmt.Sprintf("<c%s t='n'>\n<f>1</f><v>%s</v></c>", address, number)
	}
	return fmt.Sprintf(`<c%s%s><v>%s</v></c>`, address, style, number)
}
