//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"lvzhi/internal/lake"
)

// These tests injure the machine under the program: after each the lake is
// whole, the user is told in one sentence, and the same command ends the job
// once the machine is well.

// ended runs a command to its end.
func ended(t *testing.T, c *exec.Cmd) (code int, said string) {
	t.Helper()
	var out bytes.Buffer
	c.Stderr = &out
	if err := c.Run(); err != nil && c.ProcessState == nil {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), out.String()
}

func wholeLake(t *testing.T, data string) {
	t.Helper()
	checkLake(t, data)
	if code, out, said := lvzhi(t, "--data", data, "verify"); code != exitDone {
		t.Errorf("verify exits %d: %s%s", code, out, said)
	}
}

// smallDisk is a file system of its own with so much room; ok is false where
// this user may mount none.
func smallDisk(t *testing.T, room string) (dir string, grow func(room string), ok bool) {
	t.Helper()
	dir = t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+room, "lvzhi", dir).Run(); err != nil {
		return "", nil, false
	}
	t.Cleanup(func() { _ = exec.Command("umount", dir).Run() })
	return dir, func(room string) {
		if err := exec.Command("mount", "-o", "remount,size="+room, dir).Run(); err != nil {
			t.Fatal(err)
		}
	}, true
}

func TestDiskFull(t *testing.T) {
	inbox := smallInbox(t)
	reference := filepath.Join(t.TempDir(), "data")
	took(t, "--data", reference, "ingest", inbox)
	t.Run("no file may grow", func(t *testing.T) { // every user can try this
		data := filepath.Join(t.TempDir(), "data")
		c := exec.Command("sh", "-c", `ulimit -f 10; exec "$0" "$@"`, os.Args[0], "--data", data, "ingest", inbox) // blocks of 512 bytes
		c.Env = append(os.Environ(), "LVZHI_AS_PROGRAM=1")
		if code, said := ended(t, c); code != exitFault || !strings.Contains(said, "没有写完") || !strings.Contains(said, "文件超过了这个磁盘容许的大小") {
			t.Errorf("exit %d: %s", code, said)
		}
		wholeLake(t, data)
		took(t, "--data", data, "ingest", inbox)
		sameLake(t, reference, data)
	})
	disk, grow, ok := smallDisk(t, "700k")
	if !ok {
		t.Log("no file system of our own may be mounted here: only the limit on a file's size was tried")
		return
	}
	data := filepath.Join(disk, "data")
	code, said := ended(t, program("--data", data, "ingest", inbox))
	if code != exitFault || !strings.Contains(said, "没有写完") || !strings.Contains(said, "磁盘满了，请腾出空间后重新运行") {
		t.Errorf("exit %d: %s", code, said)
	}
	wholeLake(t, data)
	if state, err := lake.Read(data, 0); err != nil || state.Number < 2 {
		t.Errorf("the disk was full before anything was in: %v", err)
	}
	grow("64m")
	took(t, "--data", data, "ingest", inbox)
	wholeLake(t, data)
	sameLake(t, reference, data)
	t.Run("transform", func(t *testing.T) { fullTransform(t, disk, data) })
	t.Run("backup", func(t *testing.T) { fullBackup(t, disk, reference, inbox) })
}

