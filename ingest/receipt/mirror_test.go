package receipt_test

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"lvzhi/contracts"
	"lvzhi/ingest/check"
	"lvzhi/ingest/letter"
	"lvzhi/ingest/receipt"
	"lvzhi/ingest/sheet"
)

// read reads a receipt as ingest would, without our own sheets.
func read(t *testing.T, raw []byte) []sheet.Table {
	t.Helper()
	book, err := sheet.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(book.Tables, func(table sheet.Table) bool { return len(table.Head) > 0 && letter.OwnSheet(table.Head[0].Cells) })
}

func rowsOf(t *testing.T, table sheet.Table) map[int][]string {
	t.Helper()
	rows := map[int][]string{}
	if err := table.Each(func(r *sheet.Row) error {
		rows[r.Number] = slices.Clone(r.Cells)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return rows
}

// What the sender wrote comes back in its place, whatever it was.
func TestSheetsComeBackAsTheyWere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	texts := []string{"", "张三", "45", "0.985", "98%", "=1+1", "=HYPERLINK(\"http://x\")", "+1+1", "-3", "@SUM(A1)", "=cmd|' /C calc'!A0", "a\nb", "<b>&\"'", "_x000D_", "2024年9月9日", "１２", "  两端  ", "真·买买提", "𬍛", "'001", "1E5"}
	for round := range 60 {
		var lines [][]string
		for range 1 + r.IntN(12) {
			line := make([]string, r.IntN(7))
			for i := range line {
				line[i] = texts[r.IntN(len(texts))]
			}
			lines = append(lines, line)
		}
		name := []string{"表", "a/b:c*?[x]\\", "'引号'", "", strings.Repeat("长", 40), "回执", "问题清单", "History"}[round%8]
		s := receipt.Slip{Facts: facts(), Pages: []receipt.Page{page(name, [2]int{}, lines...)}}
		tables := read(t, drawn(t, s))
		blank := !slices.ContainsFunc(lines, func(l []string) bool { return strings.Join(l, "") != "" })
		if blank {
			continue
		}
		if len(tables) != 1 {
			t.Fatalf("round %d: %d sheets of the sender's", round, len(tables))
		}
		if n := len([]rune(tables[0].Name)); n == 0 || n > 31 {
			t.Errorf("name %q", tables[0].Name)
		}
		back := rowsOf(t, tables[0])
		for i, line := range lines {
			for c, text := range line {
				got := ""
				if c < len(back[i+1]) {
					got = back[i+1][c]
				}
				if strings.TrimSpace(got) != strings.TrimSpace(text) {
					t.Errorf("round %d %s: got %q, want %q", round, sheet.Address(c, i+1), got, text)
				}
			}
		}
	}
}

type counter struct{ accepted, rejected int }

func (c *counter) Accept(*check.Row) error      { c.accepted++; return nil }
func (c *counter) Reject(*check.Rejected) error { c.rejected++; return nil }

// A clerk mends the coloured cell in the receipt and sends it back: it is
// taken in as the sheet it was.
func TestMendedReceiptIsTakenIn(t *testing.T) {
	header := "序号|姓名|代表层级|县（市、区）|述职日期|发出票数|收回票数|满意率"
	p := page("Sheet1", [2]int{2, 2}, cells("濮阳市2024年9月代表述职满意度测评情况统计表"), cells(header), cells("1|张三|县级|范县|2024年9月9日|50|51|98%"), nil, cells("2|李四|县级|范县|2024-09-10|50|50|98%"), cells("|合计||||100||"))
	s := receipt.Slip{Facts: facts(), Pages: []receipt.Page{p}}
	s.State, s.Read, s.Accepted, s.Quarantined, s.Skipped = letter.Partial, 4, 1, 1, 2
	s.Problems = []check.Problem{problem(check.Error, "Sheet1", "G3", 3, "returned", "returned_over_issued", "51", "收回票数多于发出票数", "请核对")}
	for mended, want := range map[string]counter{"51": {1, 1}, "50": {2, 0}} {
		f := opened(t, drawn(t, s))
		if err := f.SetCellStr("Sheet1", "G3", mended); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Read(out.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		var rows [][]string
		for _, r := range book.Tables[0].Head {
			rows = append(rows, r.Cells)
		}
		if origin, ok := letter.OriginOf(rows); !ok || origin != (letter.Origin{Dataset: "votes", Unit: "410900", Scope: "all", Period: "2024-09", SHA256: s.SHA256}) {
			t.Errorf("origin %+v, %v", origin, ok)
		}
		if got := taken(t, read(t, out.Bytes())); got != want {
			t.Errorf("%s: %+v, want %+v", mended, got, want)
		}
	}
}

func taken(t *testing.T, tables []sheet.Table) counter {
	t.Helper()
	datasets, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	places, err := contracts.LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	match, ok := check.Recognise(tables, datasets, "")
	if !ok || match.Dataset.Name != "votes" || len(match.Passed) != 0 {
		t.Fatalf("recognised as %q, %d sheets passed", match.Dataset.Name, len(match.Passed))
	}
	var c counter
	tally, err := check.Rows(match, check.Context{Unit: "410900", Scope: "all", Period: "2024-09", Arrival: match.Dataset.Arrival, Year: 2024, Places: places}, &c)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range tally.Problems {
		if p.Severity == check.Warning {
			t.Errorf("%s: %s", p.Cell, p.Message)
		}
	}
	return c
}

func TestLimitsOfACell(t *testing.T) {
	long := strings.Repeat("长", 40_000)
	s := receipt.Slip{Facts: facts(), Pages: []receipt.Page{page("表", [2]int{}, []string{long, "a\x00\x07b", "左\u202e右\u200f", "坏\xff字"})}}
	s.Problems = []check.Problem{problem(check.Error, "表", "A1", 1, "", "r", long, long, long)}
	row := rowsOf(t, read(t, drawn(t, s))[0])[1]
	if n := utf8.RuneCountInString(row[0]); n != 32_767 || !strings.HasSuffix(row[0], "…") {
		t.Errorf("%d characters", n)
	}
	if row[1] != "ab" || row[2] != "左右" || !utf8.ValidString(row[3]) {
		t.Errorf("got %q", row[1:])
	}
}

// No private number is in any part of the workbook.
func TestNothingPrivate(t *testing.T) {
	const identity, phone, street = "410901199001011234", "13812345678", "建设路1号"
	p := page("联系电话"+phone, [2]int{2, 2}, cells("联系电话："+phone), cells("姓名|家庭住址|备注"), cells("张三|"+street+"|电话"+phone), cells("李四|"+street+"|"+identity))
	p.Private = []int{1}
	s := receipt.Slip{Facts: facts(), Pages: []receipt.Page{p}}
	s.FileName = "名单" + phone + ".xlsx"
	s.Problems = []check.Problem{problem(check.Warning, "联系电话"+phone, "C3", 3, "", "r"+phone, identity, "说明"+identity, "电话"+phone)}
	raw := drawn(t, s)
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		for _, planted := range []string{identity, phone, street} {
			if strings.Contains(content(t, part), planted) {
				t.Errorf("%s holds %s", part.Name, planted)
			}
		}
	}
}

func content(t *testing.T, part *zip.File) string {
	t.Helper()
	r, err := part.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// A header cell merged over other columns too is not a private one.
func TestSharedHeader(t *testing.T) {
	p := page("表", [2]int{1, 2}, cells("姓名|基本情况||备注"), cells("|电话|职务|"), cells("张三|13812345678|主任|"), cells("李四||科长||||"))
	p.Merges = []sheet.Merge{{Top: 1, Left: 2, Bottom: 1, Right: 3}}
	p.Private = []int{1}
	raw := drawn(t, receipt.Slip{Facts: facts(), Pages: []receipt.Page{p}})
	rows := rowsOf(t, read(t, raw)[0])
	if rows[1][1] != "基本情况" || rows[2][1] != check.Removed || rows[3][1] != check.Removed || rows[4][1] != "" {
		t.Errorf("rows %v", rows)
	}
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		if part.Name == "xl/worksheets/sheet2.xml" && strings.Contains(content(t, part), `r="E4"`) {
			t.Error("blank cells behind the last one are drawn")
		}
	}
}

func TestHiddenStaysHidden(t *testing.T) {
	p := receipt.Page{Name: "藏", Hidden: true, Each: func(visit func(*sheet.Row) error) error {
		for i := 1; i <= 3; i++ {
			if err := visit(&sheet.Row{Number: i, Hidden: i > 1, Cells: []string{"x"}}); err != nil {
				return err
			}
		}
		return nil
	}}
	s := receipt.Slip{Facts: facts(), Pages: []receipt.Page{p}}
	s.Problems = []check.Problem{problem(check.Error, "藏", "A3", 3, "", "r", "x", "不是数字", "请改")}
	f := opened(t, drawn(t, s))
	if visible, err := f.GetSheetVisible("藏"); err != nil || visible {
		t.Errorf("sheet visible %v, %v", visible, err)
	}
	for row, want := range map[int]bool{1: true, 2: false, 3: true} { // a fault is shown
		if visible, err := f.GetRowVisible("藏", row); err != nil || visible != want {
			t.Errorf("row %d visible %v, %v", row, visible, err)
		}
	}
}

func TestDatesAndReasons(t *testing.T) {
	p := page("表", [2]int{1, 1}, cells("日期|请假"), cells("45544|因病住院"), cells("不详|准假"))
	p.Dates = []int{0}
	p.Reduce = func(column int, text string) string {
		if column == 1 && strings.Contains(text, "病") {
			return "请假"
		}
		return text
	}
	rows := rowsOf(t, read(t, drawn(t, receipt.Slip{Facts: facts(), Pages: []receipt.Page{p}}))[0])
	if !slices.Equal(rows[2], []string{"2024年9月9日", "请假"}) || !slices.Equal(rows[3], []string{"不详", "准假"}) || rows[1][1] != "请假" {
		t.Errorf("rows %v", rows)
	}
}

func TestCountsMustAddUp(t *testing.T) {
	s := receipt.Slip{Facts: facts()}
	s.Read = 1
	if _, err := receipt.Draw(s); err == nil {
		t.Error("a row is missing and nothing is said")
	}
}
