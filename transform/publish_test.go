package transform

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func builds(t *testing.T, root string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(root, "warehouse"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

func TestNoBuildYet(t *testing.T) {
	if _, err := Open(t.TempDir()); !errors.Is(err, ErrNoBuild) {
		t.Errorf("Open: %v, want ErrNoBuild", err)
	}
}

// publishEmpty publishes a build folder without the cost of a real database.
func publishEmpty(t *testing.T, root, build string) {
	t.Helper()
	h, err := open(context.Background(), Options{Root: root, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	if err := h.sweep(); err != nil {
		t.Fatal(err)
	}
	folder, err := h.begin(build)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, databaseName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := h.publish(build, Result{}, marks{}); err != nil {
		t.Fatal(err)
	}
}

func TestTheBuildBeforeIsKeptAndOlderOnesGo(t *testing.T) {
	root := t.TempDir()
	for _, b := range []string{"b1", "b2", "b3"} {
		publishEmpty(t, root, b)
	}
	if got := builds(t, root); !slices.Equal(got, []string{"b2", "b3"}) {
		t.Errorf("builds %v, want b2 and b3", got)
	}
	if path, err := Open(root); err != nil || filepath.Base(filepath.Dir(path)) != "b3" {
		t.Errorf("current: %s, %v", path, err)
	}
}

func TestWhatAKilledRunLeftIsSwept(t *testing.T) {
	root := t.TempDir()
	publishEmpty(t, root, "b1")
	publishEmpty(t, root, "b2")
	half := filepath.Join(root, "warehouse", "killed")
	if err := os.MkdirAll(half, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{filepath.Join(half, databaseName), filepath.Join(root, "warehouse", ".new-half")} {
		if err := os.WriteFile(f, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h, err := open(context.Background(), Options{Root: root, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	if err := h.sweep(); err != nil {
		t.Fatal(err)
	}
	if got := builds(t, root); !slices.Equal(got, []string{"b1", "b2"}) {
		t.Errorf("builds %v, want the two good ones", got)
	}
	if _, err := os.Stat(filepath.Join(root, "warehouse", ".new-half")); err == nil {
		t.Error("the half-written current is still there")
	}
}

func TestABuildNameIsNeverUsedTwiceNorLeavesTheFolder(t *testing.T) {
	root := t.TempDir()
	publishEmpty(t, root, "b1")
	h, err := open(context.Background(), Options{Root: root, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	for _, name := range []string{"b1", "../b9", "a/b", ".hidden", "current"} {
		if _, err := h.begin(name); err == nil {
			t.Errorf("begin(%q) went through", name)
		}
	}
}

func TestTheCurrentBuildIsNeverSwept(t *testing.T) {
	root := t.TempDir()
	publishEmpty(t, root, "b1")
	if err := os.Remove(filepath.Join(root, "warehouse", "b1", completeName)); err != nil {
		t.Fatal(err)
	}
	h, err := open(context.Background(), Options{Root: root, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	if err := h.sweep(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(root); err != nil {
		t.Errorf("the current build is gone: %v", err)
	}
}

func TestOneTransformAtATime(t *testing.T) {
	root := t.TempDir()
	first, err := open(context.Background(), Options{Root: root, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	given, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := open(given, Options{Root: root, Patience: time.Minute}); !errors.Is(err, context.Canceled) {
		t.Errorf("the second entered while the first held the lock: %v", err)
	}
	first.close()
	second, err := open(given, Options{Root: root, Patience: time.Minute})
	if err != nil {
		t.Fatalf("the lock is free: %v", err)
	}
	second.close()
}

func TestRunNeedsABuildID(t *testing.T) {
	o := emptyOptions(t)
	o.BuildID = ""
	if _, err := Run(context.Background(), o); err == nil {
		t.Error("went through")
	}
}
