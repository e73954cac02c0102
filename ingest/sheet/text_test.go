package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"lvzhi/ingest/sheet"
)

func gb18030(t *testing.T, text string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func utf16(t *testing.T, order unicode.Endianness, text string) string {
	t.Helper()
	out, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// lines shows a table as "number:cell|cell" lines.
func lines(rows []sheet.Row) []string {
	var out []string
	for _, r := range rows {
		out = append(out, sheet.Address(0, r.Number)[1:]+":"+strings.Join(r.Cells, "|"))
	}
	return out
}

func TestTextIsDecodedAndCut(t *testing.T) {
	plain := "姓名,满意\n张三,45\n"
	two := []string{"1:姓名|满意", "2:张三|45"}
	for name, c := range map[string]struct {
		raw  string
		want []string
	}{
		"utf-8":                   {plain, two},
		"utf-8 with mark":         {"\xef\xbb\xbf" + plain, two},
		"gb18030":                 {gb18030(t, plain), two},
		"gb18030 rare character":  {gb18030(t, "姓名,满意\n𬍛三,45\n"), []string{"1:姓名|满意", "2:𬍛三|45"}},
		"utf-16 little":           {utf16(t, unicode.LittleEndian, plain), two},
		"utf-16 big":              {utf16(t, unicode.BigEndian, plain), two},
		"crlf":                    {"姓名,满意\r\n张三,45\r\n", two},
		"old mac line ends":       {"姓名,满意\r张三,45\r", two},
		"no last line end":        {"姓名,满意\n张三,45", two},
		"semicolons":              {"姓名;满意\n张三;45\n", two},
		"semicolons, commas in a": {"姓名;说明\n张三;甲，乙,丙\n李四;无\n", []string{"1:姓名|说明", "2:张三|甲，乙,丙", "3:李四|无"}},
		"tabs":                    {"姓名\t满意\n张三\t45\n", two},
		"tabs, quoted commas":     {"姓名\t说明\n张三\t\"a,b,c,d\"\n", []string{"1:姓名|说明", "2:张三|a,b,c,d"}},
		"quotes":                  {"\"姓名\",\"满意\"\n\"张\"\"三\"\"\",45\n", []string{"1:姓名|满意", `2:张"三"|45`}},
		"stray quote in a cell":   {"姓名,站\n张三,5\"站\n李四,6站\n", []string{"1:姓名|站", `2:张三|5"站`, "3:李四|6站"}},
		"blanks and marks":        {"姓名,满意\n\u3000张三\u00a0,\u200b45\u202e\u00ad\n", two},
		"control characters":      {"姓名,满意\n" + strings.Repeat("王五,12\n", 40) + "张\x01三,45\x7f\n", nil},
		"ragged":                  {"标题\n姓名,满意\n张三\n", []string{"1:标题", "2:姓名|满意", "3:张三"}},
	} {
		t.Run(name, func(t *testing.T) {
			book, err := sheet.Read([]byte(c.raw))
			if err != nil {
				t.Fatal(err)
			}
			got := lines(rowsOf(book.Tables[0]))
			if c.want == nil {
				c.want, got = []string{"42:张三|45"}, got[len(got)-1:]
			}
			if book.Format != sheet.CSV || len(book.Tables) != 1 || !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A row's number is the one a spreadsheet shows for the same file.
func TestRowNumbersAreTheSpreadsheets(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"blank lines":                {"\n\na,b\n\nc,d\n", []string{"3:a|b", "5:c|d"}},
		"lines of separators":        {"a,b\n,,\nc,d\n", []string{"1:a|b", "3:c|d"}},
		"break in a first cell":      {"\"a\nx\",b\nc,d\n", []string{"1:a\nx|b", "2:c|d"}},
		"break in a last cell":       {"a,\"b\ny\nz\"\nc,d\n\ne,f\n", []string{"1:a|b\ny\nz", "2:c|d", "4:e|f"}},
		"breaks in both, then blank": {"\"a\nx\",\"b\ny\"\n\nc,\"d\n\"\ne,f\n", []string{"1:a\nx|b\ny", "3:c|d", "4:e|f"}},
		"crlf in a cell":             {"a,\"b\r\ny\"\r\n\r\nc,d\r\n", []string{"1:a|b\ny", "3:c|d"}},
	} {
		t.Run(name, func(t *testing.T) {
			book, err := sheet.Read([]byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(rowsOf(book.Tables[0])); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A quote that is never closed would hide the rest of the file in one cell.
func TestUnpairedQuoteIsRefused(t *testing.T) {
	for _, text := range []string{
		"姓名,满意\n\"张三,45\n李四,46\n王五,47\n",
		"姓名,满意\n\"张三\"（女）,45\n李四,\"46\"\n",
	} {
		book, err := sheet.Read([]byte(text))
		if err == nil {
			t.Errorf("%q was read as %q", text, lines(rowsOf(book.Tables[0])))
			continue
		}
		if !strings.Contains(err.Error(), "引号不成对") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\"a\n", "\xff\xfea\x00", "a\tb\r\n\"x\"\"\"\t\n", "\xc4\xe3,\xba\xc3\n", "a;b\rc;d",
		"<table><tr><td rowspan=2>a<td colspan=3>b<tr><td>c<table><tr><th>d</table></table>", `[{"a":1,"b":null},{"b":true}]`, `[["a",1],[2]]`, "{\"a\":1}\n{\"b\":2}",
		workbookXML + `<Worksheet ss:Name="S"><Table><Row ss:Index="2"><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		book, err := sheet.Read(raw)
		if err != nil {
			return
		}
		last := 0
		if len(book.Tables) == 0 {
			t.Fatal("neither a table nor an error")
		}
		for _, r := range rowsOf(book.Tables[0]) {
			if book.Format == sheet.CSV && r.Number <= last || r.Blank() {
				t.Fatalf("row %d after %d: %q", r.Number, last, r.Cells)
			}
			last = r.Number
		}
	})
}

// rowsOf are all the rows of a table that is in memory.
func rowsOf(table sheet.Table) (rows []sheet.Row) {
	if err := table.Each(func(r *sheet.Row) error {
		kept := *r
		kept.Cells = slices.Clone(r.Cells)
		rows = append(rows, kept)
		return nil
	}); err != nil {
		panic(err)
	}
	return rows
}
