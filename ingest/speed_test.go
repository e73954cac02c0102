package ingest

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

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
func activitiesCSV(path string, rows int, gb bool) error {
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
		if _, err := write(fmt.Sprintf("%s,县级,%s,2024-09-%02d,%s第%d次,%s,%s人大常委会,第%d联络站,出席,%d\n",
			name, counties[i/7%6], i%30+1, titles[i%6], i/180, kinds[i%6], counties[i/7%6], i%211, i%40)); err != nil {
			return err
		}
	}
	return out.Flush()
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
		if err := activitiesCSV(path, 1_000, false); err != nil {
			t.Fatal(err)
		}
	}
	if side == "duckdb" {
		copyByDuckDB(t, path, root)
		return
	}
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
	all, err := r.Receive(context.Background(), path, Hints{})
	if err != nil || len(all) != 1 || all[0].Status != Accepted || all[0].Accepted == 0 || !all[0].Clean() {
		t.Fatalf("%.600v, %v", fmt.Sprint(all), err)
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
		if err := activitiesCSV(path, rows, coded); err != nil {
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
