package transform

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lvzhi/contracts"
	"lvzhi/demo"
	"lvzhi/internal/lake"
	models "lvzhi/sql"
)

// exported is every mart of a build as the bytes of its Parquet file.
func exported(t *testing.T, build string) map[string][]byte {
	t.Helper()
	folder := t.TempDir()
	names, err := ExportMarts(context.Background(), build, folder)
	if err != nil || len(names) < 20 {
		t.Fatalf("exported %d marts: %v", len(names), err)
	}
	marts := map[string][]byte{}
	for _, name := range names {
		raw, err := os.ReadFile(filepath.Join(folder, name+".parquet"))
		if err != nil {
			t.Fatal(err)
		}
		marts[name] = raw
	}
	return marts
}

// differing names the marts that are not the same bytes.
func differing(a, b map[string][]byte) (names []string) {
	for name := range a {
		if !bytes.Equal(a[name], b[name]) {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// The marts of a manifest are the same bytes however they were built: on any
// number of threads, of all units at once, unit by unit, or of one unit's new
// file over the build before.
func TestEveryWayGivesTheSameMarts(t *testing.T) {
	ctx := context.Background()
	o := demoLake(t, demo.Options{Seed: 3})
	o.Program = "this program"
	newest := o.State
	builds := 0
	run := func(change func(*Options)) map[string][]byte {
		t.Helper()
		some := o
		change(&some)
		builds++
		some.BuildID = fmt.Sprintf("b%02d", builds)
		result, err := Run(ctx, some)
		if err != nil {
			t.Fatal(err)
		}
		return exported(t, result.Path)
	}
	want := run(func(o *Options) { o.Whole = true })
	for way, change := range map[string]func(*Options){
		"one thread":    func(o *Options) { o.Whole, o.Threads = true, 1 },
		"eight threads": func(o *Options) { o.Whole, o.Threads = true, 8 },
		"unit by unit":  func(o *Options) { o.ManyRows = 1 },
		"taken over":    func(*Options) {},
	} {
		if names := differing(want, run(change)); len(names) > 0 {
			t.Errorf("%s: other bytes in %v", way, names)
		}
	}

	// The state before one unit's last file of each kind, then with them.
	before := newest
	for _, dataset := range []string{"votes", "roster", "scores", "activities", "plans"} {
		for i := len(newest.Batches) - 1; i >= 0; i-- {
			if b := newest.Batches[i]; b.Dataset == dataset && b.Unit == "410900" && b.ReplacedBy == "" {
				before = lacking(before, b.ID)
				break
			}
		}
	}
	earlier := run(func(o *Options) { o.State, o.Whole = before, true })
	if len(differing(want, earlier)) == 0 {
		t.Error("the file that came last changed nothing")
	}
	if way := chooseWay(withBefore(t, o)); len(way.passes) != 1 || !slices.Equal(way.passes[0], []string{"410900"}) {
		t.Errorf("one unit's new file is built by %v", way)
	}
	if names := differing(want, run(func(*Options) {})); len(names) > 0 {
		t.Errorf("one unit's new file: other bytes in %v", names)
	}
}

// lacking is the state before a batch came in.
func lacking(state *lake.State, batch string) *lake.State {
	before := *state
	before.Batches = slices.DeleteFunc(slices.Clone(state.Batches), func(b lake.Batch) bool { return b.ID == batch })
	before.Files = slices.DeleteFunc(slices.Clone(state.Files), func(f lake.File) bool { return f.Batch == batch })
	return &before
}

// withBefore is what Run makes of options before it chooses a way.
func withBefore(t *testing.T, o Options) Options {
	t.Helper()
	o.AsOf = asOf(o)
	h := home{dir: filepath.Join(o.Root, "warehouse")}
	o.before = h.before(marksOf(o))
	return o
}

// What another unit sent, and what is no unit's own, must not reach a model
// that is built for some units: such a build would not see it.
func TestLocalModelsReadTheirUnitAlone(t *testing.T) {
	db, _ := emptyWarehouse(t)
	all, err := models.Tables()
	if err != nil {
		t.Fatal(err)
	}
	forbidden := []string{"ref.submission", "ref.refusal"}
	for _, d := range emptyOptions(t).Datasets {
		if d.Source != "" {
			forbidden = append(forbidden, stagingNames(d)...)
		}
	}
	made, err := existing(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	g, err := order(context.Background(), db, all, made)
	if err != nil {
		t.Fatal(err)
	}
	// Rows that follow from one text, one count or the reference alone.
	harmless := []string{"intermediate.int_law_article", "intermediate.int_review_regime", "intermediate.int_review_base", "intermediate.int_review_judgement",
		"intermediate.int_review_outcome", "intermediate.int_satisfaction_window_term", "intermediate.int_score_band", "intermediate.int_score_scheme", "intermediate.int_text_term"}
	for _, m := range all {
		if !m.ByUnit {
			continue
		}
		for table := range g.behind([]string{m.Table()}, func(string) bool { return false }) {
			model, isModel := g.models[table]
			if slices.Contains(forbidden, table) || isModel && !model.ByUnit && !slices.Contains(harmless, table) {
				t.Errorf("%s is built by unit and rests on %s", m.Table(), table)
			}
		}
		columns := columnTypes(context.Background(), t, db, "select * from "+m.Table())
		if columns["unit_code"] == "" {
			t.Errorf("%s is built by unit and has no unit_code", m.Table())
		}
	}
}

// A build before that was damaged afterwards is no reason not to build.
func TestADamagedBuildBeforeIsBuiltAnew(t *testing.T) {
	ctx := context.Background()
	w := newWorkspace(t)
	w.add("votes", "410900", "all", "2024-09", contracts.Increment, row{"deputy_name": "张三", "level": "city", "review_date": "2024-09-09", "valid": 10, "satisfied": 9, "basic": 1, "dissatisfied": 0, "abstain": 0})
	o := w.options
	o.Program = "this program"
	for i, damage := range []func(path string) error{
		os.Remove,
		func(path string) error { return os.Truncate(path, 5000) },
		func(path string) error { return os.WriteFile(path, []byte("no database"), 0o600) },
	} {
		o.BuildID = fmt.Sprintf("b%d-good", i)
		built, err := Run(ctx, o)
		if err != nil {
			t.Fatal(err)
		}
		if err := damage(built.Path); err != nil {
			t.Fatal(err)
		}
		o.BuildID = fmt.Sprintf("b%d-next", i)
		if _, err := Run(ctx, o); err != nil {
			t.Errorf("damage %d: %v", i, err)
		}
	}
}
