package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"lvzhi/internal/lake"
	"lvzhi/internal/warehouse"
	"lvzhi/transform"
)

// kills is how many times each of ingest and transform is killed; KILLS sets
// another number for a long campaign.
func kills() int {
	if n, err := strconv.Atoi(os.Getenv("KILLS")); err == nil && n > 0 {
		return n
	}
	return 30
}

// TestKilled ends ingest and transform with kill -9 at random moments: after
// each the lake, the manifest and the last build are whole, and the same
// command again finishes the job.
func TestKilled(t *testing.T) {
	inbox := smallInbox(t)
	t.Run("ingest", func(t *testing.T) { killIngest(t, inbox) })
	t.Run("transform", func(t *testing.T) { killTransform(t, inbox) })
}

// smallInbox holds enough files that a kill falls between and within them.
func smallInbox(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "inbox")
	units := []string{"郑州市", "开封市", "洛阳市", "平顶山市", "安阳市", "鹤壁市", "新乡市", "焦作市", "许昌市", "漯河市"}
	for month := 1; month <= 4; month++ {
		for _, unit := range units {
			var b strings.Builder
			b.WriteString("姓名,代表层级,述职日期,发出票,收回票,有效票,满意,基本满意,不满意,弃权\n")
			for i := range 40 {
				total := 30
				if i == 7 {
					total = 31 // one broken identity a file
				}
				fmt.Fprintf(&b, "代表%s%d%d,市级,2024-%02d-%02d,%d,%d,%d,20,6,4,0\n", unit[:3], month, i, month, i%27+1, total, total, total)
			}
			name := filepath.Join(dir, fmt.Sprintf("%s2024年%d月述职测评.csv", unit, month))
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// killedAfter runs a command and kills it after a while; it reports whether
// the command was still running then.
func killedAfter(t *testing.T, wait time.Duration, args ...string) bool {
	t.Helper()
	c := program(args...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = c.Wait(); close(ended) }() // a killed process has nothing to say
	select {
	case <-ended:
		return false
	case <-time.After(wait):
		_ = c.Process.Kill() // it may have ended in this moment
		<-ended
		return c.ProcessState.ExitCode() == -1
	}
}

// took measures the undisturbed command, so that kills fall within it.
func took(t *testing.T, args ...string) time.Duration {
	t.Helper()
	start := time.Now()
	c := program(args...)
	_ = c.Run() // exit 3 for the broken rows
	if code := c.ProcessState.ExitCode(); code != exitDone && code != exitAttention {
		t.Fatalf("%v exited %d", args, code)
	}
	return time.Since(start)
}

func killIngest(t *testing.T, inbox string) {
	reference := filepath.Join(t.TempDir(), "reference")
	whole := took(t, "--data", reference, "ingest", inbox)
	random, killed := rand.New(rand.NewPCG(1, 2)), 0
	for round := 0; killed < kills(); round++ {
		data := filepath.Join(t.TempDir(), "data")
		for range 3 { // several kills of one workspace, then the end of the job
			if killedAfter(t, time.Duration(random.Int64N(int64(whole))), "--data", data, "ingest", inbox) {
				killed++
			}
			checkLake(t, data)
		}
		took(t, "--data", data, "ingest", inbox)
		checkLake(t, data)
		sameLake(t, reference, data)
		if t.Failed() || round > 20*kills() {
			t.Fatalf("stopped after round %d, %d kills", round, killed)
		}
	}
	t.Logf("killed %d times within %v", killed, whole)
}

// checkLake: the current manifest reads, and every file it names is there
// with its hash and its rows; nothing else is visible.
func checkLake(t *testing.T, data string) {
	t.Helper()
	state, err := lake.Read(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int64{}
	for _, f := range state.Files {
		raw, err := os.ReadFile(filepath.Join(data, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("%s is not what the manifest says", f.Path)
		}
		rows[f.Kind+f.Batch] += f.Rows
	}
	for _, b := range state.Batches {
		if rows[lake.Rows+b.ID] != b.Accepted || rows[lake.Quarantine+b.ID] != b.Quarantined {
			t.Errorf("batch %s is half there: %d of %d rows, %d of %d in quarantine", b.ID, rows[lake.Rows+b.ID], b.Accepted, rows[lake.Quarantine+b.ID], b.Quarantined)
		}
		if _, err := os.Stat(filepath.Join(data, b.Receipt)); err != nil {
			t.Errorf("batch %s has no receipt: %v", b.ID, err)
		}
	}
}

// sameLake compares what two workspaces hold, whatever the order of arrival.
func sameLake(t *testing.T, a, b string) {
	t.Helper()
	contents := func(data string) map[lake.Key][3]int64 {
		state, err := lake.Read(data, 0)
		if err != nil {
			t.Fatal(err)
		}
		all := map[lake.Key][3]int64{}
		for _, batch := range state.Batches {
			all[batch.Key()] = [3]int64{batch.Accepted, batch.Quarantined, batch.Skipped}
		}
		return all
	}
	x, y := contents(a), contents(b)
	if len(x) != len(y) || len(x) == 0 {
		t.Errorf("%d batches, want %d", len(y), len(x))
	}
	for key, want := range x {
		if y[key] != want {
			t.Errorf("%v: %v, want %v", key, y[key], want)
		}
	}
}

func killTransform(t *testing.T, inbox string) {
	data := filepath.Join(t.TempDir(), "data")
	took(t, "--data", data, "ingest", inbox)
	whole := took(t, "--data", data, "transform")
	want := answer(t, data)
	random, killed := rand.New(rand.NewPCG(3, 4)), 0
	for round := 0; killed < kills(); round++ {
		if killedAfter(t, time.Duration(random.Int64N(int64(whole)+1)), "--data", data, "transform") {
			killed++
		}
		if got := answer(t, data); got != want {
			t.Fatalf("after kill %d the last build answers %s, not %s", killed, got, want)
		}
		if round > 20*kills() {
			t.Fatalf("only %d kills in %d rounds", killed, round)
		}
	}
	took(t, "--data", data, "transform")
	if got := answer(t, data); got != want {
		t.Errorf("the finished build answers %s, not %s", got, want)
	}
	builds, err := filepath.Glob(filepath.Join(data, "warehouse", "*", "*.duckdb"))
	if err != nil || len(builds) > 3 {
		t.Errorf("half-made builds pile up: %v %v", builds, err)
	}
	t.Logf("killed %d times within %v", killed, whole)
}

// answer asks the published build for its sums.
func answer(t *testing.T, data string) string {
	t.Helper()
	path, err := transform.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	db, err := warehouse.OpenReadOnly(context.Background(), path, "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	table, err := db.Query(context.Background(), "select cast(count(*) as bigint), cast(sum(satisfied) as bigint), cast(sum(ballots) as bigint) from marts.satisfaction_unit_month where level = 'all' and base_kind = 'valid'")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(table.Rows)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
