package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

func TestCommitIsWholeAndPrivate(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	b := commit(t, w, file("all", 1), part(Rows, "张三", "李四"), part(Quarantine, "王五"))
	if err := w.WriteFile("receipts/x/回执.xlsx", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := w.Refuse(Refusal{SHA256: "ab", FileName: "x.pdf", ReceivedAt: noon}); err != nil {
		t.Fatal(err)
	}
	w.Close()
	s, err := Read(root, 0)
	if err != nil || s.Number != 1 || len(s.Files) != 2 || !reflect.DeepEqual(s.Batches, w.State.Batches) || len(s.Refusals) != 1 {
		t.Fatalf("%+v, %v", s, err)
	}
	if live := s.Live(Rows, "votes"); len(live) != 1 || live[0].Rows != 2 || live[0].Path != "lake/votes/unit=410900/period=2024-09/"+b.ID+".parquet" {
		t.Errorf("%+v", live)
	}
	for _, f := range s.Files {
		raw, err := os.ReadFile(filepath.Join(root, f.Path))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != f.SHA256 || int64(len(raw)) != f.Bytes {
			t.Errorf("%s is not what the manifest says", f.Path)
		}
	}
	for _, room := range []string{"lake", "quarantine", "receipts", "manifests"} {
		for _, path := range filesIn(t, root, room) {
			if info, _ := os.Stat(filepath.Join(root, path)); info.Mode().Perm() != 0o600 {
				t.Errorf("%s has mode %v", path, info.Mode())
			}
		}
		if info, err := os.Stat(filepath.Join(root, room)); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", room, info, err)
		}
	}
}

// Every state of the past can be read again, from the checkpoint before it.
func TestTimeTravel(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	var past []*State
	for n := range 100 {
		commit(t, w, file(fmt.Sprintf("4109%02d", n%7), n), part(Rows, fmt.Sprint(n)))
		past = append(past, w.State)
	}
	w.Close()
	for n, want := range past {
		got, err := Read(root, int64(n+1))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Batches, want.Batches) || !reflect.DeepEqual(got.Files, want.Files) || got.Number != want.Number {
			t.Fatalf("manifest %d: %d batches and %d files, want %d and %d", n+1, len(got.Batches), len(got.Files), len(want.Batches), len(want.Files))
		}
	}
	now, err := Read(root, 0)
	if err != nil || now.Number != 100 || len(now.Batches) != 100 || len(now.Files) != 7 {
		t.Errorf("%d batches, %d files, %v", len(now.Batches), len(now.Files), err)
	}
	if _, err := Read(root, 101); err == nil {
		t.Error("the future was read")
	}
}

// A batch replaces its own key and nothing else; what it replaced stays for
// those who read the past.
func TestReplaced(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	defer w.Close()
	county := commit(t, w, file("410926", 1), part(Rows, "李四"))
	first := commit(t, w, file("410928", 1), part(Rows, "张三"), part(Quarantine, "王五"))
	second := commit(t, w, file("410928", 2), part(Rows, "张三丰"))
	if second.Replaces != first.ID {
		t.Errorf("replaces %q", second.Replaces)
	}
	if now, ok := w.State.Current(first.Key()); !ok || now.ID != second.ID {
		t.Errorf("current is %+v", now)
	}
	if other, _ := w.State.Current(county.Key()); other.ReplacedBy != "" || other.ID != county.ID {
		t.Errorf("the other county: %+v", other)
	}
	if len(w.State.Live(Rows, "votes")) != 2 || len(w.State.Live(Quarantine, "votes")) != 0 || w.State.Batches[1].ReplacedBy != second.ID {
		t.Errorf("%+v", w.State)
	}
	before, err := Read(root, 2)
	if err != nil || len(before.Files) != 3 {
		t.Fatal(err)
	}
	for _, f := range before.Files {
		if _, err := os.Stat(filepath.Join(root, f.Path)); err != nil {
			t.Errorf("the past lost %s", f.Path)
		}
	}
}

func TestBatchWithoutRows(t *testing.T) {
	w := open(t, t.TempDir())
	defer w.Close()
	commit(t, w, file("all", 1), part(Rows), part(Quarantine, "王五"))
	if len(w.State.Files) != 1 || w.State.Files[0].Kind != Quarantine {
		t.Errorf("%+v", w.State.Files)
	}
}

// A clock that is put back leaves the times in the order of the numbers.
func TestTimesAreInOrder(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	defer w.Close()
	for n, hours := range []int{0, -48, 1, -1} {
		commitAt(t, w, file("all", n), noon.Add(time.Duration(hours)*time.Hour), part(Rows, "张三"))
	}
	last := time.Time{}
	for n := range int64(4) {
		s, err := Read(root, n+1)
		if err != nil || s.CreatedAt.Before(last) {
			t.Errorf("manifest %d is dated %v, after %v, %v", n+1, s.CreatedAt, last, err)
		}
		last = s.CreatedAt
	}
}
