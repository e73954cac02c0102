package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lvzhi/internal/lake"
	"lvzhi/internal/workspace"
)

// TestKilledHousekeeping ends gc, backup, restore and undo with kill -9 at
// random moments: the lake stays whole, a backup and a restored workspace are
// whole or not there, and the same command again ends the job.
func TestKilledHousekeeping(t *testing.T) {
	source := filepath.Join(t.TempDir(), "data")
	inbox := smallInbox(t)
	took(t, "--data", source, "ingest", inbox)
	secondEdition(t, inbox)
	took(t, "--data", source, "ingest", inbox)
	took(t, "--data", source, "backup", source+".tar.zst")
	for _, c := range []struct {
		name string
		kill func(t *testing.T, data string, wait func(whole time.Duration) time.Duration) (killed bool)
	}{
		{"gc", killGC}, {"backup", killBackup}, {"undo", killUndo},
		{"restore", func(t *testing.T, data string, wait func(time.Duration) time.Duration) bool {
			return killRestore(t, source+".tar.zst", data, wait)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			random, killed := rand.New(rand.NewPCG(5, 6)), 0
			wait := func(whole time.Duration) time.Duration { return time.Duration(random.Int64N(int64(whole))) }
			for round := 0; killed < max(4, kills()/6); round++ {
				data := filepath.Join(t.TempDir(), "data")
				if err := os.CopyFS(data, os.DirFS(source)); err != nil {
					t.Fatal(err)
				}
				if c.kill(t, data, wait) {
					killed++
				}
				if t.Failed() || round > 20*kills() {
					t.Fatalf("stopped after round %d, %d kills", round, killed)
				}
			}
		})
	}
}

// secondEdition corrects every file, so that each replaces its predecessor.
func secondEdition(t *testing.T, inbox string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(inbox, "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f, bytes.ReplaceAll(raw, []byte(",20,6,"), []byte(",21,5,")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// sound: the whole workspace verifies, and every manifest there can be read.
func sound(t *testing.T, data string) {
	t.Helper()
	if found, err := lake.Verify(context.Background(), data); err != nil || len(found.Damaged) > 0 {
		t.Errorf("%v, %v", found.Damaged, err)
	}
	manifests, err := filepath.Glob(filepath.Join(data, "manifests", "[0-9]*.json"))
	if err != nil || len(manifests) == 0 {
		t.Fatal(manifests, err)
	}
	for _, m := range manifests {
		var n int64
		if _, err := fmt.Sscanf(filepath.Base(m), "%d.json", &n); err != nil {
			t.Fatal(err)
		}
		if _, err := lake.Read(data, n); err != nil {
			t.Error(err)
		}
	}
}

func killGC(t *testing.T, data string, wait func(time.Duration) time.Duration) bool {
	command := []string{"--data", data, "gc", "--keep", "1", "--grace", "0"}
	killed := killedAfter(t, wait(60*time.Millisecond), command...)
	sound(t, data)
	took(t, command...)
	sound(t, data)
	return killed
}

func killBackup(t *testing.T, data string, wait func(time.Duration) time.Duration) bool {
	path := filepath.Join(filepath.Dir(data), "b.tar.zst")
	command := []string{"--data", data, "backup", path}
	killed := killedAfter(t, wait(80*time.Millisecond), command...)
	sound(t, data)
	if _, err := os.Stat(path); err != nil {
		took(t, command...)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if list, err := workspace.Inspect(context.Background(), f, nil); err != nil || list.Manifest != 80 {
		t.Errorf("the backup is not whole: manifest %d, %v", list.Manifest, err)
	}
	return killed
}

func killRestore(t *testing.T, backup, data string, wait func(time.Duration) time.Duration) bool {
	fresh := data + "2"
	killed := killedAfter(t, wait(200*time.Millisecond), "restore", backup, fresh)
	if _, err := os.Stat(fresh); err != nil {
		took(t, "restore", backup, fresh)
	}
	sound(t, fresh)
	sameLake(t, data, fresh)
	if _, err := os.Stat(fresh + ".part"); err == nil {
		t.Error("the half-made folder is still there")
	}
	return killed
}

func killUndo(t *testing.T, data string, wait func(time.Duration) time.Duration) bool {
	state, err := lake.Read(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	last := state.Batches[len(state.Batches)-1]
	killed := killedAfter(t, wait(60*time.Millisecond), "--data", data, "undo", last.ID)
	after, err := lake.Read(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	live, ok := after.Current(last.Key())
	if isUndone := after.Number == state.Number+1; !ok || isUndone && live.ID != last.Replaces || !isUndone && live.ID != last.ID || after.Number > state.Number+1 {
		t.Errorf("manifest %d, was %d, live %+v", after.Number, state.Number, live)
	}
	sound(t, data)
	return killed
}
