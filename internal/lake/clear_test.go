package lake

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// monthly is a workspace of a dozen manifests, ten days apart: each replaces
// its predecessor, and one county stays as it was.
func monthly(t *testing.T) (root string, last time.Time) {
	t.Helper()
	root = t.TempDir()
	w := open(t, root)
	defer w.Close()
	commit(t, w, file("410928", 99), part(Rows, "张三"))
	for n := range 11 {
		last = noon.AddDate(0, 0, 10*(n+1))
		b := file("all", n)
		b.ID, b.RawKept = w.NextBatchID(b.SHA256), true
		write(t, w, RawPath(b.SHA256, false), fmt.Sprint("all", n))
		b.Receipt = "receipts/unit=410900/2024-09/votes-" + b.ID + ".xlsx"
		write(t, w, b.Receipt, "回执")
		commitAt(t, w, b, last, part(Rows, "李四"), part(Quarantine, "王五"))
	}
	for _, rel := range append(filesIn(t, root, "lake"), append(filesIn(t, root, "quarantine"), filesIn(t, root, "raw")...)...) {
		age(t, root, rel, noon)
	}
	return root, last
}

func age(t *testing.T, root, rel string, when time.Time) {
	t.Helper()
	if err := os.Chtimes(filepath.Join(root, rel), when, when); err != nil {
		t.Fatal(err)
	}
}

func clearing(t *testing.T, root string, k Keep) Clearing {
	t.Helper()
	plan, err := PlanClearing(root, k)
	if err != nil {
		t.Fatal(err)
	}
	w := open(t, root)
	defer w.Close()
	done, err := w.Clear(k)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(plan, done) {
		t.Errorf("planned %+v, done %+v", plan, done)
	}
	return done
}

