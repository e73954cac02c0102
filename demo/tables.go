package demo

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"lvzhi/contracts"
	"lvzhi/data"
)

//go:embed tables/*.yaml regimes/*.yaml
var files embed.FS

// tables is all the demo knows before chance comes in.
type tables struct {
	units     []profile
	headers   headers
	assume    assumptions
	plants    plants
	words     wordlists
	places    *contracts.Places
	townships map[string][]string // county code -> names of those with a congress
	schemes   map[string]contracts.Points
	terms     map[string]contracts.CongressTerm
}

func loadTables() (*tables, error) {
	t := &tables{schemes: map[string]contracts.Points{}, terms: map[string]contracts.CongressTerm{}}
	for name, into := range map[string]any{"units": &t.units, "headers": &t.headers,
		"assumptions": &t.assume, "plants": &t.plants, "names": &t.words} {
		if err := readYAML("tables/"+name+".yaml", into); err != nil {
			return nil, err
		}
	}
	var err error
	if t.places, err = contracts.LoadPlaces(); err != nil {
		return nil, err
	}
	if err := t.loadTownships(); err != nil {
		return nil, err
	}
	if err := t.loadTerms(); err != nil {
		return nil, err
	}
	return t, t.loadSchemes()
}

func readYAML(name string, into any) error {
	raw, err := files.ReadFile(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil {
		return fmt.Errorf("decode %s: %w", name, err)
	}
	return nil
}

// loadTownships keeps towns and townships: streets have no congress.
func (t *tables) loadTownships() error {
	f, err := data.Reference.Open("reference/townships.csv")
	if err != nil {
		return fmt.Errorf("open townships: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("read townships: %w", err)
	}
	t.townships = map[string][]string{}
	for _, r := range rows[1:] {
		if slices.Contains([]string{"乡", "镇", "民族乡镇"}, r[2]) {
			t.townships[r[3]] = append(t.townships[r[3]], r[1])
		}
	}
	return nil
}

func (t *tables) loadTerms() error {
	terms, err := contracts.Terms()
	for _, term := range terms {
		t.terms[term.Level] = term
	}
	return err
}

func (t *tables) loadSchemes() error {
	shipped, err := contracts.Regimes()
	if err != nil {
		return err
	}
	own, err := madeUpRegimes()
	if err != nil {
		return err
	}
	for _, r := range slices.Concat(shipped, own) {
		if r.Points != nil {
			t.schemes[r.Points.Scheme] = *r.Points
		}
	}
	for _, u := range t.units {
		if u.Scheme != "" && len(t.schemes[u.Scheme].Bands) == 0 {
			return fmt.Errorf("unit %s names scheme %q, which has no bands", u.Code, u.Scheme)
		}
	}
	return nil
}

func madeUpRegimes() ([]contracts.Regime, error) {
	folder, err := fs.Sub(files, "regimes")
	if err != nil {
		return nil, fmt.Errorf("open made-up regimes: %w", err)
	}
	return contracts.ReadRegimes(folder)
}

// countyName writes a county as the unit writes it.
func (t *tables) countyName(p profile, code string) string {
	d, _ := t.places.ByCode(code)
	switch {
	case p.has("old_county") && code == "411603":
		return "淮阳县"
	case p.has("short_county"):
		r := []rune(d.Name)
		if short := string(r[:len(r)-1]); len(r) > 2 && t.places.ResolveIn(p.Code, short) == code {
			return short
		}
	}
	return d.Name
}

func expand(pattern string, pairs ...string) string {
	return strings.NewReplacer(pairs...).Replace(pattern)
}
