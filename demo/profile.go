package demo

import "slices"

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
	Work         []string `yaml:"work"`
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
	Work        map[string][]string `yaml:"work"` // one form for each further dataset
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
	Quality     []plant `yaml:"quality"`
	PartYear    plant   `yaml:"part_year"`
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
