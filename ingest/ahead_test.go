package ingest

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// A folder read ahead says and keeps the same as its files one by one: also
// where a file repeats, replaces or contradicts the one before.
func TestAheadIsTheSame(t *testing.T) {
	inbox := t.TempDir()
	var paths []string
	for i, f := range []struct {
		name    string
		content []byte
	}{
		{"a.csv", votes(puyang9, sound, second)},
		{"b.csv", votes(puyang9, sound, second)}, // the same bytes
		{"c.csv", votes(puyang9, sound)},         // replaces them
		{"d.csv", []byte("%PDF-1.7")},
		{"e.csv", votes("濮阳县2024年9月述职满意度测评", sound)}, // over the whole unit: a question
		{"f.csv", votes("范县2024年10月述职满意度测评", sound, second)},
		{"g.csv", votes("2024年9月述职满意度测评", sound)},
	} {
		path := filepath.Join(inbox, f.name)
		if err := os.WriteFile(path, f.content, 0o600); err != nil {
			t.Fatal(i, err)
		}
		paths = append(paths, path)
	}
	paths = append(paths, filepath.Join(inbox, "gone.csv"))
	alone, together := newDesk(t), newDesk(t)
	var one, all []Outcome
	for _, path := range paths {
		outcomes, err := alone.Receive(context.Background(), path, Hints{})
		if err != nil {
			t.Fatal(err)
		}
		one = append(one, outcomes...)
	}
	if err := together.ReceiveAll(context.Background(), paths, Hints{}, func(_ int, outcomes []Outcome) { all = append(all, outcomes...) }); err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(one)
	got, _ := json.Marshal(all)
	if string(got) != string(want) || len(all) != len(paths) {
		t.Errorf("ahead %s\nalone %s", got, want)
	}
	before, after := alone.tree(), together.tree()
	for name, content := range before {
		if after[name] != content {
			t.Errorf("%s differs", name)
		}
	}
	if len(before) != len(after) {
		t.Errorf("%d files, want %d", len(after), len(before))
	}
}

// A receiving that was called off leaves what was finished, and waits for
// nobody.
func TestAheadIsCalledOff(t *testing.T) {
	d := newDesk(t)
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, votes(puyang9, sound), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	err := d.ReceiveAll(ctx, []string{path, path, path, path, path, path}, Hints{}, func(i int, _ []Outcome) {
		if i == 1 {
			stop()
		}
	})
	if err == nil || d.Lake.State.Number != 1 {
		t.Errorf("%v, manifest %d", err, d.Lake.State.Number)
	}
}
