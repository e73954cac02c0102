package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lvzhi/internal/lake"
)

// A workspace of the first release: read as it is, written to after an
// upgrade, backed up and restored in its own form.
func TestUpgrade(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	if err := os.CopyFS(data, os.DirFS(filepath.Join("..", "..", "internal", "lake", "testdata", "format1"))); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "鹤壁市2024年9月述职测评.csv")
	if err := os.WriteFile(file, []byte("姓名,述职日期,有效票,满意,基本满意,不满意,弃权\n张三,2024-09-09,10,9,1,0,0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	old, upgraded := filepath.Join(dir, "old.tar.zst"), filepath.Join(dir, "restored")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"lake", "batches"}, exitDone, "00000003-6505a38e"},
		{[]string{"transform"}, exitDone, "数据版本第3号"},
		{[]string{"ingest", file}, exitUsage, "这个工作区是旧版 lvzhi 写的（格式1），请先运行 lvzhi upgrade 升级到格式2"},
		{[]string{"undo", "00000003-6505a38e"}, exitUsage, "请先运行 lvzhi upgrade"},
		{[]string{"doctor"}, exitAttention, "格式1，是旧版写的，只能看、不能写"},
		{[]string{"backup", old}, exitDone, "已逐个核对；数据版本第3号"},
		{[]string{"upgrade"}, exitDone, "已从格式1升级到格式2，数据没有变"},
		{[]string{"upgrade"}, exitDone, "已经是格式2，不用升级"},
		{[]string{"verify"}, exitDone, "都完好"},
		{[]string{"ingest", file}, exitDone, "数据版本第4号"},
		{[]string{"undo", "00000003-6505a38e"}, exitDone, "前一份批次00000001-4a403f76恢复有效"},
		{[]string{"restore", old, upgraded}, exitDone, "这是旧版的工作区，请先运行 lvzhi --data " + upgraded + " upgrade"},
		{[]string{"--data", upgraded, "upgrade"}, exitDone, "升级到格式2"},
		{[]string{"--data", filepath.Join(dir, "nothing"), "upgrade"}, exitDone, "还没有数据，不用升级"},
	} {
		args := append([]string{"--data", data}, c.args...)
		code, out, said := lvzhi(t, args...)
		if code != c.code || !strings.Contains(out+said, c.says) {
			t.Errorf("%v exits %d: %s%s", c.args, code, out, said)
		}
	}
	if state, err := lake.Read(data, 0); err != nil || state.Number != 5 || len(state.Files) != 4 {
		t.Errorf("%+v, %v", state, err)
	}
}
