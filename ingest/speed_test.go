package ingest

import (
	"archive/zip"
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"lvzhi/contracts"
	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
)

// The speed of one large csv, as a ratio to DuckDB's own typed COPY of the
// same file on two threads. Each side runs in a process of its own, so that
// their peak memory can be told too. SPEED_ROWS sets the rows.

const speedRows = 500_000

func rowsWanted() int {
	if n, err := strconv.Atoi(os.Getenv("SPEED_ROWS")); err == nil {
		return n
	}
	return speedRows
}

// activitiesCSV writes a file of activities, about 110 bytes a row.
func activitiesCSV(path, month string, rows int, gb bool) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriterSize(file, 1<<20)
	write := out.WriteString
	if gb {
		encoder := simplifiedchinese.GB18030.NewEncoder().Writer(out)
		write = func(s string) (int, error) { return encoder.Write([]byte(s)) }
	}
	surnames, given := []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"), []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文辉建国玉兰志红梅云波鑫宇婷雪")
	counties := []string{"华龙区", "清丰县", "南乐县", "范县", "台前县", "濮阳县"}
	titles := []string{"人大代表联络站接待选民", "乡镇人大代表小组学习活动", "专题调研乡村振兴", "视察重点民生实事项目", "开展执法检查活动", "列席常委会会议"}
	kinds := []string{"学习", "视察", "调研", "接待选民", "执法检查", "列席"}
	if _, err := write("姓名,代表层级,县区,活动日期,活动名称,活动类型,组织单位,活动地点,出席情况,参加人次\n"); err != nil {
		return err
	}
	for i := range rows {
		h := uint32(i) * 2654435761
		name := string([]rune{surnames[h>>3%30], given[h>>9%39], given[h>>17%39]})
		if _, err := write(fmt.Sprintf("%s,县级,%s,%s-%02d,%s第%d次,%s,%s人大常委会,第%d联络站,出席,%d\n",
			name, counties[i/7%6], month, i%28+1, titles[i%6], i/180, kinds[i%6], counties[i/7%6], i%211, i%40)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// activitiesXLSX writes the same kind of rows as Excel does: twelve columns,
// texts shared, dates as styled numbers.
func activitiesXLSX(path string, rows int) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	const head, space = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	archive := zip.NewWriter(file)
	part := func(name, content string) {
		if w, partErr := archive.Create(name); partErr == nil {
			_, partErr = io.WriteString(w, head+content)
			err = errors.Join(err, partErr)
		}
	}
	part("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`)
	part("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	part("xl/workbook.xml", `<workbook `+space+` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="活动" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)
	numbers, shared := map[string]int{}, &strings.Builder{}
	number := func(text string) int {
		n, there := numbers[text]
		if !there {
			n = len(numbers)
			numbers[text] = n
			shared.WriteString("<si><t>" + text + "</t></si>")
		}
		return n
	}
	sheet, partErr := archive.Create("xl/worksheets/sheet1.xml")
	if partErr != nil {
		return partErr
	}
	out := bufio.NewWriterSize(sheet, 1<<20)
	fmt.Fprintf(out, `%s<worksheet %s><sheetData>`, head, space)
	row := func(r int, cells []any) {
		fmt.Fprintf(out, `<row r="%d" spans="1:12">`, r)
		for c, v := range cells {
			if text, ok := v.(string); ok {
				fmt.Fprintf(out, `<c r="%c%d" s="1" t="s"><v>%d</v></c>`, 'A'+c, r, number(text))
			} else {
				fmt.Fprintf(out, `<c r="%c%d" s="2"><v>%d</v></c>`, 'A'+c, r, v)
			}
		}
		out.WriteString(`</row>`)
	}
	row(1, []any{"序号", "姓名", "代表层级", "县区", "活动日期", "活动名称", "活动类型", "组织单位", "活动地点", "出席情况", "参加人次", "备注"})
	counties, kinds := []string{"华龙区", "清丰县", "南乐县", "范县", "台前县", "濮阳县"}, []string{"学习", "视察", "调研", "接待选民", "执法检查", "列席"}
	surnames, given := []rune("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"), []rune("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文辉建国玉兰志红梅云波鑫宇婷雪")
	for i := range rows {
		h := uint32(i) * 2654435761
		row(i+2, []any{i + 1, string([]rune{surnames[h>>3%30], given[h>>9%39], given[h>>17%39]}), "县级", counties[i/7%6], 45_536 + i%30, fmt.Sprintf("%s活动第%d次", kinds[i%6], i/180),
			kinds[i%6], counties[i/7%6] + "人大常委会", fmt.Sprintf("第%d联络站", i%211), "出席", i % 40, fmt.Sprintf("第%d组", i%900)})
	}
	out.WriteString(`</sheetData></worksheet>`)
	err = errors.Join(err, out.Flush())
	part("xl/sharedStrings.xml", `<sst `+space+`>`+shared.String()+`</sst>`)
	return errors.Join(err, archive.Close())
}

// child runs one side in a process of its own.
func child(b testing.TB, side, path string) (wall, cpu time.Duration, peakMB float64) {
	c := exec.Command(os.Args[0], "-test.run", "^TestSpeedChild$", "-test.v")
	c.Env = append(os.Environ(), "SPEED_SIDE="+side, "SPEED_FILE="+path, "SPEED_ROOT="+filepath.Join(b.TempDir(), side))
	start := time.Now()
	if out, err := c.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS") {
		b.Fatalf("%s: %v\n%s", side, err, out)
	}
	wall = time.Since(start)
	usage, _ := c.ProcessState.SysUsage().(*syscall.Rusage)
	return wall, c.ProcessState.UserTime() + c.ProcessState.SystemTime(), float64(usage.Maxrss) / 1024
}

// TestSpeedChild is the process that child starts; by itself it takes a small
// file in.
func TestSpeedChild(t *testing.T) {
	side, path, root := os.Getenv("SPEED_SIDE"), os.Getenv("SPEED_FILE"), os.Getenv("SPEED_ROOT")
	if side == "" {
		side, root = "ingest", t.TempDir()
		path = filepath.Join(t.TempDir(), "濮阳市2024年9月履职活动.csv")
		if err := activitiesCSV(path, "2024-09", 1_000, false); err != nil {
			t.Fatal(err)
		}
	}
	switch side {
	case "duckdb":
		copyByDuckDB(t, path, root)
		return
	case "excelize":
		readByExcelize(t, path)
		return
	}
	defer Frugal()()
	datasets, err := contracts.Datasets()
	if err != nil {
		t.Fatal(err)
	}
	w, err := lake.OpenWriter(context.Background(), root, "speed", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	r := &Receiver{Lake: w, Datasets: datasets, Places: province18(t), Log: slog.New(slog.DiscardHandler), Originals: Originals{None: true},
		Now: func() time.Time { return time.Date(2024, 10, 8, 12, 0, 0, 0, time.UTC) }}
	var paths []string
	if err := filepath.WalkDir(path, func(p string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			paths = append(paths, p)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	check := func(_ int, all []Outcome) {
		if len(all) != 1 || all[0].Status != Accepted || all[0].Accepted == 0 || !all[0].Clean() && side != "any" {
			t.Fatalf("%.600v, %v", fmt.Sprint(all), err)
		}
	}
	if side == "one by one" {
		for i, p := range paths {
			all, err := r.Receive(context.Background(), p, Hints{})
			if err != nil {
				t.Fatal(err)
			}
			check(i, all)
		}
		return
	}
	if err := r.ReceiveAll(context.Background(), paths, Hints{}, check); err != nil {
		t.Fatal(err)
	}
}

func readByExcelize(t *testing.T, path string) {
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			t.Fatal(err)
		}
	}
}

func copyByDuckDB(t *testing.T, path, root string) {
	if err := os.MkdirAll(root, 0o700); err != nil {
		t.Fatal(err)
	}
	db, err := warehouse.Create(context.Background(), filepath.Join(root, "x.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []string{"set threads = 2", "copy (select * from read_csv(" + warehouse.Literal(path) + `, header = true, columns = {
		'deputy_name': 'varchar', 'level': 'varchar', 'county': 'varchar', 'activity_date': 'date', 'title': 'varchar', 'kind': 'varchar', 'organizer': 'varchar', 'place': 'varchar', 'attendance': 'varchar', 'person_times': 'bigint'}
		)) to ` + warehouse.Literal(filepath.Join(root, "x.parquet")) + " (format parquet, compression zstd)"} {
		if err := db.Exec(context.Background(), q); err != nil {
			t.Fatal(err)
		}
	}
}

// BenchmarkCSV reports how much longer than DuckDB's COPY a file takes that is
// checked cell by cell; x-duckdb-gb18030 is a file in that encoding against
// DuckDB's COPY of the same rows in UTF-8.
func BenchmarkCSV(b *testing.B) {
	dir, rows := b.TempDir(), rowsWanted()
	utf8, gb := filepath.Join(dir, "濮阳市2024年9月履职活动.csv"), filepath.Join(dir, "濮阳市2024年9月履职活动（国标码）.csv")
	for path, coded := range map[string]bool{utf8: false, gb: true} {
		if err := activitiesCSV(path, "2024-09", rows, coded); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		duck, _, duckMB := child(b, "duckdb", utf8)
		ours, cpu, oursMB := child(b, "ingest", utf8)
		coded, _, _ := child(b, "ingest", gb)
		b.ReportMetric(ours.Seconds()/duck.Seconds(), "x-duckdb")
		b.ReportMetric(coded.Seconds()/duck.Seconds(), "x-duckdb-gb18030")
		b.ReportMetric(float64(rows)/ours.Seconds(), "rows/s")
		b.ReportMetric(cpu.Seconds(), "cpu-s")
		b.ReportMetric(oursMB, "MB")
		b.ReportMetric(duckMB, "MB-duckdb")
	}
}

// BenchmarkXLSX takes a workbook of 300,000 rows in, checked and written to
// Parquet: x-excelize is its processor time as a part of what excelize takes
// only to read it.
func BenchmarkXLSX(b *testing.B) {
	path, rows := filepath.Join(b.TempDir(), "濮阳市2024年9月履职活动.xlsx"), min(rowsWanted(), 300_000)
	if err := activitiesXLSX(path, rows); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		_, theirs, theirsMB := child(b, "excelize", path)
		_, ours, oursMB := child(b, "ingest", path)
		b.ReportMetric(ours.Seconds()/theirs.Seconds(), "x-excelize")
		b.ReportMetric(float64(rows)/ours.Seconds(), "rows/cpu-s")
		b.ReportMetric(oursMB, "MB")
		b.ReportMetric(theirsMB, "MB-excelize")
	}
}

// BenchmarkFlat reports what a row costs in a large file, as a multiple of
// what it costs in one of ten thousand rows.
func BenchmarkFlat(b *testing.B) {
	dir, large := b.TempDir(), rowsWanted()
	cost := func(rows int) float64 {
		path := filepath.Join(dir, strconv.Itoa(rows), "濮阳市2024年9月履职活动.csv")
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			b.Fatal(err)
		}
		if err := activitiesCSV(path, "2024-09", rows, false); err != nil {
			b.Fatal(err)
		}
		_, cpu, _ := child(b, "ingest", path)
		return cpu.Seconds() / float64(rows)
	}
	for b.Loop() {
		b.ReportMetric(cost(large)/cost(10_000), "x-10k")
	}
}

// BenchmarkFolder takes 500 files in, and reports the time against taking them
// one by one, and how many cores were busy.
func BenchmarkFolder(b *testing.B) {
	inbox := filepath.Join(b.TempDir(), "inbox")
	counties := []string{"华龙区", "清丰县", "南乐县", "范县", "台前县", "濮阳县"}
	for i := range 500 {
		dir := filepath.Join(inbox, strconv.Itoa(i))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			b.Fatal(err)
		}
		if err := activitiesCSV(filepath.Join(dir, fmt.Sprintf("%s%d年%d月履职活动.csv", counties[i%6], 2017+i/72, 1+i/6%12)), fmt.Sprintf("%d-%02d", 2017+i/72, 1+i/6%12), 2_000, false); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		alone, _, _ := child(b, "one by one", inbox)
		ahead, cpu, _ := child(b, "ingest", inbox)
		b.ReportMetric(ahead.Seconds()/alone.Seconds(), "x-alone")
		b.ReportMetric(cpu.Seconds()/ahead.Seconds(), "cores")
	}
}
