package models

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Measures says in Chinese what the marts hold and how their figures are
// computed: what the dictionary's short labels leave open.
type Measures struct {
	// Marts: what one table is about, in one sentence.
	Marts map[string]string `yaml:"marts"`
	// Columns: how a figure is computed, wherever a column of that name stands.
	Columns map[string]Measure `yaml:"columns"`
}

// Measure defines one figure.
type Measure struct {
	Unit        string   `yaml:"unit"` // 比例, 分, 天 …
	Definition  string   `yaml:"definition"`
	Numerator   string   `yaml:"numerator"`   // a column of the same mart
	Denominator string   `yaml:"denominator"` // likewise
	Apart       string   `yaml:"apart"`       // why a rate has no two such columns
	Basis       string   `yaml:"basis"`       // 口径: by which rules, over whom
	Source      string   `yaml:"source"`      // the method's or the rule's origin
	Home        []string `yaml:"home"`        // the marts that are meant where nobody names one
	// Marts: what is different in one mart.
	Marts map[string]Measure `yaml:"marts"`
}

// ReadMeasures reads the embedded measures.yaml.
func ReadMeasures() (Measures, error) {
	var m Measures
	raw, err := files.ReadFile("measures.yaml")
	if err != nil {
		return m, fmt.Errorf("read measures: %w", err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&m); err != nil {
		return m, fmt.Errorf("read measures: %w", err)
	}
	return m, nil
}

// Of is the definition of a mart's column.
func (m Measures) Of(mart, column string) (Measure, bool) {
	base, ok := m.Columns[column]
	own, differs := base.Marts[mart]
	base.Marts = nil
	if !differs {
		return base, ok
	}
	if own.Apart != "" {
		base.Numerator, base.Denominator = "", ""
	}
	if own.Numerator != "" || own.Denominator != "" {
		base.Apart = ""
	}
	for _, part := range []struct{ of, by *string }{
		{&base.Unit, &own.Unit}, {&base.Definition, &own.Definition}, {&base.Numerator, &own.Numerator}, {&base.Denominator, &own.Denominator},
		{&base.Apart, &own.Apart}, {&base.Basis, &own.Basis}, {&base.Source, &own.Source},
	} {
		if *part.by != "" {
			*part.of = *part.by
		}
	}
	return base, true
}
