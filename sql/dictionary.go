package models

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Dictionary gives marts, columns and coded values their Chinese names.
type Dictionary struct {
	// Marts: the view's name in schema 分析, and labels that differ there.
	Marts map[string]MartLabels `yaml:"marts"`
	// Columns: one label for a column wherever it stands.
	Columns map[string]string `yaml:"columns"`
	// Values: the words for a column's codes, wherever it stands.
	Values map[string]map[string]string `yaml:"values"`
}

// MartLabels names one mart's view and overrides single labels.
type MartLabels struct {
	View    string            `yaml:"view"`
	Columns map[string]string `yaml:"columns"`
}

// ReadDictionary reads the embedded dictionary.yaml.
func ReadDictionary() (Dictionary, error) {
	var d Dictionary
	raw, err := files.ReadFile("dictionary.yaml")
	if err != nil {
		return d, fmt.Errorf("read dictionary: %w", err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(&d); err != nil {
		return d, fmt.Errorf("read dictionary: %w", err)
	}
	return d, nil
}

// View is the name of a mart's view; without an entry, the mart's own name.
func (d Dictionary) View(mart string) (name string, ok bool) {
	if v := d.Marts[mart].View; v != "" {
		return v, true
	}
	return mart, false
}

// Label is the Chinese label of a mart's column; without one, its own name.
func (d Dictionary) Label(mart, column string) (label string, ok bool) {
	if l := d.Marts[mart].Columns[column]; l != "" {
		return l, true
	}
	if l := d.Columns[column]; l != "" {
		return l, true
	}
	return column, false
}
