package demo

import "slices"

// Truth is everything that was planted in an inbox. Paths are relative to the
// inbox with forward slashes; rows are 1-based sheet rows (records of a csv).
type Truth struct {
	Scale          string          `json:"scale"`
	Seed           uint64          `json:"seed"`
	FirstPeriod    string          `json:"first_period"`
	LastPeriod     string          `json:"last_period"`
	Mandates       int             `json:"mandates"` // in office at the end, all levels
	Files          []File          `json:"files"`
	Units          []Unit          `json:"units"`
	Quarantined    []Row           `json:"quarantined"`
	Warned         []Row           `json:"warned"`
	Refused        []Refused       `json:"refused"`
	Replaced       []Pair          `json:"replaced"`  // File is replaced by Other
	Unchanged      []Pair          `json:"unchanged"` // File and Other have the same bytes
	Withdrawn      []Row           `json:"withdrawn"` // Row stands in File, later cumulative files lack it
	Consequences   []Consequence   `json:"consequences"`
	Edges          []Edge          `json:"edges"`
	Strata         []Stratum       `json:"strata"`
	OddsRatio      float64         `json:"odds_ratio"` // of being proposed, best band against other, inside each stratum
	ScoreYears     []int           `json:"score_years"`
	JanuaryReviews JanuaryReviews  `json:"january_reviews"`
	Nominations    NominationTruth `json:"nominations"`
	Formers        []Former        `json:"formers"` // seats of the terms before
	Work           Work            `json:"work"`    // what deputies do beside votes and points
	Mess           []Mess          `json:"mess"`
	PrivateNumbers []string        `json:"private_numbers"` // identity and telephone numbers that may never leave the inbox
}

// File is one file of the inbox and what should become of it. Of the sample
// issue (dataset bulletin) only path, dataset, period and status are given.
type File struct {
	Path        string         `json:"path"`
	Dataset     string         `json:"dataset"`
	Unit        string         `json:"unit"`
	Scope       string         `json:"scope"`
	Period      string         `json:"period"`
	Arrival     string         `json:"arrival"` // increment, cumulative or snapshot
	Status      string         `json:"status"`  // accepted, partial, refused, replaced or unchanged
	Accepted    int            `json:"accepted"`
	Quarantined int            `json:"quarantined"`
	Lines       map[string]int `json:"lines"` // lines that are not blank, by what they are: title, head, data, repeat, total, note, text
}

// Row is one planted row.
type Row struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet"` // "" for csv
	Row    int    `json:"row"`
	Field  string `json:"field"`
	Kind   string `json:"kind"`
	Deputy string `json:"deputy,omitempty"`
}

// Refused is a file that must not be taken in.
type Refused struct {
	File string `json:"file"`
	Kind string `json:"kind"`
}

// Pair names two files that belong together.
type Pair struct {
	File  string `json:"file"`
	Other string `json:"other"`
}

// Sums adds up review rows.
type Sums struct {
	Mandates     int `json:"mandates"`
	Sessions     int `json:"sessions"`
	Valid        int `json:"valid"`
	Satisfied    int `json:"satisfied"`
	Basic        int `json:"basic"`
	Dissatisfied int `json:"dissatisfied"`
	Abstain      int `json:"abstain"`
}

func (s *Sums) add(r *review) {
	s.Mandates++
	s.Valid += r.valid
	s.Satisfied += r.satisfied
	s.Basic += r.basic
	s.Dissatisfied += r.dissatisfied
	s.Abstain += r.abstain
}

// Coverage counts the mandates of one level on the last day.
type Coverage struct {
	InOffice     int `json:"in_office"`
	Reported     int `json:"reported"`      // of those in office
	ReportedEver int `json:"reported_ever"` // also of those who left
}

// Unit is what is true of one reporting unit. Months holds the accepted votes
// rows by month of the review, after corrections and withdrawals.
type Unit struct {
	Code         string              `json:"code"`
	Name         string              `json:"name"`
	Satisfaction string              `json:"satisfaction"` // high, same or low
	Rate         float64             `json:"rate"`         // the planted level before chance
	SendsVotes   bool                `json:"sends_votes"`
	SkipsVotes   []string            `json:"skips_votes"` // periods it sends none for
	Arrival      string              `json:"arrival"`
	Scheme       string              `json:"scheme"`
	Last         Sums                `json:"last"`
	All          Sums                `json:"all"`
	Months       map[string]Sums     `json:"months"`
	Coverage     map[string]Coverage `json:"coverage"` // by level
	Scores       map[int]int         `json:"scores"`   // accepted rows by year
}

