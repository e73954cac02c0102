package lake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// rich is a workspace with a file of every kind: replaced and live rows,
// quarantine, plain and encrypted originals, receipts of files taken in and
// refused.
func rich(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	w := open(t, root)
	defer w.Close()
	for n := range 3 {
		b := file("all", n)
		b.RawKept, b.RawSealed = true, n == 2
		b.Receipt = fmt.Sprintf("receipts/unit=410900/2024-09/votes-%s.xlsx", w.NextBatchID(b.SHA256))
		write(t, w, b.Receipt, "回执"+b.Receipt)
		write(t, w, RawPath(b.SHA256, b.RawSealed), fmt.Sprint("all", n)) // as file hashes it
		commit(t, w, b, part(Rows, "张三"), part(Quarantine, "王五"))
	}
	write(t, w, "receipts/refused/x.xlsx", "拒收")
	if err := w.Refuse(Refusal{SHA256: "ab", FileName: "x.pdf", ReceivedAt: noon, Receipt: "receipts/refused/x.xlsx"}); err != nil {
		t.Fatal(err)
	}
	return root
}

func write(t *testing.T, w *Writer, rel, content string) {
	t.Helper()
	if err := w.WriteFile(rel, []byte(content)); err != nil {
		t.Fatal(err)
	}
}

func damagedIn(t *testing.T, root string) []Damage {
	t.Helper()
	found, err := Verify(context.Background(), root)
	if err != nil {
		t.Fatal(err)
	}
	return found.Damaged
}

// One bit flipped anywhere in any file is found and named.
func TestVerifyFindsEveryFlippedBit(t *testing.T) {
	root := rich(t)
	if bad := damagedIn(t, root); len(bad) != 0 {
		t.Fatalf("a whole workspace: %v", bad)
	}
	var all []string
	for _, room := range []string{"lake", "quarantine", "receipts", "raw", "manifests"} {
		all = append(all, filesIn(t, root, room)...)
	}
	if len(all) < 18 {
		t.Fatalf("only %v", all)
	}
	for _, rel := range all {
		if filepath.Base(rel) == "lock" {
			continue
		}
		path := filepath.Join(root, rel)
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []int{len(whole) / 3, len(whole) / 2, len(whole) - 3} {
			flipped := slices.Clone(whole)
			flipped[at] ^= 1
			if err := os.WriteFile(path, flipped, 0o600); err != nil {
				t.Fatal(err)
			}
			if bad := damagedIn(t, root); !slices.ContainsFunc(bad, func(d Damage) bool { return d.Path == rel && !d.Missing }) {
				t.Errorf("bit %d of %s (%q): found %v", at, rel, flipped[at], bad)
			}
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if bad := damagedIn(t, root); len(bad) != 0 {
		t.Errorf("put right again: %v", bad)
	}
}

func TestVerifyMissesNoFile(t *testing.T) {
	for _, room := range []string{"lake", "quarantine", "receipts", "raw"} {
		root := rich(t)
		for _, rel := range filesIn(t, root, room) {
			path := filepath.Join(root, rel)
			if err := os.Rename(path, path+".away"); err != nil {
				t.Fatal(err)
			}
			if bad := damagedIn(t, root); !slices.ContainsFunc(bad, func(d Damage) bool { return d.Path == rel && d.Missing }) {
				t.Errorf("%s is gone: found %v", rel, bad)
			}
			if err := os.Rename(path+".away", path); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A receipt written again, of a file refused twice, is no damage; nor is a
// lost file whose bytes were taken in again.
func TestVerifyKnowsWhatWasMended(t *testing.T) {
	root := rich(t)
	w := open(t, root)
	write(t, w, "receipts/refused/x.xlsx", "拒收，第二次")
	if err := os.Remove(filepath.Join(root, w.State.Live(Rows, "votes")[0].Path)); err != nil {
		t.Fatal(err)
	}
	commit(t, w, file("all", 2), part(Rows, "张三"), part(Quarantine, "王五"))
	w.Close()
	if bad := damagedIn(t, root); len(bad) != 0 {
		t.Errorf("found %v", bad)
	}
}

// A receipt noted and never placed, since a kill came between, is still the
// older one.
func TestVerifyAfterANoteWithoutItsFile(t *testing.T) {
	root := rich(t)
	w := open(t, root)
	if err := w.kept.add(Kept{Path: "receipts/refused/x.xlsx", SHA256: "00"}); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if bad := damagedIn(t, root); len(bad) != 0 {
		t.Errorf("found %v", bad)
	}
}

func TestNothingIsWrittenOutside(t *testing.T) {
	w := open(t, t.TempDir())
	defer w.Close()
	for _, rel := range []string{"../x", "/x", "receipts/../../x", ""} {
		if err := w.WriteFile(rel, []byte("x")); err == nil {
			t.Errorf("%q was written", rel)
		}
	}
}
