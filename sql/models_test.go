package models

import (
	"slices"
	"testing"
)

func TestEveryFileHasItsHeader(t *testing.T) {
	tables, err := Tables()
	if err != nil {
		t.Fatal(err)
	}
	checks, err := Checks()
	if err != nil {
		t.Fatal(err)
	}
	if len(tables) == 0 || len(checks) == 0 {
		t.Errorf("%d models and %d assertions", len(tables), len(checks))
	}
	if _, err := ReportQueries(); err != nil {
		t.Error(err)
	}
}

func TestHeader(t *testing.T) {
	h := parseHeader("-- What it means,\n-- in two lines.\n-- grain: a, b\n--\n-- A note.\nselect 1 -- grain: not this\n-- severity: error")
	if want := "What it means,\nin two lines.\n\nA note."; h.meaning != want {
		t.Errorf("meaning %q, want %q", h.meaning, want)
	}
	if h.keys["grain"] != "a, b" || h.keys["severity"] != "" {
		t.Errorf("keys %v", h.keys)
	}
}

func TestLabelsOfOneMartComeFirst(t *testing.T) {
	d := Dictionary{
		Marts:   map[string]MartLabels{"m": {View: "视图", Columns: map[string]string{"n": "席位数"}}},
		Columns: map[string]string{"n": "数量"},
	}
	var got []string
	for _, pair := range [][2]string{{"m", "n"}, {"other", "n"}, {"other", "x"}} {
		label, _ := d.Label(pair[0], pair[1])
		got = append(got, label)
	}
	if !slices.Equal(got, []string{"席位数", "数量", "x"}) {
		t.Errorf("labels %v", got)
	}
	if _, ok := d.View("other"); ok {
		t.Error("a mart without an entry has no view of its own")
	}
}
