package demo

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"lvzhi/contracts"
	"lvzhi/data"
)

// strangers writes the files that must be refused, each for its own reason.
func strangers(dir string, seed uint64, last time.Time, t *Truth) error {
	y, m := last.Year(), int(last.Month())
	header := "姓名,级别,测评时间,参评人数,发出,收回,有效,满意,基本满意,不满意,弃权\r\n"
	row := fmt.Sprintf("甲乙丙,市级,%d-%02d-12,30,30,30,30,28,1,1,0\r\n", y, m)
	whole, err := xlsxBytes([]*grid{strangerGrid(last)})
	if err != nil {
		return err
	}
	r := stream(seed, "strangers", "junk")
	junk := make([]byte, 4096)
	for i := range junk {
		junk[i] = byte(r.IntN(256))
	}
	for _, s := range []struct {
		kind, path string
		raw        []byte
	}{
		{"other_province", fmt.Sprintf("石家庄市%d年%d月人大代表述职满意度测评情况统计表.csv", y, m),
			[]byte(fmt.Sprintf("石家庄市%d年%d月人大代表述职满意度测评情况统计表\r\n", y, m) + header + row)},
		{"two_prefectures", fmt.Sprintf("郑州市、开封市%d年%d月人大代表述职满意度测评情况统计表.csv", y, m),
			[]byte(fmt.Sprintf("郑州市、开封市%d年%d月人大代表述职满意度测评情况统计表\r\n", y, m) + header + row)},
		{"empty", fmt.Sprintf("鹤壁市/鹤壁市%d年%d月人大代表述职满意度测评情况统计表（空）.csv", y, m), nil},
		{"binary_junk", fmt.Sprintf("信阳市/信阳市%d年%d月代表述职测评（损坏）.xlsx", y, m), junk},
		{"truncated", fmt.Sprintf("郑州市/郑州市%d年%d月代表述职测评（传输中断）.xlsx", y, m), whole[:len(whole)*3/5]},
		{"no_header", fmt.Sprintf("驻马店市/驻马店市%d年%d月代表述职情况说明.csv", y, m),
			[]byte(fmt.Sprintf("驻马店市%d年%d月代表述职情况说明\r\n本月组织代表向原选区选民述职，\r\n总体情况较好，具体数据另报。\r\n", y, m))},
	} {
		if err := put(dir, s.path, s.raw); err != nil {
			return err
		}
		t.Refused = append(t.Refused, Refused{s.path, s.kind})
		t.Files = append(t.Files, File{Path: s.path, Status: "refused"})
	}
	return nil
}

func strangerGrid(last time.Time) *grid {
	g := &grid{name: "Sheet1"}
	g.text(titleLine, fmt.Sprintf("郑州市%d年%d月代表述职测评情况", last.Year(), int(last.Month())))
	for range 40 {
		g.text(textLine, "占位")
	}
	return g
}

// issue puts the sample issue of 《代表工作》 into the inbox.
func issue(dir string, t *Truth) error {
	raw, err := data.Samples.ReadFile("samples/daibiao-gongzuo-2024-26.txt")
	if err != nil {
		return fmt.Errorf("read sample issue: %w", err)
	}
	const path = "代表工作第26期.txt"
	t.Files = append(t.Files, File{Path: path, Dataset: contracts.FromBulletin, Period: "2024-07", Status: "accepted"})
	return put(dir, path, raw)
}

func duplicate(dir, from, to string) error {
	raw, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(from)))
	if err != nil {
		return fmt.Errorf("read for a copy: %w", err)
	}
	return put(dir, to, raw)
}