// fill leaves so many bytes free on a disk.
func fill(t *testing.T, disk string, leave int64) (free func()) {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(disk, &s); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(disk, "ballast")
	if err := os.WriteFile(path, make([]byte, int64(s.Bavail)*int64(s.Bsize)-leave), 0o600); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

func fullTransform(t *testing.T, disk, data string) {
	took(t, "--data", data, "transform")
	want := answer(t, data)
	free := fill(t, disk, 300<<10)
	if code, said := ended(t, program("--data", data, "transform")); code != exitFault || !strings.Contains(said, "上一次的结果仍然有效：磁盘满了") {
		t.Errorf("exit %d: %s", code, said)
	}
	if got := answer(t, data); got != want {
		t.Errorf("the last build answers %s, not %s", got, want)
	}
	free()
	took(t, "--data", data, "transform")
}

func fullBackup(t *testing.T, disk, data, inbox string) {
	free := fill(t, disk, 16<<10)
	usb := filepath.Join(disk, "usb")
	if code, said := ended(t, program("--data", data, "backup", usb)); code != exitFault || !strings.Contains(said, "没有备份成") || !strings.Contains(said, "磁盘满了") {
		t.Errorf("backup exits %d: %s", code, said)
	}
	if left, err := os.ReadDir(usb); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
	backup := filepath.Join(t.TempDir(), "b.tar.zst")
	took(t, "--data", data, "backup", backup)
	if code, said := ended(t, program("restore", backup, filepath.Join(disk, "new"))); code != exitFault || !strings.Contains(said, "磁盘放不下：恢复至少需要") {
		t.Errorf("restore exits %d: %s", code, said)
	}
	if left, _ := filepath.Glob(filepath.Join(disk, "new*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	free()
	took(t, "restore", backup, filepath.Join(disk, "new"))
}

// nobody runs the program as a user whom permissions bind; root is bound by
// none.
func nobody(t *testing.T, folder string) func(args ...string) *exec.Cmd {
	t.Helper()
	if os.Geteuid() != 0 {
		return program
	}
	binary := filepath.Join(folder, "lvzhi")
	if err := os.Link(os.Args[0], binary); err != nil {
		copied, err := os.ReadFile(os.Args[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(binary, copied, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	const uid = 65534
	if err := errors.Join(os.Chmod(binary, 0o755), os.Chown(folder, uid, uid)); err != nil {
		t.Fatal(err)
	}
	return func(args ...string) *exec.Cmd {
		c := exec.Command(binary, args...)
		c.Env = []string{"LVZHI_AS_PROGRAM=1", "HOME=" + folder}
		c.Dir = folder
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: uid}}
		return c
	}
}

func TestPermissionDenied(t *testing.T) {
	folder, err := os.MkdirTemp("", "lvzhi") // t.TempDir lies where only its owner may go
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	run := nobody(t, folder)
	data, inbox := filepath.Join(folder, "data"), filepath.Join(folder, "inbox")
	if err := os.CopyFS(inbox, os.DirFS(smallInbox(t))); err != nil {
		t.Fatal(err)
	}
	if err := exec.Command("chmod", "-R", "a+rX", inbox).Run(); err != nil {
		t.Fatal(err)
	}
	first := filepath.Join(inbox, "郑州市2024年1月述职测评.csv")
	if code, said := ended(t, run("--data", data, "ingest", first)); code != exitDone && code != exitAttention {
		t.Fatalf("exit %d: %s", code, said)
	}
	for _, c := range []struct {
		locked, says string
		args         []string
	}{
		{"lake", "没有写完，此前的0个文件已完成：没有权限", []string{"ingest", filepath.Join(inbox, "郑州市2024年2月述职测评.csv")}},
		{"receipts", "没有权限，请检查文件夹属于谁、能不能写", []string{"ingest", filepath.Join(inbox, "开封市2024年2月述职测评.csv")}},
		{"manifests", "没有权限", []string{"ingest", filepath.Join(inbox, "开封市2024年3月述职测评.csv")}},
		{"manifests", "没有权限", []string{"undo", "00000001-00000000"}},
		{"manifests", "没有清理完，数据没有受影响", []string{"gc"}},
	} {
		room := filepath.Join(data, c.locked)
		if err := exec.Command("chmod", "-R", "a-w", room).Run(); err != nil {
			t.Fatal(err)
		}
		code, said := ended(t, run(append([]string{"--data", data}, c.args...)...))
		if code != exitFault || !strings.Contains(said, c.says) {
			t.Errorf("%s is locked, %s exits %d: %s", c.locked, c.args[0], code, said)
		}
		wholeLake(t, data)
		if err := exec.Command("chmod", "-R", "u+w", room).Run(); err != nil {
			t.Fatal(err)
		}
	}
	// a workspace that may only be read can be read, without a log
	if err := exec.Command("chmod", "-R", "a-w", data).Run(); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"verify"}, {"lake", "batches"}, {"gc", "--dry-run"}, {"raw", "--help"}} {
		if code, said := ended(t, run(append([]string{"--data", data}, args...)...)); code != exitDone {
			t.Errorf("%v exits %d: %s", args, code, said)
		}
	}
	if err := exec.Command("chmod", "-R", "u+w", data).Run(); err != nil {
		t.Fatal(err)
	}
	if code, said := ended(t, run("--data", data, "ingest", inbox)); code != exitDone && code != exitAttention {
		t.Errorf("the rest of the job exits %d: %s", code, said)
	}
	wholeLake(t, data)
}

// Several ingests at once: each waits its turn or is told who is writing, and
// no batch is lost.
func TestIngestsAtOnce(t *testing.T) {
	inbox := smallInbox(t)
	reference, data := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "data")
	took(t, "--data", reference, "ingest", inbox)
	type end struct {
		code int
		said string
	}
	ends := make(chan end)
	for i := range 4 {
		months, err := filepath.Glob(filepath.Join(inbox, fmt.Sprintf("*年%d月*.csv", i+1)))
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			c := program(append([]string{"--data", data, "ingest"}, months...)...)
			var said bytes.Buffer
			c.Stderr = &said
			_ = c.Run() // the exit code is looked at below
			ends <- end{c.ProcessState.ExitCode(), said.String()}
		}()
	}
	told := 0
	for range 4 {
		e := <-ends
		if e.code == exitFault && strings.Contains(e.said, "另一个 lvzhi 正在写这个工作区") {
			told++
		} else if e.code != exitDone && e.code != exitAttention {
			t.Errorf("exit %d: %s", e.code, e.said)
		}
	}
	wholeLake(t, data)
	if told > 0 {
		took(t, "--data", data, "ingest", inbox)
	}
	sameLake(t, reference, data)
	t.Logf("%d of 4 were told to wait", told)
	lock, err := lake.Hold(t.Context(), data, "进程 7，lvzhi ingest", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	if code, said := ended(t, program("--data", data, "ingest", inbox)); code != exitFault || !strings.Contains(said, "另一个 lvzhi 正在写这个工作区，请等它结束后再试（进程 7，lvzhi ingest）") {
		t.Errorf("exit %d: %s", code, said)
	}
	var out bytes.Buffer
	run(t.Context(), []string{"--data", data, "doctor"}, &out, io.Discard, today)
	if !strings.Contains(out.String(), "正在写的是：进程 7，lvzhi ingest") {
		t.Errorf("doctor says %s", out.String())
	}
}

// A clock that is put back: times stay in the order of the numbers, what came
// later is what counts, and the user is told.
func TestClockThatJumpsBack(t *testing.T) {
	dir := t.TempDir()
	data, file := filepath.Join(dir, "data"), filepath.Join(dir, "濮阳市2024年9月述职测评.csv")
	ingestAt := func(now time.Time, satisfied int) {
		content := fmt.Sprintf("姓名,代表层级,县区,述职日期,发出票,收回票,有效票,满意,基本满意,不满意\n张三,县级,濮阳县,2024-09-09,50,50,50,%d,%d,0\n", satisfied, 50-satisfied)
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if code, said := at(now, "--data", data, "ingest", file); code != exitDone {
			t.Fatalf("exit %d: %s", code, said)
		}
	}
	for i, days := range []int{0, -5, -3, 2} {
		ingestAt(today().AddDate(0, 0, days), 40+i)
	}
	last := time.Time{}
	for n := range int64(4) {
		state, err := lake.Read(data, n+1)
		if err != nil {
			t.Fatal(err)
		}
		if state.CreatedAt.Before(last) {
			t.Errorf("manifest %d is dated %v, before %v", n+1, state.CreatedAt, last)
		}
		last = state.CreatedAt
		if live := state.Live(lake.Rows, "votes"); len(live) != 1 || !strings.HasPrefix(live[0].Batch, fmt.Sprintf("%08d-", n+1)) {
			t.Errorf("manifest %d: live is %+v", n+1, live)
		}
	}
	if code, said := at(today().AddDate(-1, 0, 0), "--data", data, "gc"); code != exitFault || !strings.Contains(said, "电脑的时钟比最新数据版本的时间还早") {
		t.Errorf("gc exits %d: %s", code, said)
	}
	var out bytes.Buffer
	run(t.Context(), []string{"--data", data, "doctor"}, &out, io.Discard, func() time.Time { return today().AddDate(-1, 0, 0) })
	if !strings.Contains(out.String(), "却早于最新数据版本的2024-10-22") {
		t.Errorf("doctor says %s", out.String())
	}
}

// at runs one command at a time of day.
func at(now time.Time, args ...string) (code int, said string) {
	var log bytes.Buffer
	code = run(context.Background(), args, io.Discard, &log, func() time.Time { return now })
	return code, log.String()
}
