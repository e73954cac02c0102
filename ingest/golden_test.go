package ingest

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden holds everything that goes back for each fixture, and everything
// that is kept of it, against testdata/golden. After a change read the diff as
// the clerk would who gets it.
func TestGolden(t *testing.T) {
	texts, desks := map[string]*strings.Builder{}, map[string]*desk{}
	for _, f := range fixtures(t) {
		if desks[f.name] == nil {
			desks[f.name], texts[f.name] = newDesk(t), &strings.Builder{}
		}
		fmt.Fprintf(texts[f.name], "# %s，送来时叫“%s”\n", f.file, f.sent)
		for _, o := range desks[f.name].receive(f) {
			desks[f.name].tell(texts[f.name], o)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		path, got := filepath.Join("testdata", "golden", name+".txt"), texts[name].String()
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs:\n%s", path, lineDiff(string(want), got)) // nothing: the same lines in another order
		}
	}
}

// tell writes one outcome for a reader.
func (d *desk) tell(to *strings.Builder, o Outcome) {
	inbox := filepath.Join(filepath.Dir(d.root), "inbox") + string(filepath.Separator)
	fmt.Fprintf(to, "\n## %s\n", filepath.ToSlash(strings.TrimPrefix(o.Path, inbox)))
	fmt.Fprintf(to, "status %s · dataset %s · unit %s · scope %s · period %s\n", o.Status, o.Dataset, o.Unit, o.Scope, o.Period)
	fmt.Fprintf(to, "read %d = accepted %d + quarantined %d + skipped %d · warnings %d\n", o.Read, o.Accepted, o.Quarantined, o.Skipped, o.Warnings)
	for _, p := range o.Problems {
		fmt.Fprintf(to, "- %s!%s 第%d行 %s %s %s “%s” → %s；%s\n", p.Sheet, p.Cell, p.Row, p.Field, p.Rule, p.Severity, oneLine(p.Value), oneLine(p.Message), p.Remedy)
	}
	if o.Status == Unchanged || o.Status == Refused {
		return
	}
	list(to, "accepted", d.accepted(o))
	list(to, "quarantined", d.quarantined(o))
}

func list(to *strings.Builder, what string, rows []taken) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(to, "%s:\n", what)
	for _, r := range rows {
		fmt.Fprintf(to, "  %s!%d", r.sheet, r.row)
		for _, name := range slices.Sorted(maps.Keys(r.values)) {
			fmt.Fprintf(to, " | %s %s", name, oneLine(r.values[name]))
		}
		to.WriteString("\n")
	}
}

func oneLine(text string) string { return strings.ReplaceAll(text, "\n", "⏎") }

// lineDiff lists the lines that only one of two texts has.
func lineDiff(want, got string) string {
	var out strings.Builder
	for _, side := range []struct{ mark, text, other string }{{"- ", want, got}, {"+ ", got, want}} {
		there := strings.Split(side.other, "\n")
		for line := range strings.SplitSeq(side.text, "\n") {
			if !slices.Contains(there, line) {
				out.WriteString(side.mark + line + "\n")
			}
		}
	}
	return out.String()
}
