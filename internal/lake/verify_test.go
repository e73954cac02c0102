package lake

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

func TestVerifyFindsAFlippedBitAndAMissingFile(t *testing.T) {
	root := t.TempDir()
	w := open(t, root)
	b := file("all", 1)
	b.RawKept = true
	if err := w.WriteFile("raw/"+b.SHA256, []byte("all1")); err != nil {
		t.Fatal(err)
	}
	commit(t, w, b, part(Rows, "张三"), part(Quarantine, "王五"))
	commit(t, w, file("410928", 2), part(Rows, "赵六"))
	defer w.Close()
	if n, bad, err := w.State.Verify(context.Background()); err != nil || n != 6 || len(bad) != 0 {
		t.Fatalf("whole lake: %d checked, %v, %v", n, bad, err)
	}
	flipped := filepath.Join(root, w.State.Files[0].Path)
	raw, err := os.ReadFile(flipped)
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)/2] ^= 1
	if err := os.WriteFile(flipped, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(root, "raw", b.SHA256)); err != nil {
		t.Fatal(err)
	}
	_, bad, err := w.State.Verify(context.Background())
	want := []Damage{{w.State.Files[0].Path, false}, {"raw/" + b.SHA256, true}}
	if err != nil || len(bad) != 2 || bad[0] != want[0] || bad[1] != want[1] {
		t.Errorf("got %v, %v, want %v", bad, err, want)
	}
}
