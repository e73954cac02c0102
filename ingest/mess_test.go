package ingest

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lvzhi/ingest/check"
)

// fixture is one line of testdata/mess/index.csv: a file, the name it was
// sent under, the kinds of mess it shows (numbers of the list in
// testdata/README.md), and what is to come of it, worked out by hand. Lines
// of one case go to one desk, one after the other.
type fixture struct{ name, file, sent, kinds, expected, problems string }

func fixtures(t *testing.T) []fixture {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "mess", "index.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []fixture
	for _, l := range lines[1:] {
		all = append(all, fixture{l[0], l[1], l[2], l[3], l[4], l[5]})
	}
	return all
}

// receive sends a fixture to the desk under the name it came with.
func (d *desk) receive(f fixture) []Outcome {
	d.t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "mess", f.file))
	if err != nil {
		d.t.Fatal(err)
	}
	path := filepath.Join(filepath.Dir(d.root), "inbox", f.sent)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		d.t.Fatal(err)
	}
	all, err := d.Receive(context.Background(), path, Hints{})
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

// TestEveryKindOfMess holds every fixture against what was worked out by
// hand: what became of it, its counts, and each problem's cell and rule.
func TestEveryKindOfMess(t *testing.T) {
	desks := map[string]*desk{}
	for _, f := range fixtures(t) {
		if desks[f.name] == nil {
			desks[f.name] = newDesk(t)
		}
		var got, problems []string
		for _, o := range desks[f.name].receive(f) {
			if o.Read != o.Accepted+o.Quarantined+o.Skipped {
				t.Errorf("%s: read %d, accepted %d, quarantined %d, skipped %d", f.name, o.Read, o.Accepted, o.Quarantined, o.Skipped)
			}
			got = append(got, fmt.Sprintf("%s %s %s %s %s %d=%d+%d+%d", o.Status, o.Dataset, o.Unit, o.Scope, o.Period, o.Read, o.Accepted, o.Quarantined, o.Skipped))
			problems = append(problems, remarked(o.Problems)...)
		}
		slices.Sort(got)
		slices.Sort(problems)
		wanted := strings.Fields(f.problems)
		slices.Sort(wanted)
		if strings.Join(got, " & ") != f.expected && strings.Join(got, " & ") != sorted(f.expected) {
			t.Errorf("%s (%s):\n got %s\nwant %s", f.name, f.file, strings.Join(got, " & "), f.expected)
		}
		if !slices.Equal(problems, wanted) {
			t.Errorf("%s (%s):\n got %v\nwant %v", f.name, f.file, problems, wanted)
		}
	}
}

func sorted(expected string) string {
	all := strings.Split(expected, " & ")
	slices.Sort(all)
	return strings.Join(all, " & ")
}

// remarked writes problems as cell:rule, errors with a mark behind.
func remarked(problems []check.Problem) []string {
	var all []string
	for _, p := range problems {
		text := p.Rule
		if p.Cell != "" {
			text = p.Cell + ":" + text
		}
		if p.Severity == check.Error {
			text += "!"
		}
		all = append(all, text)
	}
	return all
}

// TestAllKindsHaveAFixture: the list has fifteen kinds.
func TestAllKindsHaveAFixture(t *testing.T) {
	shown := map[string]bool{}
	for _, f := range fixtures(t) {
		for _, kind := range strings.Fields(f.kinds) {
			shown[kind] = true
		}
	}
	for kind := 1; kind <= 15; kind++ {
		if !shown[fmt.Sprint(kind)] {
			t.Errorf("no fixture shows kind %d", kind)
		}
	}
}
