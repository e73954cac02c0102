//go:build unix

package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Under the widest umask what the program writes into a workspace is its owner's
// only: lake, receipts, manifests, the warehouse, pages, the log, and what a
// restore writes.
func TestFilesAreTheOwnersOnly(t *testing.T) {
	dir := t.TempDir()
	data, fresh, backup := filepath.Join(dir, "data"), filepath.Join(dir, "fresh"), filepath.Join(dir, "usb", "b.tar.zst")
	file := filepath.Join(dir, "濮阳市2024年9月述职测评.csv")
	if err := os.WriteFile(file, []byte("姓名,述职日期,有效票,满意,基本满意,不满意,弃权\n张三,2024-09-09,10,9,1,0,0\n李四,2024-09-09,10,9,1,9,0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"ingest", file}, {"ingest", os.DevNull}, {"transform"}, {"report", "monthly", "--period", "2024-09"}, {"gc", "--grace", "0"}, {"doctor"},
		{"backup", backup, "--with-warehouse"}, {"restore", backup, fresh}, {"raw", "key", "-o", filepath.Join(dir, "usb", "key")},
		{"dictionary", "-o", filepath.Join(dir, "usb", "dictionary.html")}, {"lake", "export", filepath.Join(dir, "usb", "marts"), "--marts"},
	} {
		c := exec.Command("sh", append([]string{"-c", `umask 000; exec "$0" "$@"`, os.Args[0], "--data", data}, args...)...)
		c.Env = append(os.Environ(), "LVZHI_AS_PROGRAM=1")
		if code, said := ended(t, c); code != exitDone && code != exitAttention {
			t.Fatalf("%v exits %d: %s", args, code, said)
		}
	}
	rooms := map[string]int{}
	for _, top := range []string{data, fresh, filepath.Join(dir, "usb")} {
		err := filepath.WalkDir(top, func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := e.Info()
			want := fs.FileMode(0o600)
			if e.IsDir() {
				want = 0o700
			}
			if err == nil && info.Mode().Perm() != want {
				t.Errorf("%s has mode %v", path, info.Mode())
			}
			rel, _ := filepath.Rel(data, path)
			if filepath.Ext(rel) != "" || !e.IsDir() {
				rooms[filepath.ToSlash(filepath.Dir(rel))]++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, room := range []string{"logs", "manifests", "raw", "warehouse", "reports/2024-09", "lake/votes/unit=410900/period=2024-09", "quarantine/votes/unit=410900/period=2024-09"} {
		if rooms[room] == 0 {
			t.Errorf("nothing was written to %s: %v", room, rooms)
		}
	}
}
