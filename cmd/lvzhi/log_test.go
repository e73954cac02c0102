package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func logLines(t *testing.T, data string) []map[string]any {
	t.Helper()
	f, err := os.Open(filepath.Join(data, "logs", "lvzhi.log"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []map[string]any
	for each := bufio.NewScanner(f); each.Scan(); {
		var line map[string]any
		if err := json.Unmarshal(each.Bytes(), &line); err != nil {
			t.Fatalf("%s: %v", each.Text(), err)
		}
		lines = append(lines, line)
	}
	return lines
}

// The log says what ran and how it ended, and no private number, whatever a
// file is called or an error repeats.
func TestLogFile(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	const number, phone = "410901199003071234", "13812345678"
	file := filepath.Join(dir, "濮阳市2024年9月述职测评"+number+".csv")
	if err := os.WriteFile(file, []byte("姓名,述职日期,有效票,满意,基本满意,不满意,弃权\n张三,2024-09-09,10,9,1,0,0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	lvzhi(t, "--data", data, "ingest", file)
	lvzhi(t, "--data", data, "transform")
	lvzhi(t, "--data", data, "sql", "select * from marts.deputy where deputy_name = '"+phone+"' and nothing = 1")
	lvzhi(t, "--data", data, "ingest", filepath.Join(dir, number))
	raw, err := os.ReadFile(filepath.Join(data, "logs", "lvzhi.log"))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []string{number, phone} {
		if bytes.Contains(raw, []byte(n)) {
			t.Errorf("%s stands in the log:\n%s", n, raw)
		}
	}
	lines := logLines(t, data)
	ends := map[string][]any{}
	for _, l := range lines {
		if l["msg"] == "end" {
			ends[l["command"].(string)] = append(ends[l["command"].(string)], l["exit"])
		}
	}
	if e := ends["lvzhi ingest"]; len(e) != 2 || e[1] != float64(exitUsage) {
		t.Errorf("ingest ended %v", e)
	}
	if e := ends["lvzhi sql"]; len(e) != 1 || e[0] == float64(exitDone) {
		t.Errorf("sql ended %v", e)
	}
	last := lines[len(lines)-1]
	if text, _ := last["error"].(string); !strings.Contains(text, "找不到") || !strings.Contains(text, "〔已略去〕") || last["time"] != "2024-10-20T09:00:00Z" {
		t.Errorf("the last line is %v", last)
	}
	if info, err := os.Stat(filepath.Join(data, "logs", "lvzhi.log")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// Nothing is written where there is no workspace.
func TestNoLogWithoutWorkspace(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("manifests", 0o700); err != nil { // where one stands is no workspace unless it is named
		t.Fatal(err)
	}
	for _, args := range [][]string{{"version"}, {"--data", "x", "lake", "files"}, {"--data", "x", "sql", "select 1"}, {"nonsense"}, {}} {
		lvzhi(t, args...)
	}
	if left, err := os.ReadDir("."); err != nil || len(left) != 1 {
		t.Errorf("left %v, %v", left, err)
	}
}

// The log is turned over by size, and few old ones are kept.
func TestLogTurnsOver(t *testing.T) {
	data := t.TempDir()
	if err := os.Mkdir(filepath.Join(data, "manifests"), 0o700); err != nil {
		t.Fatal(err)
	}
	d := &diary{room: data}
	defer d.shut()
	line := []byte(strings.Repeat("x", 1023) + "\n")
	for range 7 * logLimit / len(line) {
		if _, err := d.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(data, "logs", "*"))
	if err != nil || len(files) != logFiles {
		t.Errorf("files %v, %v", files, err)
	}
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || info.Size() > logLimit+1024 || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f, info, err)
		}
	}
}
