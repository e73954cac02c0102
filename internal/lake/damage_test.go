package lake

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lvzhi/internal/durable"
)

// Files of a batch whose manifest was never written are nobody's; the next
// writer clears them.
func TestOrphansAreCleared(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	kept := commit(t, w, file("all", 1), part(Rows, "张三"))
	w.Close()
	for _, rel := range []string{"lake/votes/unit=410900/period=2024-09/00000002-deadbeef.parquet", "quarantine/votes/00000002-deadbeef.parquet", "manifests/tmp/new-x"} {
		path := filepath.Join(root, rel)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("torn"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if s, err := Read(root, 0); err != nil || len(s.Files) != 1 {
		t.Errorf("a reader sees %+v, %v", s, err)
	}
	w = open(t, root)
	defer w.Close()
	if left := append(filesIn(t, root, "lake"), filesIn(t, root, "quarantine")...); len(left) != 1 || !strings.Contains(left[0], kept.ID) {
		t.Errorf("left: %v", left)
	}
	if left := filesIn(t, root, "manifests/tmp"); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

// A line torn by a crash is no line, and costs the next one nothing.
func TestTornIntakeLine(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	refuse := func(name string) {
		if err := w.Refuse(Refusal{SHA256: "ab" + name, FileName: name, ReceivedAt: noon}); err != nil {
			t.Fatal(err)
		}
	}
	refuse("一")
	w.Close()
	path := refusalsPath(root)
	raw, _ := os.ReadFile(path)
	if err := os.WriteFile(path, append(raw, `{"sha256":"cd","file_na`...), 0o600); err != nil {
		t.Fatal(err)
	}
	w = open(t, root)
	refuse("二")
	refuse("三")
	w.Close()
	s, err := Read(root, 0)
	if err != nil || len(s.Refusals) != 3 || s.Refusals[2].FileName != "三" {
		t.Errorf("%+v, %v", s.Refusals, err)
	}
}

// A refusal is known from the manifest on under which it was written.
func TestRefusalsOfThePast(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	commit(t, w, file("all", 1), part(Rows, "张三"))
	commit(t, w, file("all", 2), part(Rows, "张三"))
	if err := w.Refuse(Refusal{SHA256: "ab", FileName: "x"}); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if s, err := Read(root, 1); err != nil || len(s.Refusals) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

// A manifest cut short is not current, the highest complete one is; nothing
// of it is deleted or written over.
func TestIncompleteManifest(t *testing.T) {
	for name, content := range map[string]string{"truncated": `{"format":1,"number":2,`, "empty": ""} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			w := open(t, root)
			commit(t, w, file("all", 1), part(Rows, "张三"))
			commit(t, w, file("410928", 2), part(Rows, "李四"))
			w.Close()
			if err := os.WriteFile(manifestPath(root, 2), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			if s, err := Read(root, 0); err != nil || s.Number != 1 || len(s.Files) != 1 {
				t.Errorf("%+v, %v", s, err)
			}
			named := filesIn(t, root, "lake")
			w = open(t, root)
			commit(t, w, file("410928", 2), part(Rows, "李四"))
			found, err := Verify(context.Background(), root)
			if err != nil || len(found.Damaged) != 1 || found.Damaged[0].Path != "manifests/00000002.json" {
				t.Errorf("verify: %v, %v", found.Damaged, err)
			}
			w.Close()
			if s, err := Read(root, 0); err != nil || s.Number != 3 || len(s.Files) != 2 {
				t.Errorf("after the next: %+v, %v", s, err)
			}
			if left := filesIn(t, root, "lake"); len(left) != len(named)+1 {
				t.Errorf("what the damaged manifest named is gone: %v, was %v", left, named)
			}
		})
	}
}

// A manifest that is complete and says what cannot be is named, and no older
// one may pass for it.
func TestDamagedManifestIsNamed(t *testing.T) {
	for name, content := range map[string]string{
		"another's":      `{"format":1,"number":7,"parent":6}`,
		"its own parent": `{"format":1,"number":2,"parent":2}`, "a later format": `{"format":9,"number":2,"parent":1}`, "replaces for nobody": `{"format":1,"number":2,"parent":1,"replaced":["x"]}`,
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			w := open(t, root)
			commit(t, w, file("all", 1), part(Rows, "张三"))
			commit(t, w, file("all", 2), part(Rows, "李四"))
			w.Close()
			if err := os.WriteFile(manifestPath(root, 2), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Read(root, 0); err == nil || !strings.Contains(err.Error(), "manifest 2") {
				t.Errorf("got %v", err)
			}
			if _, err := OpenWriter(context.Background(), root, "test", 0); err == nil {
				t.Error("a writer went on")
			}
			if s, err := Read(root, 1); err != nil || len(s.Files) != 1 {
				t.Errorf("the sound past: %+v, %v", s, err)
			}
		})
	}
}

func TestOneWriterAtATime(t *testing.T) {
	root := t.TempDir()
	first, err := OpenWriter(context.Background(), root, "进程 1", 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = OpenWriter(context.Background(), root, "进程 2", 0)
	if !errors.Is(err, durable.ErrLocked) || !strings.Contains(err.Error(), "进程 1") {
		t.Fatalf("got %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := OpenWriter(ctx, root, "进程 2", time.Minute); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped wait: %v", err)
	}
	got := make(chan error)
	go func() {
		second, err := OpenWriter(context.Background(), root, "进程 2", time.Minute)
		if err == nil {
			err = second.Close()
		}
		got <- err
	}()
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err != nil {
		t.Errorf("the one who waited: %v", err)
	}
}
