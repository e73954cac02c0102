package transform

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lvzhi/contracts"
)

func shown(changes Changes) string {
	var lines []string
	for _, c := range changes.Rows {
		lines = append(lines, strings.TrimSpace(fmt.Sprint(c.Kind, " ", c.Unit, " ", c.Deputy, " ", c.When, " ", c.Before, " → ", c.After)))
	}
	return strings.Join(lines, "\n")
}

func whatIf(t *testing.T, w *workspace, change func(*Options)) Changes {
	t.Helper()
	after := w.options
	change(&after)
	changes, err := WhatIf(context.Background(), w.options, after)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// A third exactly is no more than a third: made inclusive, one deputy's
// consequence changes, and nothing that was published does.
func TestWhatIfARegimeWereAnother(t *testing.T) {
	w := newWorkspace(t)
	w.add("votes", "410900", "all", "2024-09", contracts.Increment, vote("甲", "2024-09-10", 20, 30), vote("乙", "2024-09-10", 19, 30), vote("丙", "2024-09-10", 30, 30))
	good := w.run("b1")
	files := everyFile(t, filepath.Join(w.options.Root, "warehouse"))
	changed := shippedRegime(t, "puyang-2023")
	review := *changed.Review
	review.Rules = append([]contracts.Rule{}, review.Rules...)
	review.Rules[1].Strict = false
	changed.Review = &review
	got := whatIf(t, w, func(o *Options) { o.Regimes = contracts.WithRegimes(o.Regimes, []contracts.Regime{changed}) })
	if want := "consequence 410900 甲 2024-09 none/confirmed → rectify/confirmed/2024-12-10"; shown(got) != want {
		t.Errorf("got %q, want %q", shown(got), want)
	}
	if got.Manifest != 1 || day(got.AsOf) != "2024-09-30" {
		t.Errorf("manifest %d, as of %s", got.Manifest, day(got.AsOf))
	}
	if path, err := Open(w.options.Root); err != nil || path != good.Path {
		t.Errorf("current is %s, %v", path, err)
	}
	if now := everyFile(t, filepath.Join(w.options.Root, "warehouse")); now != files {
		t.Errorf("the warehouse holds\n%s\nand held\n%s", now, files)
	}
	if got := whatIf(t, w, func(*Options) {}); len(got.Rows) != 0 {
		t.Errorf("no change changes %s", shown(got))
	}
}

func everyFile(t *testing.T, folder string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
		names = append(names, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, "\n")
}

func TestWhatIfPointsWereRounded(t *testing.T) {
	w := newWorkspace(t)
	score := func(name string, total float64) row {
		return row{"deputy_name": name, "level": "city", "year": 2023, "base_score": total, "bonus_score": 0, "deducted_score": 0, "total_reported": total, "review_state": "confirmed"}
	}
	w.add("scores", "410400", "all", "2023-12", contracts.Increment, score("甲", 89.5), score("乙", 89.4), score("丙", 90))
	rounded := shippedRegime(t, "pingdingshan-2020")
	points := *rounded.Points
	points.Banding = "round_half_up"
	rounded.Points = &points
	got := whatIf(t, w, func(o *Options) { o.Regimes = contracts.WithRegimes(o.Regimes, []contracts.Regime{rounded}) })
	if want := "band 410400 甲 2023 称职 → 优秀"; shown(got) != want {
		t.Errorf("got %q, want %q", shown(got), want)
	}
}

// On another base another unit comes first; and too few sessions are compared.
func TestWhatIfAChoiceWereAnother(t *testing.T) {
	w := newWorkspace(t)
	for unit, satisfied := range map[string]int{"410900": 18, "410400": 16} {
		var rows []row
		for i := range 12 {
			r := vote(fmt.Sprint("代表", i), fmt.Sprintf("2024-09-%02d", 1+i), satisfied, 20)
			r["county_code"] = map[string]string{"410900": "410928", "410400": "410422"}[unit]
			if r["issued"] = 20; unit == "410900" {
				r["participants"], r["issued"] = 30, 30
			}
			rows = append(rows, r)
		}
		w.add("votes", unit, "all", "2024-09", contracts.Increment, rows...)
	}
	choose := func(key string, value any) func(*Options) {
		return func(o *Options) {
			o.Choices = append([]contracts.Choice{}, o.Choices...)
			for i := range o.Choices {
				if o.Choices[i].Key == key {
					o.Choices[i].Value = value
				}
			}
		}
	}
	got := shown(whatIf(t, w, choose("comparison_base", "issued")))
	for _, want := range []string{"rank 410900  2024-09 1 → 2", "rank 410400  2024-09 2 → 1"} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
	if got := shown(whatIf(t, w, choose("min_mandates", int64(13)))); !strings.Contains(got, "rank 410900  2024-09 1 →\n") && !strings.HasSuffix(got, "rank 410900  2024-09 1 →") {
		t.Errorf("got %q, want no rank after", got)
	}
}
