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
