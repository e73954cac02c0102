package demo

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"lvzhi/contracts"
)

func write(t *testing.T, o Options) (string, Truth) {
	t.Helper()
	dir := t.TempDir()
	truth, err := Write(context.Background(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return dir, truth
}

func hashes(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	all := map[string][32]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = sha256.Sum256(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestSameSeedSameBytes(t *testing.T) {
	first, a := write(t, Options{Seed: 7, Months: 3})
	second, b := write(t, Options{Seed: 7, Months: 3})
	other, _ := write(t, Options{Seed: 8, Months: 3})
	x, y, z := hashes(t, first), hashes(t, second), hashes(t, other)
	if !maps.Equal(x, y) {
		t.Error("the same seed gave other bytes")
	}
	if !reflect.DeepEqual(a, b) {
		t.Error("the same seed gave another truth")
	}
	same := 0
	for path, sum := range x {
		if z[path] == sum {
			same++
		}
	}
	if same > len(x)/20 {
		t.Errorf("%d of %d files do not depend on the seed", same, len(x))
	}
}

func TestSmallProvince(t *testing.T) {
	dir, truth := write(t, Options{Seed: 1})
	if truth.Mandates < 3800 || truth.Mandates > 4600 {
		t.Errorf("%d mandates, want about 4,000", truth.Mandates)
	}
	if truth.FirstPeriod != "2024-01" || truth.LastPeriod != "2024-09" {
		t.Errorf("periods %s to %s", truth.FirstPeriod, truth.LastPeriod)
	}
	var voting, skipping, high, low int
	for _, u := range truth.Units {
		if !u.SendsVotes {
			continue
		}
		voting++
		if len(u.SkipsVotes) > 0 {
			skipping++
		}
		switch u.Satisfaction {
		case "high":
			high++
		case "low":
			low++
		}
		if !slices.Contains(u.SkipsVotes, truth.LastPeriod) && (u.Last.Mandates < 20 || u.Last.Sessions < 4) {
			t.Errorf("%s has %d mandates in %d sessions in the last month: too few to compare", u.Name, u.Last.Mandates, u.Last.Sessions)
		}
		if _, ok := u.Coverage["city"]; ok == (u.Code == "419001") {
			t.Errorf("%s: has a city level = %v", u.Name, ok)
		}
	}
	if voting < 15 || skipping != 2 || high != 3 || low != 2 {
		t.Errorf("%d units vote, %d skip months, %d high, %d low", voting, skipping, high, low)
	}
	onDisk := hashes(t, dir)
	if len(onDisk) != len(truth.Files) {
		t.Errorf("%d files, the truth lists %d", len(onDisk), len(truth.Files))
	}
	for _, f := range truth.Files {
		if _, ok := onDisk[f.Path]; !ok {
			t.Errorf("the truth lists %s, which is not there", f.Path)
		}
	}
	for _, p := range truth.Unchanged {
		if onDisk[p.File] != onDisk[p.Other] {
			t.Errorf("%s and %s differ", p.File, p.Other)
		}
	}
	for _, p := range truth.Replaced {
		if onDisk[p.File] == onDisk[p.Other] || p.File > p.Other {
			t.Errorf("%s must differ from %s and come before it", p.File, p.Other)
		}
	}
}

func TestPlantsAreAllThere(t *testing.T) {
	for seed := uint64(1); seed <= 3; seed++ {
		_, truth := write(t, Options{Seed: seed})
		countPlants(t, truth)
	}
}

func countPlants(t *testing.T, truth Truth) {
	t.Helper()
	tables, err := loadTables()
	if err != nil {
		t.Fatal(err)
	}
	p := tables.plants
	rows := 0
	for _, b := range p.Ballots {
		rows += b.Rows
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"quarantined rows", len(truth.Quarantined), len(p.Quarantined)},
		{"warned rows", len(truth.Warned), len(p.Warned)},
		{"consequences", len(truth.Consequences), rows},
		{"edges", len(truth.Edges), len(p.Edges)},
		{"refused files", len(truth.Refused), 6},
		{"withdrawn rows", len(truth.Withdrawn), 1},
	} {
		if c.got != c.want {
			t.Errorf("seed %d: %d %s, want %d", truth.Seed, c.got, c.what, c.want)
		}
	}
	if truth.JanuaryReviews.Rows == 0 {
		t.Error("no review in 西峡 in January")
	}
}

func TestTruthIsJSON(t *testing.T) {
	_, truth := write(t, Options{Seed: 3, Months: 2})
	raw, err := json.Marshal(truth)
	if err != nil {
		t.Fatal(err)
	}
	var back Truth
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, truth) {
		t.Error("the truth does not survive JSON")
	}
}

func TestProvinceSizes(t *testing.T) {
	tables, err := loadTables()
	if err != nil {
		t.Fatal(err)
	}
	o, err := Options{Scale: Province, Seed: 1}.completed()
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, p := range tables.units {
		total += p.Province
		if p.Code != "410900" {
			continue
		}
		months, inOffice := newCalendar(o), 0
		for _, m := range tables.populate(p, o, months) {
			if m.inOfficeAt(monthEnd(months.last())) {
				inOffice++
			}
		}
		if inOffice < 7700 || inOffice > 7799 {
			t.Errorf("濮阳 has %d in office, the issue says 7,700余", inOffice)
		}
	}
	if total != 180_000 {
		t.Errorf("the province has %d mandates, want 180,000", total)
	}
}

func TestRegimes(t *testing.T) {
	dir := t.TempDir()
	if err := WriteRegimes(dir); err != nil {
		t.Fatal(err)
	}
	all, err := contracts.ReadRegimes(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	points, reviews, lines := 0, 0, map[float64]bool{}
	for _, r := range all {
		if r.Source != "演示数据" {
			t.Errorf("%s: source %q", r.ID, r.Source)
		}
		if r.Points != nil {
			points++
			lines[*r.Points.Bands[0].AtLeast] = true
		}
		if r.Review != nil {
			reviews++
		}
	}
	if points != 9 || len(lines) != 9 || reviews != 2 {
		t.Errorf("%d schemes with %d band lines, %d review regimes", points, len(lines), reviews)
	}
}

func TestOptionsRefuseNonsense(t *testing.T) {
	for _, o := range []Options{{Scale: "huge", Months: 3}, {Months: -1}, {LastPeriod: "2024"}} {
		if _, err := Write(context.Background(), t.TempDir(), o); err == nil {
			t.Errorf("%+v was accepted", o)
		}
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Write(stopped, t.TempDir(), Options{}); err == nil {
		t.Error("a cancelled run ended well")
	}
}
