package sheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lvzhi/ingest/sheet"
)

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	must(t, err)
	return raw
}

func read(t testing.TB, raw []byte) *sheet.Book {
	t.Helper()
	book, err := sheet.Read(raw)
	must(t, err)
	return book
}

// shown writes tables down for comparison: name, rows, merges, what is hidden.
func shown(tables []sheet.Table) []string {
	var out []string
	for _, t := range tables {
		name := "# " + t.Name
		if t.Hidden {
			name += " hidden"
		}
		if t.Date1904 {
			name += " 1904"
		}
		out = append(out, name)
		for i, line := range lines(rowsOf(t)) {
			if rowsOf(t)[i].Hidden {
				line = "(" + line + ")"
			}
			out = append(out, line)
		}
		for _, m := range t.Merges {
			out = append(out, sheet.Address(m.Left-1, m.Top)+":"+sheet.Address(m.Right-1, m.Bottom))
		}
	}
	return out
}

func expect(t *testing.T, book *sheet.Book, format sheet.Format, want ...string) {
	t.Helper()
	if book.Format != format || book.Text != "" {
		t.Errorf("format %q with text %q, want %q without", book.Format, book.Text, format)
	}
	if got := shown(book.Tables); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func refused(t *testing.T, raw []byte, reason string) {
	t.Helper()
	book, err := sheet.Read(raw)
	var why *sheet.Unreadable
	if !errors.As(err, &why) || !strings.Contains(why.Reason, reason) || why.Remedy == "" {
		t.Errorf("got %v, %v; want a reason with %q and a remedy", book, err, reason)
	}
}

func TestOldWorkbook(t *testing.T) {
	expect(t, read(t, fixture(t, "votes.xls")), sheet.XLS,
		"# 濮阳县",
		"1:濮阳市2024年9月述职满意度测评",
		"3:姓名|测评票数||满意率|述职日期",
		"4:|满意|不满意",
		"5:张三|45|0|0.984615384615385|45544",
		"6:李𬍛|776593.92|-12|0.0012||1|1.23456789012346E+17",
		"(7:王五六|0.0000001|12345678.25)",
		"A1:G1", "A3:A4", "B3:C3",
		"# 选项 hidden",
		"1:满意")
}

func TestOldWorkbookOfLibreOffice(t *testing.T) {
	expect(t, read(t, fixture(t, "office_97.xls")), sheet.XLS,
		"# 范县",
		"1:范县2024年9月 票数",
		"3:姓名|测评\n票数||日期",
		"4:|满意|不满意",
		"5:赵&钱|45|6.42857142857143|45544",
		"(6:赵&钱合计|#DIV/0!||1)",
		"A1:D1", "A3:A4", "B3:C3",
		"# 代码 hidden",
		"1:满意")
}

func TestOldWorkbookOfMacintosh(t *testing.T) {
	expect(t, read(t, fixture(t, "since_1904.xls")), sheet.XLS, "# Sheet1 1904", "1:44082")
}

// Shared strings fill several records, and change their width at a seam.
func TestOldWorkbookWithLongStrings(t *testing.T) {
	want := []string{"# Sheet1"}
	for i := range 7 {
		want = append(want, fmt.Sprintf("%d:%02d%s|%02d%s", i+1, i, strings.Repeat("履职", 300), i, strings.Repeat("abc", 200)))
	}
	expect(t, read(t, fixture(t, "long_strings.xls")), sheet.XLS, want...)
}

func TestOldWorkbookDamaged(t *testing.T) {
	good := fixture(t, "votes.xls")
	book := bytes.Clone(good) // as Excel 95 names it
	at := bytes.Index(book, []byte(utf16le("Workbook")))
	copy(book[at:], utf16le("Book\x00\x00\x00\x00"))
	book[at+64] = 10
	document := bytes.Replace(good, []byte(utf16le("Workbook\x00\x00\x00\x00\x00")), []byte(utf16le("WordDocument\x00")), 1)
	document[at+64] = 26
	refused(t, book, "旧版格式")
	refused(t, document, "Word 文档")
	for cut := 8; cut < len(good); cut += 97 {
		if _, err := sheet.Read(good[:cut]); err != nil {
			refused(t, good[:cut], "旧版格式")
		} else if got := read(t, good[:cut]); !slices.Equal(shown(got.Tables), shown(read(t, good).Tables)) {
			t.Errorf("cut at %d: read in part: %q", cut, shown(got.Tables))
		}
	}
	unfilled := bytes.TrimRight(good, "\x00")
	if len(unfilled)%512 == 0 {
		t.Fatal("the last sector is full to its end")
	}
	expect(t, read(t, unfilled), sheet.XLS, shown(read(t, good).Tables)...)
	huge := bytes.Clone(good)
	copy(huge[64:], "\xff\xff\xff\x0f") // as many mini FAT sectors as no file has
	copy(huge[44:], "\xff\xff\xff\x0f")
	refused(t, huge, "旧版格式")
}

func FuzzXLS(f *testing.F) {
	f.Add(fixture(f, "since_1904.xls"))
	f.Add(fixture(f, "votes.xls"))
	f.Add(biff(global(record(0x85, "\x00\x00\x00\x00\x00\x00\x01\x00S")), record(0x203, le16(0, 0, 0)+strings.Repeat("\x00", 8))))
	f.Fuzz(func(t *testing.T, raw []byte) {
		book, err := sheet.Read(raw)
		var why *sheet.Unreadable
		if err != nil && !errors.As(err, &why) {
			t.Fatalf("no sentence: %v", err)
		}
		if err == nil && len(book.Tables) == 0 {
			t.Fatal("neither a table nor an error")
		}
	})
}