// Consequence is what the place's regime must say of one row.
type Consequence struct {
	Row
	Unit         string `json:"unit"`
	Period       string `json:"period"`
	Base         int    `json:"base"`
	Satisfied    int    `json:"satisfied"`
	Dissatisfied int    `json:"dissatisfied"`
	Code         string `json:"code"` // none, rectify, resign_or_recall or unspecified
	Tier         string `json:"tier"` // of a regime that grades
}

// Edge is a total planted on a band line, or where rounding changes the band.
type Edge struct {
	Unit   string  `json:"unit"`
	Level  string  `json:"level"`
	Deputy string  `json:"deputy"`
	Total  float64 `json:"total"`
	Band   string  `json:"band"`
	Kind   string  `json:"kind"`
}

// Stratum is the table of one unit and level among eligible mandates with an
// official full-year score: best band or other, proposed or not.
type Stratum struct {
	Unit          string `json:"unit"`
	Level         string `json:"level"`
	BestProposed  int    `json:"best_proposed"`
	BestNot       int    `json:"best_not"`
	OtherProposed int    `json:"other_proposed"`
	OtherNot      int    `json:"other_not"`
	NoMeasure     int    `json:"no_measure"` // eligible without a score
	NoMeasureYes  int    `json:"no_measure_proposed"`
	OutOfScope    int    `json:"out_of_scope"`
	Candidates    int    `json:"candidates"`
	Elected       int    `json:"elected"`
	OldMandates   int    `json:"old_mandates"`
}

// NominationTruth adds the strata up.
type NominationTruth struct {
	OldMandates int            `json:"old_mandates"`
	Eligible    int            `json:"eligible"`
	Measured    int            `json:"measured"`
	Proposed    int            `json:"proposed"`
	Candidates  int            `json:"candidates"`
	Elected     int            `json:"elected"`
	OutOfScope  map[string]int `json:"out_of_scope"` // by reason
}

// JanuaryReviews counts the reviews of 西峡, which all lie in January.
type JanuaryReviews struct {
	County string `json:"county"`
	Rows   int    `json:"rows"`
}

// Former is a seat of the term before and a seat of this one that are one
// person's, or look as if they were: by kind.
type Former struct {
	Unit     string `json:"unit"`
	Kind     string `json:"kind"`
	OldName  string `json:"old_name"`
	OldLevel string `json:"old_level"`
	OldTerm  string `json:"old_term"`
	Name     string `json:"name"`
	Level    string `json:"level"`
	Term     string `json:"term"`
}

// Mess is one kind of disorder and a file that shows it.
type Mess struct {
	Kind  string `json:"kind"`
	File  string `json:"file"`
	Sheet string `json:"sheet"`
}

// noteMess keeps the first file that shows a kind.
func (t *Truth) noteMess(kind, file, sheet string) {
	if !slices.ContainsFunc(t.Mess, func(m Mess) bool { return m.Kind == kind }) {
		t.Mess = append(t.Mess, Mess{kind, file, sheet})
	}
}

// merge adds what one unit's files held.
func (t *Truth) merge(o *Truth) {
	t.Mandates += o.Mandates
	t.Files = append(t.Files, o.Files...)
	t.Units = append(t.Units, o.Units...)
	t.Quarantined = append(t.Quarantined, o.Quarantined...)
	t.Warned = append(t.Warned, o.Warned...)
	t.Replaced = append(t.Replaced, o.Replaced...)
	t.Unchanged = append(t.Unchanged, o.Unchanged...)
	t.Withdrawn = append(t.Withdrawn, o.Withdrawn...)
	t.Consequences = append(t.Consequences, o.Consequences...)
	t.Edges = append(t.Edges, o.Edges...)
	t.Strata = append(t.Strata, o.Strata...)
	t.PrivateNumbers = append(t.PrivateNumbers, o.PrivateNumbers...)
	t.Formers = append(t.Formers, o.Formers...)
	t.JanuaryReviews.Rows += o.JanuaryReviews.Rows
	t.Work.merge(o.Work)
	for _, m := range o.Mess {
		t.noteMess(m.Kind, m.File, m.Sheet)
	}
	n := &t.Nominations
	n.OldMandates += o.Nominations.OldMandates
	n.Eligible += o.Nominations.Eligible
	n.Measured += o.Nominations.Measured
	n.Proposed += o.Nominations.Proposed
	n.Candidates += o.Nominations.Candidates
	n.Elected += o.Nominations.Elected
	for reason, k := range o.Nominations.OutOfScope {
		n.OutOfScope[reason] += k
	}
}
