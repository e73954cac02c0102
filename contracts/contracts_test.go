package contracts

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEveryContractLoads(t *testing.T) {
	all, err := Datasets()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range all {
		names = append(names, d.Name)
	}
	for _, want := range []string{"roster", "votes", "scores", "nominations", "summary", "bulletin_issue"} {
		if !slices.Contains(names, want) {
			t.Errorf("no contract %q among %v", want, names)
		}
	}
}

func TestPrivateFieldsAreNeverStored(t *testing.T) {
	all, err := Datasets()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		for _, f := range d.Columns() {
			if f.Name == "id_card" || f.Name == "phone" || f.Name == "address" {
				t.Errorf("%s stores %s", d.Name, f.Name)
			}
		}
	}
}

func TestShippedRegimes(t *testing.T) {
	all, err := Regimes()
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]bool{}
	for _, r := range all {
		places[r.Place] = true
	}
	for _, want := range []string{"410900", "410783", "411323", "410400", "411081"} {
		if !places[want] {
			t.Errorf("no regime for %s", want)
		}
	}
}

func TestARegimeNamesItsLevels(t *testing.T) {
	const head = "regime: r\nlabel: 办法\nplace: '410900'\nfrom: 2023-01-01\nsource: 文件\n"
	for body, want := range map[string]string{
		"points: {scheme: s, levels: [city, township]}":                         "",
		"points: {scheme: s}":                                                   "第6行：points 里缺少 levels",
		"points: {scheme: s, levels: [city, district]}":                         "没有“district”这一级",
		"review: {outcome_kind: none, base: valid, levels: [市]}":                "没有“市”这一级",
		"review: {outcome_kind: none, base: valid, levels: []}":                 "review 里缺少 levels",
		"review: {outcome_kind: none, base: valid, levels: [city]}\npoints: {}": "第7行：points 里缺少 levels",
	} {
		_, err := ReadRegimes(fstest.MapFS{"r.yaml": {Data: []byte(head + body)}})
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", body, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %s", body, err, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	p, err := LoadPlaces()
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Units) != 18 {
		t.Errorf("%d reporting units, want 18", len(p.Units))
	}
	cases := []struct {
		name string
		want []string
	}{
		{"濮阳市", []string{"410900"}},
		{"濮阳", []string{"410900", "410928"}},
		{"新乡长垣市", []string{"410783"}},
		{"南阳西峡县", []string{"411323"}},
		{"长垣县", []string{"410783"}},
		{"济源示范区", []string{"419001"}},
		{"石家庄市", nil},
	}
	for _, c := range cases {
		if got := p.Resolve(c.name); !slices.Equal(got, c.want) {
			t.Errorf("Resolve(%q) = %v, want %v", c.name, got, c.want)
		}
	}
	if got := p.ResolveIn("410900", "濮阳"); got != "410928" {
		t.Errorf("濮阳 inside 濮阳市 = %q, want the county", got)
	}
	if got := p.Mentioned("为中原添彩：濮阳市濮阳县2024年述职"); !slices.Equal(got, []string{"410928"}) {
		t.Errorf("Mentioned = %v", got)
	}
}
