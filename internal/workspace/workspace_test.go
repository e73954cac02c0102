package workspace

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"lvzhi/internal/durable"
	"lvzhi/internal/lake"
)

var noon = time.Date(2024, 10, 8, 12, 0, 0, 0, time.UTC)

// made is a workspace with a manifest, a receipt and what does not belong
// into a backup.
func made(t *testing.T) (root string) {
	t.Helper()
	root = filepath.Join(t.TempDir(), "data")
	w, err := lake.OpenWriter(context.Background(), root, "test", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	b := lake.Batch{ID: w.NextBatchID("abcdef0123"), SHA256: "abcdef0123", Unit: "410900", Scope: "all", Dataset: "votes", Period: "2024-09", Receipt: "receipts/x.xlsx"}
	if err := w.WriteFile(b.Receipt, bytes.Repeat([]byte("回执"), 100_000)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Commit(b, nil, noon); err != nil {
		t.Fatal(err)
	}
	for rel, content := range map[string]string{"lvzhi.yaml": "title: 月报\n", "inbox/a.csv": "身份证号", "warehouse/b1/province.duckdb": "x", "warehouse/current": "b1\n", "reports/m.html": "<p>", "logs/lvzhi.log": "{}", "lake/.new-1": "torn"} {
		put(t, root, rel, content)
	}
	return root
}

func put(t *testing.T, root, rel, content string) {
	t.Helper()
	path := filepath.Join(root, rel)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func pack(t *testing.T, c Copy) (file string, list List) {
	t.Helper()
	var out bytes.Buffer
	c.Now = noon
	list, err := Pack(context.Background(), &out, c)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "backup.tar.zst")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, list
}

// tree is every file below a folder with its content.
func tree(t *testing.T, root string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		all[filepath.ToSlash(rel)] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRestoredIsWhatWasPacked(t *testing.T) {
	root := made(t)
	file, list := pack(t, Copy{Root: root, Program: "1"})
	dir := filepath.Join(t.TempDir(), "new", "data")
	got, err := Restore(context.Background(), file, dir, "test")
	if err != nil || got.Manifest != 1 || !slices.Equal(got.Files, list.Files) {
		t.Fatalf("%+v, %v", got, err)
	}
	want := tree(t, root)
	for _, rel := range []string{"inbox/a.csv", "warehouse/b1/province.duckdb", "warehouse/current", "logs/lvzhi.log", "lake/.new-1", "manifests/lock"} {
		if _, there := want[rel]; !there {
			t.Fatalf("the test has no %s", rel)
		}
		delete(want, rel)
	}
	if have := tree(t, dir); !maps.Equal(have, want) {
		t.Errorf("restored %v, want %v", slices.Sorted(maps.Keys(have)), slices.Sorted(maps.Keys(want)))
	}
	if found, err := lake.Verify(context.Background(), dir); err != nil || len(found.Damaged) != 0 {
		t.Errorf("%+v, %v", found, err)
	}
	if around := tree(t, filepath.Dir(dir)); len(around) != len(want) {
		t.Errorf("left beside it: %v", slices.Sorted(maps.Keys(around)))
	}
}

func TestInboxAndBuildOnRequest(t *testing.T) {
	_, list := pack(t, Copy{Root: made(t), IsWithInbox: true, IsWithBuild: true})
	var names []string
	for _, e := range list.Files {
		names = append(names, e.Path)
	}
	for _, rel := range []string{"inbox/a.csv", "warehouse/b1/province.duckdb", "warehouse/current"} {
		if !slices.Contains(names, rel) {
			t.Errorf("%s is not in %v", rel, names)
		}
	}
}

func TestRestoreOnlyIntoNothing(t *testing.T) {
	file, _ := pack(t, Copy{Root: made(t)})
	dir := t.TempDir()
	if _, err := Restore(context.Background(), file, dir, "test"); err != nil {
		t.Fatalf("an empty folder: %v", err)
	}
	before := tree(t, dir)
	if _, err := Restore(context.Background(), file, dir, "test"); !errors.Is(err, ErrOccupied) {
		t.Errorf("over a workspace: %v", err)
	}
	if !maps.Equal(before, tree(t, dir)) {
		t.Error("the workspace changed")
	}
	other := filepath.Join(t.TempDir(), "data")
	put(t, other+".part", "mine.txt", "somebody's")
	if _, err := Restore(context.Background(), file, other, "test"); !errors.Is(err, ErrOccupied) {
		t.Errorf("somebody's folder: %v", err)
	}
	if tree(t, other+".part")["mine.txt"] != "somebody's" {
		t.Error("somebody's file is gone")
	}
}

// What a killed restore left is cleared by the next; one still at work is
// left in peace.
func TestRestoreAfterAKilledOne(t *testing.T) {
	file, list := pack(t, Copy{Root: made(t)})
	dir := filepath.Join(t.TempDir(), "data")
	put(t, dir+".part", restoring, "killed")
	put(t, dir+".part", "lake/half", "x")
	held, err := durable.Lock(context.Background(), filepath.Join(dir+".part", restoring), "another", 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(context.Background(), file, dir, "test"); !errors.Is(err, durable.ErrLocked) {
		t.Errorf("beside one at work: %v", err)
	}
	held.Close()
	if _, err := Restore(context.Background(), file, dir, "test"); err != nil {
		t.Fatal(err)
	}
	if have := tree(t, dir); len(have) != len(list.Files) {
		t.Errorf("restored %v", slices.Sorted(maps.Keys(have)))
	}
}

// Every flipped bit that changes a file and every cut is found, and nothing is
// left behind.
func TestDamagedBackup(t *testing.T) {
	file, list := pack(t, Copy{Root: made(t)})
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parent, harmless := t.TempDir(), 0
	try := func(name string, raw []byte) {
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := Restore(context.Background(), file, filepath.Join(parent, "data"), "test")
		if name == "flipped" && err == nil && reflect.DeepEqual(got, list) { // a bit that only sizes the decoder's window
			_ = os.RemoveAll(filepath.Join(parent, "data"))
			harmless++
		} else if !errors.Is(err, ErrNoBackup) {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadDir(parent); len(left) != 0 {
			t.Fatalf("%s: left %v", name, left)
		}
	}
	for at := 0; at < len(whole); at += 1 + len(whole)/60 {
		flipped := slices.Clone(whole)
		flipped[at] ^= 4
		try("flipped", flipped)
		try("cut", whole[:at])
	}
	if harmless > 1 {
		t.Errorf("%d flipped bits were not seen", harmless)
	}
	try("no backup", []byte("今天天气很好"))
	try("twice", append(slices.Clone(whole), whole...))
}

// hostile packs members by hand, each holding x, with a list that is true to
// them but for its repetitions.
func hostile(t *testing.T, members ...tar.Header) string {
	t.Helper()
	var out bytes.Buffer
	packed, err := zstd.NewWriter(&out)
	if err != nil {
		t.Fatal(err)
	}
	w := tar.NewWriter(packed)
	list, listed := List{}, map[string]bool{}
	for _, h := range members {
		if h.Typeflag == 0 {
			h.Size = 1
		}
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if h.Size == 1 {
			io.WriteString(w, "x")
		}
		sum := sha256.Sum256([]byte("x")[:h.Size])
		if rel := strings.TrimPrefix(h.Name, inArchive); !listed[rel] && h.Uname != "unlisted" {
			list.Files, listed[rel] = append(list.Files, Entry{rel, h.Size, hex.EncodeToString(sum[:])}), true
		}
	}
	raw, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.WriteHeader(&tar.Header{Name: listName, Size: int64(len(raw))}); err != nil {
		t.Fatal(err)
	}
	w.Write(raw)
	if err := errors.Join(w.Close(), packed.Close()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "hostile.tar.zst")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestHostileBackup(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "in", "data")
	if _, err := Restore(context.Background(), hostile(t, tar.Header{Name: "workspace/a/b"}), dir+"1", "test"); err != nil {
		t.Fatalf("the harmless form: %v", err)
	}
	for name, members := range map[string][]tar.Header{
		"up":        {{Name: "workspace/../../x"}},
		"hidden up": {{Name: "workspace/a/../../../x"}},
		"absolute":  {{Name: "/x"}}, "inside absolute": {{Name: "workspace//x"}},
		"backslash": {{Name: `workspace/..\x`}}, "elsewhere": {{Name: "x"}}, "nothing": {{Name: "workspace/"}},
		"twice": {{Name: "workspace/a"}, {Name: "workspace/a"}},
		"link":  {{Name: "workspace/a", Typeflag: tar.TypeSymlink, Linkname: "/etc"}, {Name: "workspace/a/x"}},
		"hard":  {{Name: "workspace/a", Typeflag: tar.TypeLink, Linkname: "/etc/passwd"}},
		"fifo":  {{Name: "workspace/a", Typeflag: tar.TypeFifo}}, "folder": {{Name: "workspace/a", Typeflag: tar.TypeDir}},
		"unlisted": {{Name: "workspace/a", Uname: "unlisted"}},
	} {
		if _, err := Restore(context.Background(), hostile(t, members...), dir, "test"); !errors.Is(err, ErrNoBackup) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Restore(context.Background(), hostile(t, tar.Header{Name: "workspace/a"}, tar.Header{Name: "workspace/a/b"}), dir, "test"); err == nil {
		t.Error("a file that is a folder was written")
	}
	if have := tree(t, parent); len(have) != 1 {
		t.Errorf("written: %v", slices.Sorted(maps.Keys(have)))
	}
}

// A backup that unpacks to more than the disk holds stops before it is
// written; reading stops when it is asked to.
func TestNoRoom(t *testing.T) {
	take := bounded(1000)
	if err := take("a", strings.NewReader(strings.Repeat("x", 600))); err != nil {
		t.Error(err)
	}
	var room *NoRoomError
	if err := take("b", io.LimitReader(endless{}, 1<<40)); !errors.As(err, &room) || room.Needs != 1001 || room.Free != 1000 {
		t.Errorf("got %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	c := &counted{ctx: ctx, from: endless{}}
	if _, err := io.Copy(io.Discard, c); !errors.Is(err, context.Canceled) {
		t.Errorf("asked to stop: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// A list that does not fit what was packed is found, whatever the archive's
// own checks say.
func TestListThatDoesNotFit(t *testing.T) {
	sum := sha256.Sum256([]byte("x"))
	right := Entry{"a", 1, hex.EncodeToString(sum[:])}
	for name, e := range map[string]Entry{"right": right, "hash": {"a", 1, strings.Repeat("0", 64)}, "size": {"a", 2, right.SHA256}, "name": {"b", 1, right.SHA256}} {
		r := &reader{found: map[string]Entry{"a": right}, list: &List{Files: []Entry{e}}}
		if err := r.compare(); (err == nil) != (name == "right") {
			t.Errorf("%s: %v", name, err)
		}
	}
	newer := &reader{list: &List{Format: lake.Format + 1}}
	var other *lake.FormatError
	if err := newer.compare(); !errors.As(err, &other) {
		t.Errorf("a newer workspace: %v", err)
	}
}

func TestInside(t *testing.T) {
	root := t.TempDir()
	outside := t.TempDir()
	if err := os.Symlink(root, filepath.Join(outside, "link")); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{
		root: true, filepath.Join(root, "a", "b"): true, filepath.Join(outside, "link", "new", "key"): true,
		outside: false, root + "2": false, filepath.Join(root, "..", "x"): false, filepath.Join(root, "..x"): true,
	} {
		if got, err := Inside(root, path); err != nil || got != want {
			t.Errorf("%s: %v, %v", path, got, err)
		}
	}
}

func TestLeftovers(t *testing.T) {
	root := made(t)
	put(t, root, "warehouse/old/build.json", "{}")
	put(t, root, "warehouse/half/province.duckdb", "xyz")
	put(t, root, "warehouse/.new-7", "x")
	put(t, root, "manifests/tmp/part.parquet", "x")
	put(t, root, "inbox/.new-8", "the city's own")
	found, err := Leftovers(root)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]string{}
	for _, l := range found {
		have[l.Path] = l.Kind
	}
	want := map[string]string{"lake/.new-1": Unfinished, "manifests/tmp/part.parquet": Unfinished, "warehouse/.new-7": Unfinished, "warehouse/half": Unfinished, "warehouse/old": Build}
	if !maps.Equal(have, want) {
		t.Errorf("found %v", have)
	}
	if none, err := Leftovers(filepath.Join(root, "nowhere")); err != nil || len(none) != 0 {
		t.Errorf("no workspace: %v, %v", none, err)
	}
}

func TestPackSaysWhatChanged(t *testing.T) {
	root := made(t)
	grown := &growing{path: filepath.Join(root, "receipts/x.xlsx")}
	if _, err := Pack(context.Background(), grown, Copy{Root: root}); !errors.Is(err, ErrChanged) {
		t.Errorf("got %v", err)
	}
}

// growing writes to a file while the backup is written.
type growing struct{ path string }

func (g *growing) Write(p []byte) (int, error) {
	f, err := os.OpenFile(g.path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	_, err = f.WriteString("x")
	return len(p), err
}
