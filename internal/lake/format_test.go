package lake

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// formatOne makes a workspace as the first release wrote it: testdata/format1
// with the modes it had.
func formatOne(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS("testdata/format1")); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			err = os.Chmod(path, 0o644)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func TestUpgradeFromFormatOne(t *testing.T) {
	root := formatOne(t)
	before, err := Read(root, 0)
	if err != nil || before.Number != 3 || len(before.Batches) != 3 || len(before.Refusals) != 1 || len(before.Files) != 2 {
		t.Fatalf("the old form is read as it is: %+v, %v", before, err)
	}
	var other *FormatError
	if _, err := OpenWriter(context.Background(), root, "test", 0); !errors.As(err, &other) || other.IsNewer() {
		t.Errorf("written to without upgrade: %v", err)
	}
	if from, err := Upgrade(context.Background(), root, "test", 0); from != 1 || err != nil {
		t.Fatal(from, err)
	}
	if from, err := Upgrade(context.Background(), root, "test", 0); from != Format || err != nil {
		t.Errorf("a second time: %d, %v", from, err)
	}
	if bad := damagedIn(t, root); len(bad) != 0 {
		t.Errorf("damaged: %v", bad)
	}
	for _, room := range []string{"lake", "receipts", "raw", "manifests"} {
		for _, rel := range filesIn(t, root, room) {
			if info, err := os.Stat(filepath.Join(root, rel)); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v, %v", rel, info.Mode(), err)
			}
		}
	}
	w := open(t, root)
	commit(t, w, file("410927", 9), part(Rows, "赵六"))
	w.Close()
	after, err := Read(root, 0)
	if err != nil || after.Number != 4 || len(after.Batches) != 4 || len(after.Refusals) != 1 {
		t.Errorf("%+v, %v", after, err)
	}
	receipt := filepath.Join(root, before.Batches[0].Receipt)
	if err := os.WriteFile(receipt, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	if bad := damagedIn(t, root); len(bad) != 1 || bad[0].Path != before.Batches[0].Receipt {
		t.Errorf("a receipt changed after the upgrade: %v", bad)
	}
}

// An upgrade cut short before its last step is the old format still.
func TestUpgradeCutShort(t *testing.T) {
	root := formatOne(t)
	if err := makePrivate(root); err != nil {
		t.Fatal(err)
	}
	if err := noteKept(context.Background(), root); err != nil {
		t.Fatal(err)
	}
	if found, err := FormatOf(root); found != 1 || err != nil {
		t.Errorf("format %d, %v", found, err)
	}
	if from, err := Upgrade(context.Background(), root, "test", 0); from != 1 || err != nil {
		t.Error(from, err)
	}
}

func TestNewerFormatIsRefused(t *testing.T) {
	root := rich(t)
	if err := os.WriteFile(formatPath(root), []byte(`{"format": 3, "more": true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, act := range map[string]func() error{
		"read":    func() error { _, err := Read(root, 0); return err },
		"write":   func() error { _, err := OpenWriter(context.Background(), root, "test", 0); return err },
		"verify":  func() error { _, err := Verify(context.Background(), root); return err },
		"upgrade": func() error { _, err := Upgrade(context.Background(), root, "test", 0); return err },
	} {
		var other *FormatError
		if err := act(); !errors.As(err, &other) || !other.IsNewer() {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A marker that cannot be read keeps nobody from reading, and is written
// again without blessing what was damaged meanwhile.
func TestDamagedMarker(t *testing.T) {
	root := rich(t)
	if err := os.WriteFile(formatPath(root), []byte(`{"form`), 0o600); err != nil {
		t.Fatal(err)
	}
	receipt := filepath.Join(root, "receipts/refused/x.xlsx")
	if err := os.WriteFile(receipt, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(root, 0); err != nil {
		t.Error(err)
	}
	if _, err := Upgrade(context.Background(), root, "test", 0); err != nil {
		t.Fatal(err)
	}
	if bad := damagedIn(t, root); len(bad) != 1 || bad[0].Path != "receipts/refused/x.xlsx" {
		t.Errorf("damaged: %v", bad)
	}
}
