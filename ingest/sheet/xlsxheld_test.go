package sheet_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// manySheets is a workbook whose sheets all are the one part.
func manySheets(t testing.TB, n int, part repeated) []byte {
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, `<sheet name="表%d" sheetId="%d" r:id="rId1"/>`, i, i+1)
	}
	return part.zipped(t, "xl/worksheets/sheet1.xml", with("", map[string]string{"xl/workbook.xml": xmlHead + `<workbook ` + officeSpace + `><sheets>` + list.String() + `</sheets></workbook>`}))
}

// What an open workbook holds is bounded, however many sheets it has: of
// small sheets the rows, of large ones the first rows, never their XML.
func TestHeldMemory(t *testing.T) {
	before, behind, _ := strings.Cut(worksheet("|"), "|")
	sparse := `<row><c t="inlineStr"><is><t>甲</t></is></c>` + strings.Repeat(`<c s="1"/>`, 8_000) + `</row>` // 80 KB
	for name, raw := range map[string][]byte{
		"small sheets": manySheets(t, 30, repeated{before, sparse, behind, 60}),
		"large sheets": manySheets(t, 20, repeated{before, sparse, behind, 130}),
	} {
		t.Run(name, func(t *testing.T) {
			held := heapAfter()
			book := read(t, raw)
			if held = heapAfter() - held; held > 50<<20 {
				t.Errorf("holds %d MB", held>>20)
			}
			for _, table := range book.Tables {
				if n := len(rowsOf(table)); n != 60 && n != 130 {
					t.Fatalf("%d rows", n)
				}
			}
			runtime.KeepAlive(raw)
		})
	}
}

func heapAfter() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestTooMuchToHold(t *testing.T) {
	wide := `<row><c t="s"><v>0</v></c>` + strings.Repeat("<c/>", 16_382) + `<c t="s"><v>0</v></c></row>`
	before, behind, _ := strings.Cut(worksheet("|"), "|")
	refused(t, manySheets(t, 3, repeated{before, wide, behind, 130}), huge)
	refused(t, manySheets(t, 3, repeated{before + `</sheetData><mergeCells>`, `<mergeCell ref="A1:B1"/>`, `</mergeCells></worksheet>`, 70_000}), huge)
	long := `<row><c t="inlineStr"><is><t>` + strings.Repeat("长", 80_000) + `</t></is></c></row>`
	refused(t, manySheets(t, 4, repeated{before, long, behind, 128}), huge)
}