// whole: every manifest that is there reads, and has every file it names.
func whole(t *testing.T, root string) {
	t.Helper()
	numbers, err := manifestNumbers(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range numbers {
		s, err := Read(root, n)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range s.Files {
			if _, err := os.Stat(filepath.Join(root, f.Path)); err != nil {
				t.Errorf("manifest %d lost %s", n, f.Path)
			}
		}
	}
	if bad := damagedIn(t, root); len(bad) != 0 {
		t.Errorf("damaged: %v", bad)
	}
}

func TestClearKeepsWhatAKeptManifestNeeds(t *testing.T) {
	for _, c := range []struct {
		name      string
		keep      Keep // Now is set below
		manifests int  // that stay
		lake      int  // files that stay
	}{
		{"only the current one", Keep{Manifests: 1}, 1, 2},
		{"the newest four", Keep{Manifests: 4}, 4, 5},
		{"what was current within a week, and where it came from", Keep{Manifests: 1, Grace: 7 * 24 * time.Hour}, 2, 3},
		{"what was current within 25 days", Keep{Manifests: 1, Grace: 25 * 24 * time.Hour}, 4, 5},
		{"all", Keep{Manifests: 99}, 12, 12},
	} {
		t.Run(c.name, func(t *testing.T) {
			root, last := monthly(t)
			c.keep.Now = last.Add(time.Hour)
			before, err := Read(root, 0)
			if err != nil {
				t.Fatal(err)
			}
			done := clearing(t, root, c.keep)
			whole(t, root)
			after, err := Read(root, 0)
			if err != nil || !reflect.DeepEqual(after.Batches, before.Batches) || !reflect.DeepEqual(after.Files, before.Files) {
				t.Errorf("the current state changed: %v", err)
			}
			if left := filesIn(t, root, "lake"); len(left) != c.lake || done.Kept != c.manifests {
				t.Errorf("%d manifests kept, lake %v", done.Kept, left)
			}
			if left := filesIn(t, root, "raw"); len(left) != c.lake-1 {
				t.Errorf("raw: %v", left)
			}
			if left := filesIn(t, root, "receipts"); len(left) != 11 {
				t.Errorf("what cities were told is gone: %v", left)
			}
		})
	}
}

func TestClearedPastIsSaid(t *testing.T) {
	root, last := monthly(t)
	clearing(t, root, Keep{Manifests: 2, Now: last})
	var cleared *ClearedError
	if _, err := Read(root, 3); !errors.As(err, &cleared) || cleared.Oldest != 11 {
		t.Errorf("time travel: %v", err)
	}
	w := open(t, root)
	ids := []string{}
	for _, b := range w.State.Batches {
		ids = append(ids, b.ID)
	}
	if restored, ok, err := w.Undo(ids[11], last); err != nil || !ok || restored.ID != ids[10] {
		t.Fatalf("undo within what is kept: %+v, %v, %v", restored, ok, err)
	}
	if _, _, err := w.Undo(ids[10], last); !errors.As(err, &cleared) {
		t.Errorf("undo into what was cleared: %v", err)
	}
	commit(t, w, file("410926", 1), part(Rows, "赵六"))
	whole(t, root)
	w.Close()
	clearing(t, root, Keep{Manifests: 1, Now: last})
	w = open(t, root)
	if _, _, err := w.Undo(ids[10], last); !errors.As(err, &cleared) {
		t.Errorf("undo of what came before the oldest manifest: %v", err)
	}
	w.Close()
}

// A batch that was brought back after the oldest kept manifest still has its
// original bytes.
func TestClearKeepsTheOriginalOfARestoredBatch(t *testing.T) {
	root, last := monthly(t)
	w := open(t, root)
	id := w.State.Batches[11].ID
	if _, _, err := w.Undo(id, last); err != nil {
		t.Fatal(err)
	}
	w.Close()
	clearing(t, root, Keep{Manifests: 2, Now: last})
	whole(t, root)
	if left := filesIn(t, root, "raw"); len(left) != 2 {
		t.Errorf("raw: %v", left)
	}
}

func TestClearTakesWhatNobodyNamed(t *testing.T) {
	root, last := monthly(t)
	orphans := []string{"lake/votes/unit=410900/period=2024-09/00000003-deadbeef.parquet", "quarantine/votes/00000004-deadbeef.parquet", "raw/beef", "raw/cafe" + SealedSuffix,
		"receipts/unit=410900/2024-09/votes-00000005-deadbeef.xlsx"}
	for i, rel := range append(orphans, "lake/votes/00000006-deadbeef.parquet", "receipts/催报.docx") {
		path := filepath.Join(root, rel)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if i < len(orphans) {
			age(t, root, rel, noon)
		} else {
			age(t, root, rel, last)
		}
	}
	done := clearing(t, root, Keep{Manifests: 99, Grace: time.Hour, Now: last})
	var gone []string
	for _, f := range done.Files {
		gone = append(gone, f.Path)
		if f.Why == Past {
			t.Errorf("%s was never named", f.Path)
		}
	}
	slices.Sort(gone)
	if slices.Sort(orphans); !slices.Equal(gone, orphans) {
		t.Errorf("cleared %v, want %v", gone, orphans)
	}
}

// What a damaged manifest named is not known: its files stay.
func TestClearLeavesTheDamagedAlone(t *testing.T) {
	root, last := monthly(t)
	if err := os.WriteFile(manifestPath(root, 12), []byte(`{"format":2,"num`), 0o600); err != nil {
		t.Fatal(err)
	}
	clearing(t, root, Keep{Manifests: 1, Now: last})
	if left := filesIn(t, root, "lake"); len(left) != 3 || !strings.Contains(strings.Join(left, " "), "/00000012-") {
		t.Errorf("left: %v", left)
	}
	if left := filesIn(t, root, "raw"); len(left) != 11 {
		t.Errorf("left: %v", left)
	}
	if _, err := os.Stat(manifestPath(root, 12)); err != nil {
		t.Error(err)
	}
}

// Where the clock stands before the newest manifest nothing is old.
func TestClearWithAClockThatWasPutBack(t *testing.T) {
	root, _ := monthly(t)
	if _, err := PlanClearing(root, Keep{Manifests: 1, Grace: time.Hour, Now: noon}); !errors.Is(err, ErrClock) {
		t.Errorf("got %v", err)
	}
	if c, err := PlanClearing(root, Keep{Manifests: 1, Now: noon}); err != nil || c.Kept != 1 {
		t.Errorf("without grace no clock is asked: %+v, %v", c, err)
	}
}

// Cut short after any step, whatever a manifest names is there.
func TestClearCutShortIsWhole(t *testing.T) {
	root, last := monthly(t)
	k := Keep{Manifests: 3, Now: last}
	plan, err := PlanClearing(root, k)
	if err != nil || len(plan.Manifests) != 9 {
		t.Fatal(plan.Manifests, err)
	}
	w := open(t, root)
	if err := w.standAlone(plan.Oldest); err != nil {
		t.Fatal(err)
	}
	w.Close()
	whole(t, root)
	for _, n := range plan.Manifests {
		if err := os.Remove(manifestPath(root, n)); err != nil {
			t.Fatal(err)
		}
		whole(t, root)
	}
	if done := clearing(t, root, k); len(done.Manifests) != 0 || len(done.Files) != len(plan.Files) {
		t.Errorf("the rest of the job: %+v", done)
	}
	whole(t, root)
}
