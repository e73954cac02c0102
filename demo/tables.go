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

// profile is one unit's line of units.yaml.
type profile struct {
	Code         string   `yaml:"code"`
	Small        int      `yaml:"small"`
	Province     int      `yaml:"province"`
	Counties     int      `yaml:"counties"`
	Must         []string `yaml:"must"`
	Folder       string   `yaml:"folder"`
	Title        int      `yaml:"title"`
	File         int      `yaml:"file"`
	Format       string   `yaml:"format"`
	Layout       string   `yaml:"layout"`
	Arrival      string   `yaml:"arrival"`
	Votes        string   `yaml:"votes"`
	Roster       string   `yaml:"roster"`
	RosterEvery  int      `yaml:"roster_every"`
	Scores       string   `yaml:"scores"`
	Nominations  string   `yaml:"nominations"`
	Summary      string   `yaml:"summary"`
	Skip         []int    `yaml:"skip"`
	Date         string   `yaml:"date"`
	Percent      string   `yaml:"percent"`
	Serial       string   `yaml:"serial"`
	Flags        string   `yaml:"flags"`
	Levels       string   `yaml:"levels"`
	Totals       string   `yaml:"totals"`
	Upper        bool     `yaml:"upper"`
	Quirks       []string `yaml:"quirks"`
	Scheme       string   `yaml:"scheme"`
	Leniency     string   `yaml:"leniency"`
	Satisfaction string   `yaml:"satisfaction"`
}

func (p profile) has(quirk string) bool { return slices.Contains(p.Quirks, quirk) }

// headers is headers.yaml: column sets, titles and file names.
type headers struct {
	Votes       map[string][]string `yaml:"votes"`
	Roster      map[string][]string `yaml:"roster"`
	Scores      map[string][]string `yaml:"scores"`
	Nominations map[string][]string `yaml:"nominations"`
	Summary     map[string][]string `yaml:"summary"`
	Titles      map[string][]string `yaml:"titles"`
	Files       []string            `yaml:"files"`
	Labels      map[string]string   `yaml:"labels"`
}

func (h headers) set(dataset, name string) []string {
	return map[string]map[string][]string{"votes": h.Votes, "roster": h.Roster, "scores": h.Scores,
		"nominations": h.Nominations, "summary": h.Summary}[dataset][name]
}

type grant struct {
	Excellent float64 `yaml:"excellent"`
	Proposed  float64 `yaml:"proposed"`
}

// assumptions is assumptions.yaml.
type assumptions struct {
	Shares    map[string]map[string]float64 `yaml:"shares"`
	Upper     map[string]map[string]int     `yaml:"upper"`
	Townships map[string]int                `yaml:"townships"`
	Movement  struct {
		Left      float64 `yaml:"left"`
		ByElected float64 `yaml:"by_elected"`
	} `yaml:"movement"`
	Reviewed struct {
		Share   float64 `yaml:"share"`
		Last    float64 `yaml:"last"`
		LastMin int     `yaml:"last_min"`
		LastMax int     `yaml:"last_max"`
	} `yaml:"reviewed"`
	Satisfaction map[string]float64 `yaml:"satisfaction"`
	Spread       struct {
		County  float64 `yaml:"county"`
		Session float64 `yaml:"session"`
		Deputy  float64 `yaml:"deputy"`
	} `yaml:"spread"`
	Ballots map[string][2]int `yaml:"ballots"`
	Points  struct {
		OddsRatio        float64            `yaml:"odds_ratio"`
		LevelOffset      map[string]float64 `yaml:"level_offset"`
		Leniency         map[string]grant   `yaml:"leniency"`
		NoRow            float64            `yaml:"no_row"`
		NotConfirmed     float64            `yaml:"not_confirmed"`
		FirstYearMissing float64            `yaml:"first_year_missing"`
	} `yaml:"points"`
	Nominations struct {
		OutOfScope float64 `yaml:"out_of_scope"`
		Candidate  float64 `yaml:"candidate"`
		Elected    float64 `yaml:"elected"`
	} `yaml:"nominations"`
	OnlyMonth      map[string]int      `yaml:"only_month"`
	OnlyLevel      map[string][]string `yaml:"only_level"`
	CommitteeForms []string            `yaml:"committee_forms"`
}

// plant is one planted row or file; which fields it uses depends on its list.
type plant struct {
	Unit         string `yaml:"unit"`
	County       string `yaml:"county"`
	Level        string `yaml:"level"`
	Dataset      string `yaml:"dataset"`
	Back         int    `yaml:"back"`
	Kind         string `yaml:"kind"`
	Field        string `yaml:"field"`
	Value        string `yaml:"value"`
	Deputies     int    `yaml:"deputies"`
	Rows         int    `yaml:"rows"`
	Base         int    `yaml:"base"`
	Satisfied    int    `yaml:"satisfied"`
	Dissatisfied int    `yaml:"dissatisfied"`
	Total        int    `yaml:"total"`
	Band         string `yaml:"band"`
}

// plants is plants.yaml.
type plants struct {
	Sessions    []plant `yaml:"sessions"`
	Ballots     []plant `yaml:"ballots"`
	Quarantined []plant `yaml:"quarantined"`
	Warned      []plant `yaml:"warned"`
	Edges       []plant `yaml:"edges"`
	Revised     plant   `yaml:"revised"`
	Copied      plant   `yaml:"copied"`
	Withdrawn   plant   `yaml:"withdrawn"`
}

// wordlists is names.yaml.
type wordlists struct {
	Surnames      []string `yaml:"surnames"`
	Given         []string `yaml:"given"`
	Rare          []string `yaml:"rare"`
	MinorityFirst []string `yaml:"minority_first"`
	MinorityLast  []string `yaml:"minority_last"`
	Titles        []string `yaml:"titles"`
	Structures    []string `yaml:"structures"`
}

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
