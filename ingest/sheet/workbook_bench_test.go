//go:build unix

package sheet_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"lvzhi/ingest/sheet"
)

// activities writes a workbook as Excel does: 12 columns, half of them shared
// texts, with styles and spans.
func activities(t testing.TB, rows int) []byte {
	t.Helper()
	texts := newTextTable()
	var sheetXML bytes.Buffer
	w := bufio.NewWriter(&sheetXML)
	w.WriteString(xmlHead + `<worksheet ` + mainSpace + ` ` + officeSpace + `><dimension ref="A1"/><sheetData>`)
	for r := 1; r <= rows; r++ {
		fmt.Fprintf(w, `<row r="%d" spans="1:12" ht="15.75" x14ac:dyDescent="0.25">`, r)
		for c, text := range []string{"", fmt.Sprintf("县区%d", r%160), fmt.Sprintf("代表%d", r*7919%50_000), "", fmt.Sprintf("类别%d", r%12), fmt.Sprintf("第%d次活动", r%3_000),
			"", []string{"出席", "请假", "缺席"}[r%3], "", "", fmt.Sprintf("地点%d", r%700), fmt.Sprintf("备注%d", r)} {
			if text != "" {
				fmt.Fprintf(w, `<c r="%s" s="%d" t="s"><v>%d</v></c>`, sheet.Address(c, r), c, texts.number(text))
			} else {
				fmt.Fprintf(w, `<c r="%s" s="%d"><v>%v</v></c>`, sheet.Address(c, r), c, []float64{float64(r), 2024, 45_000 + float64(r%365), float64(r%100) / 8}[c/3])
			}
		}
		w.WriteString(`</row>`)
	}
	w.WriteString(`</sheetData></worksheet>`)
	must(t, w.Flush())
	parts := xlsxParts(sheetXML.String())
	parts["[Content_Types].xml"] = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
	parts["xl/sharedStrings.xml"] = texts.xml()
	return zipOf(t, parts)
}

type textTable struct {
	numbers map[string]int
	xmlText bytes.Buffer
}

func newTextTable() *textTable { return &textTable{numbers: map[string]int{}} }

func (t *textTable) number(text string) int {
	n, there := t.numbers[text]
	if !there {
		n = len(t.numbers)
		t.numbers[text] = n
		fmt.Fprintf(&t.xmlText, `<si><t>%s</t><phoneticPr fontId="1" type="noConversion"/></si>`, text)
	}
	return n
}

func (t *textTable) xml() string {
	return xmlHead + `<sst ` + mainSpace + `>` + t.xmlText.String() + `</sst>`
}

func processorTime() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// heapPeak watches the heap while something runs.
func heapPeak(run func()) (peak uint64) {
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	var stop atomic.Bool
	done := make(chan uint64)
	go func() {
		highest := uint64(0)
		for !stop.Load() {
			var now runtime.MemStats
			runtime.ReadMemStats(&now)
			highest = max(highest, now.HeapInuse)
			time.Sleep(5 * time.Millisecond)
		}
		done <- highest
	}()
	run()
	stop.Store(true)
	if peak = <-done; peak > before.HeapInuse {
		return peak - before.HeapInuse
	}
	return 0
}

func readOurs(t testing.TB, raw []byte) (rows int) {
	book, err := sheet.Read(raw)
	must(t, err, book.Tables[0].Each(func(*sheet.Row) error { rows++; return nil }))
	return rows
}

func readTheirs(t testing.TB, raw []byte) (rows int) {
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{RawCellValue: true})
	must(t, err)
	defer f.Close()
	found, err := f.Rows(f.GetSheetName(0))
	must(t, err)
	for found.Next() {
		_, err := found.Columns()
		must(t, err)
		rows++
	}
	must(t, found.Close())
	return rows
}

// BenchmarkWorkbook reads 300,000 rows of 12 columns: x-excelize is our
// processor time as a part of excelize's, for the same file in the same run.
func BenchmarkWorkbook(b *testing.B) {
	rows := 300_000
	if testing.Short() {
		rows = 20_000
	}
	raw := activities(b, rows)
	before := processorTime()
	if n := readTheirs(b, raw); n != rows {
		b.Fatalf("excelize read %d rows", n)
	}
	theirs := processorTime() - before
	peak := heapPeak(func() { readOurs(b, raw) })
	runtime.GC()
	before = processorTime()
	for b.Loop() {
		if n := readOurs(b, raw); n != rows {
			b.Fatalf("read %d rows", n)
		}
	}
	ours := (processorTime() - before) / time.Duration(b.N)
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x-excelize")
	b.ReportMetric(float64(rows)/ours.Seconds(), "rows/cpu-s")
	b.ReportMetric(float64(peak)/1e6, "peak-MB")
	b.ReportMetric(float64(len(raw))/1e6, "file-MB")
}

// Sheets far larger than what is held are read in little memory.
func TestMemoryOfALargeSheet(t *testing.T) {
	raw := activities(t, 60_000)
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	must(t, err)
	unpacked := uint64(0)
	for _, f := range archive.File {
		unpacked += f.UncompressedSize64
	}
	if peak := heapPeak(func() { readOurs(t, raw) }); peak > 40<<20 {
		t.Errorf("%d MB of heap for a sheet of %d MB", peak>>20, unpacked>>20)
	}
}
