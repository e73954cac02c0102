package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/sheet"
)

func workbook(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func votesWorkbook(t testing.TB) []byte {
	return workbook(t, func(f *excelize.File) {
		must(t, f.SetSheetName("Sheet1", "濮阳县"),
			f.SetSheetRow("濮阳县", "A1", &[]any{"濮阳市2024年9月述职满意度测评"}), f.MergeCell("濮阳县", "A1", "D1"),
			f.SetSheetRow("濮阳县", "A3", &[]any{"县区", "姓名", "满意", "满意率"}),
			f.SetSheetRow("濮阳县", "A4", &[]any{"濮阳县", " 张三 ", 45, 0.98461538461538463}),
			f.SetSheetRow("濮阳县", "A5", &[]any{nil, "李四\u202e", 776593.92000000004, 45544}), f.MergeCell("濮阳县", "A4", "A5"),
			f.SetSheetRow("濮阳县", "A6", &[]any{"范县", true, "=1+1", 0.0012}), f.SetRowVisible("濮阳县", 6, false))
		_, err := f.NewSheet("选项")
		must(t, err, f.SetCellStr("选项", "A1", "满意"), f.SetSheetVisible("选项", false))
	})
}

func TestWorkbookIsReadRaw(t *testing.T) {
	book, err := sheet.Read(votesWorkbook(t))
	if err != nil {
		t.Fatal(err)
	}
	if book.Format != sheet.XLSX || book.Text != "" || len(book.Tables) != 2 {
		t.Fatalf("got %+v", book)
	}
	table := book.Tables[0]
	want := []string{"1:濮阳市2024年9月述职满意度测评", "3:县区|姓名|满意|满意率", "4:濮阳县|张三|45|0.984615384615385", "5:|李四|776593.92|45544", "6:范县|1|=1+1|0.0012"}
	if got := lines(rowsOf(table)); table.Name != "濮阳县" || !slices.Equal(got, want) {
		t.Errorf("sheet %q: got %q, want %q", table.Name, got, want)
	}
	if got := []bool{table.Hidden, book.Tables[1].Hidden, rowsOf(table)[3].Hidden, rowsOf(table)[4].Hidden, table.Date1904}; !slices.Equal(got, []bool{false, true, false, true, false}) {
		t.Errorf("hidden sheet, hidden row, 1904: %v", got)
	}
	if merges := []sheet.Merge{{Top: 1, Left: 1, Bottom: 1, Right: 4}, {Top: 4, Left: 1, Bottom: 5, Right: 1}}; !slices.Equal(table.Merges, merges) {
		t.Errorf("merges %v", table.Merges)
	}
}

func TestDate1904(t *testing.T) {
	yes := true
	book, err := sheet.Read(workbook(t, func(f *excelize.File) {
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}), f.SetCellInt("Sheet1", "A1", 44082))
	}))
	if err != nil || !book.Tables[0].Date1904 || rowsOf(book.Tables[0])[0].Cells[0] != "44082" {
		t.Errorf("got %+v, %v", book, err)
	}
}

func TestWidestRow(t *testing.T) {
	book := read(t, withRows(t, `<row r="2"><c r="XFD2" t="s"><v>0</v></c></row><row r="3000"><c r="A3000" t="s"><v>1</v></c></row>`))
	rows := rowsOf(book.Tables[0])
	if len(rows) != 2 || len(rows[0].Cells) != 16384 || sheet.Address(16383, rows[0].Number) != "XFD2" || rows[1].Number != 3000 {
		t.Errorf("got %d rows, first with %d cells", len(rows), len(rows[0].Cells))
	}
}

func TestEmptyWorkbookIsRefused(t *testing.T) {
	_, err := sheet.Read(workbook(t, func(*excelize.File) {}))
	if err == nil || !strings.Contains(err.Error(), "空的") {
		t.Errorf("got %v", err)
	}
}

// rewritten copies a workbook, changing the text of one part.
func rewritten(t testing.TB, raw []byte, part, old, replacement string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range in.File {
		from, err := f.Open()
		must(t, err)
		content, err := io.ReadAll(from)
		must(t, err)
		if f.Name == part {
			if !bytes.Contains(content, []byte(old)) {
				t.Fatalf("%s does not hold %q", part, old)
			}
			content = bytes.Replace(content, []byte(old), []byte(replacement), 1)
		}
		to, err := w.Create(f.Name)
		must(t, err)
		_, err = to.Write(content)
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}

// Parts that lie about themselves are refused whole; a sheet is never read
// in part.
func TestDamagedWorkbooks(t *testing.T) {
	good := votesWorkbook(t)
	const part = "xl/worksheets/sheet1.xml"
	wrongSize := bytes.Clone(good)
	at := bytes.LastIndex(wrongSize, []byte("PK\x01\x02")) // the sizes in the last directory entry
	copy(wrongSize[at+20:], []byte{0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0})
	for name, raw := range map[string][]byte{
		"wrong sizes":            wrongSize,
		"sheet breaks off":       rewritten(t, good, part, `<row r="5"`, `<row r="5" <`),
		"row beyond the last":    rewritten(t, good, part, `<row r="6"`, `<row r="9999999"`),
		"column that is none":    rewritten(t, good, part, `r="B4"`, `r="ZZZZZZZ4"`),
		"string that is not":     rewritten(t, good, part, `<c r="B4" t="s"><v>`, `<c r="B4" t="s"><v>-9`),
		"shared strings cut off": rewritten(t, good, "xl/sharedStrings.xml", "</si>", "<"),
	} {
		t.Run(name, func(t *testing.T) {
			book, err := sheet.Read(raw)
			var why *sheet.Unreadable
			if err != nil && !errors.As(err, &why) {
				t.Fatalf("got %v", err)
			}
			if err == nil && len(rowsOf(book.Tables[0])) != 5 {
				t.Errorf("only %q was read, without an error", lines(rowsOf(book.Tables[0])))
			}
		})
	}
}

// Other programs write prefixes and line breaks into the XML.
func TestMergesOfOtherWriters(t *testing.T) {
	raw := rewritten(t, votesWorkbook(t), "xl/worksheets/sheet1.xml", `<mergeCell ref="A4:A5"`, "\n  <mergeCell\n ref=\"A4:A5\"")
	book, err := sheet.Read(raw)
	if err != nil || !slices.Contains(book.Tables[0].Merges, sheet.Merge{Top: 4, Left: 1, Bottom: 5, Right: 1}) {
		t.Errorf("got %v, %v", book, err)
	}
}

func FuzzZip(f *testing.F) {
	f.Add(votesWorkbook(f))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte(oleMagic))
	f.Fuzz(func(t *testing.T, raw []byte) {
		book, err := sheet.Read(append([]byte("PK\x03\x04"), bytes.TrimPrefix(raw, []byte("PK\x03\x04"))...))
		if err == nil && len(book.Tables) == 0 {
			t.Fatal("neither a table nor an error")
		}
	})
}

// A row number no spreadsheet has would keep the reader counting for days.
func TestImpossibleRowNumber(t *testing.T) {
	raw := rewritten(t, votesWorkbook(t), "xl/worksheets/sheet1.xml", `<row r="1"`, `<row r="900000000000"`)
	if book, err := sheet.Read(raw); err == nil {
		t.Errorf("read %+v", book)
	}
}
