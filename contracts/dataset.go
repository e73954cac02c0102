package contracts

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed fields.yaml datasets/*.yaml regimes/*.yaml
var files embed.FS

// Cadence says how often a dataset is due.
type Cadence string

// The cadences a contract may declare.
const (
	Monthly   Cadence = "monthly"
	Yearly    Cadence = "yearly"
	Term      Cadence = "term"
	Irregular Cadence = "irregular"
)

// Arrival says what a newer file means for the older ones of its scope.
type Arrival string

// Increment rows add; of Cumulative files the newest is the truth for all its
// months; a Snapshot is the whole state.
const (
	Increment  Arrival = "increment"
	Cumulative Arrival = "cumulative"
	Snapshot   Arrival = "snapshot"
)

// FromBulletin marks datasets that are read from issues of 《代表工作》, never
// from a spreadsheet.
const FromBulletin = "bulletin"

// Dataset is the contract of one kind of export.
type Dataset struct {
	Name       string     `yaml:"dataset"`
	Label      string     `yaml:"label"`
	Source     string     `yaml:"source"` // "" (spreadsheets) or FromBulletin
	Grain      string     `yaml:"grain"`
	NaturalKey []string   `yaml:"natural_key"`
	Cadence    Cadence    `yaml:"cadence"`
	Arrival    Arrival    `yaml:"arrival"`
	DueDay     int        `yaml:"due_day"`    // of the month after the period
	DueMonth   int        `yaml:"due_month"`  // yearly: of the year after; 0 otherwise
	DateField  string     `yaml:"date_field"` // the field whose month an event belongs to; "" for none
	TitleWords []string   `yaml:"title_words"`
	Identify   [][]string `yaml:"identify"` // a sheet is of this dataset if it has one field of every group
	Fields     []Field    `yaml:"fields"`
	Checks     []Check    `yaml:"checks"`
}

// Check is one rule over several fields of a row.
type Check struct {
	Rule     string   `yaml:"rule"`
	Kind     string   `yaml:"kind"` // at_most, sum, ratio, balance
	Left     string   `yaml:"left"`
	Right    string   `yaml:"right"`
	Field    string   `yaml:"field"`
	Total    string   `yaml:"total"`
	Parts    []string `yaml:"parts"`
	Minus    []string `yaml:"minus"`
	Totals   []string `yaml:"totals"`
	Severity string   `yaml:"severity"` // error or warning
	Message  string   `yaml:"message"`
	Remedy   string   `yaml:"remedy"`
}

// Field returns the field of that name.
func (d Dataset) Field(name string) (Field, bool) {
	i := slices.IndexFunc(d.Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return d.Fields[i], true
}

// Stored lists the fields that may be written: all but identifiers and
// contact data, which are dropped at the door.
func (d Dataset) Stored() []Field {
	var kept []Field
	for _, f := range d.Fields {
		if !f.Private() {
			kept = append(kept, f)
		}
	}
	return kept
}

// Datasets returns every contract, in order of name.
func Datasets() ([]Dataset, error) {
	shared, err := sharedFields()
	if err != nil {
		return nil, err
	}
	var all []Dataset
	err = eachFile("datasets", func(name string, raw []byte) error {
		d, err := parseDataset(raw, shared)
		if err != nil {
			return fmt.Errorf("contract %s: %w", name, err)
		}
		all = append(all, d)
		return nil
	})
	return all, err
}

func sharedFields() (map[string]Field, error) {
	raw, err := files.ReadFile("fields.yaml")
	if err != nil {
		return nil, fmt.Errorf("read shared fields: %w", err)
	}
	var list []Field
	if err := strict(raw, &list); err != nil {
		return nil, fmt.Errorf("shared fields: %w", err)
	}
	shared := make(map[string]Field, len(list))
	for _, f := range list {
		shared[f.Name] = f
	}
	return shared, nil
}

func parseDataset(raw []byte, shared map[string]Field) (Dataset, error) {
	var d Dataset
	if err := strict(raw, &d); err != nil {
		return d, err
	}
	for i, f := range d.Fields {
		if f.Use == "" {
			continue
		}
		base, ok := shared[f.Use]
		if !ok {
			return d, fmt.Errorf("uses unknown shared field %q", f.Use)
		}
		d.Fields[i] = base.extended(f)
	}
	return d, d.validate()
}

func (d Dataset) validate() error {
	seen := map[string]bool{}
	for _, f := range d.Fields {
		if seen[f.Name] {
			return fmt.Errorf("field %q stands twice", f.Name)
		}
		seen[f.Name] = true
		if err := f.validate(); err != nil {
			return fmt.Errorf("field %q: %w", f.Name, err)
		}
	}
	named := append([]string{}, d.NaturalKey...)
	for _, group := range d.Identify {
		named = append(named, group...)
	}
	for _, c := range d.Checks {
		named = append(named, c.fields()...)
	}
	if d.DateField != "" {
		named = append(named, d.DateField)
	}
	for _, name := range named {
		if !seen[name] {
			return fmt.Errorf("names field %q, which it does not have", name)
		}
	}
	return nil
}

func (c Check) fields() []string {
	all := slices.Concat(c.Parts, c.Minus, c.Totals)
	for _, name := range []string{c.Left, c.Right, c.Field, c.Total} {
		if name != "" {
			all = append(all, name)
		}
	}
	return all
}

func eachFile(folder string, read func(name string, raw []byte) error) error {
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		return fmt.Errorf("list %s: %w", folder, err)
	}
	for _, e := range entries {
		raw, err := files.ReadFile(path.Join(folder, e.Name()))
		if err != nil {
			return fmt.Errorf("read %s: %w", e.Name(), err)
		}
		if err := read(strings.TrimSuffix(e.Name(), ".yaml"), raw); err != nil {
			return err
		}
	}
	return nil
}

// strict decodes YAML and refuses keys it does not know, so that a misspelt
// rule is an error and not a silence.
func strict(raw []byte, into any) error {
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	return dec.Decode(into)
}
