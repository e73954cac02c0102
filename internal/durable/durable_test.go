package durable

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestWriteFileIsWholeOrNotThere(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b.txt")
	for _, content := range []string{"first", "second, longer"} {
		if err := WriteFile(path, "", []byte(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != content {
			t.Errorf("read %q, %v", got, err)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := WriteFile(filepath.Join(path, "below a file"), "", nil); err == nil {
		t.Error("wrote below a file")
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".new-*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestLockNamesItsOwnerAndIsGivenBack(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "locks", "lock")
	first, err := Lock(ctx, path, "process 1", time.Second)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Lock(ctx, path, "process 2", 60*time.Millisecond)
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "process 1") {
		t.Errorf("second lock: %v", err)
	}
	cancelled, stop := context.WithCancel(ctx)
	stop()
	if _, err = Lock(cancelled, path, "process 3", time.Minute); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled wait: %v", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Lock(ctx, path, "process 4", time.Second)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}

func TestHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	asks := func(when, want string) {
		t.Helper()
		if got, err := Holder(path); err != nil || got != want {
			t.Errorf("%s: %q, %v", when, got, err)
		}
	}
	asks("no lock was ever taken", "")
	if _, err := os.Stat(path); err == nil {
		t.Error("asking made the lock file")
	}
	held, err := Lock(context.Background(), path, "process 1", 0)
	if err != nil {
		t.Fatal(err)
	}
	asks("held", "process 1")
	held.Close()
	asks("given back", "")
	again, err := Lock(context.Background(), path, "process 2", 0)
	if err != nil {
		t.Fatalf("asking kept the lock: %v", err)
	}
	again.Close()
}

func TestDiscardedFileLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	f, err := Create(filepath.Join(dir, "room", "a"), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte("half")); err != nil {
		t.Fatal(err)
	}
	f.Discard()
	f.Discard()
	if err := f.Place(); err == nil {
		t.Error("placed after it was given up")
	}
	if left, err := os.ReadDir(filepath.Join(dir, "room")); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestFree(t *testing.T) {
	if free, err := Free(t.TempDir()); err != nil || free == 0 {
		t.Errorf("%d, %v", free, err)
	}
	if _, err := Free(filepath.Join(t.TempDir(), "nowhere")); err == nil {
		t.Error("a folder that is not there has room")
	}
}
